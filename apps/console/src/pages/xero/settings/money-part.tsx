import { Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { EngineSettings } from '../../../api/xero.ts';
import { xeroTexts } from '../../../texts/xero.ts';
import { AccountSelect } from './account-select.tsx';
import { Choice, Part } from './part.tsx';
import type { PartProps } from './settings-editor.tsx';
import { TaxRegions } from './tax-regions.tsx';

const t = xeroTexts.settings;
type Options = EngineSettings['options'];

interface OptionsProps {
  options: Options;
  onChange: (part: Partial<Options>) => void;
}

/** Tax, customers and rounding (XI-30 to XI-32, XI-40). */
export function MoneyPart({ settings, accounts, onChange }: PartProps): ReactNode {
  const { options } = settings;
  const change = (part: Partial<Options>): void => onChange({ ...settings, options: { ...options, ...part } });
  return (
    <>
      <Tax options={options} onChange={change} />
      <Customers options={options} onChange={change} />
      <Rounding options={options} onChange={change} accounts={accounts} />
    </>
  );
}

function Tax({ options: { tax }, onChange }: OptionsProps): ReactNode {
  return (
    <Part title={t.tax}>
      <Choice
        label={t.taxFrom}
        value={tax.amountsFrom}
        choices={t.taxChoices}
        onChange={(amountsFrom) => onChange({ tax: { ...tax, amountsFrom } })}
      />
      <TaxRegions byRegion={tax.byRegion ?? {}} onChange={(byRegion) => onChange({ tax: { ...tax, byRegion } })} />
    </Part>
  );
}

function Customers({ options: { contacts }, onChange }: OptionsProps): ReactNode {
  const change = (part: Partial<typeof contacts>): void => onChange({ contacts: { ...contacts, ...part } });
  return (
    <Part title={t.customers}>
      <Choice label={t.matchBy} value={contacts.matchBy} choices={t.matchChoices} onChange={(matchBy) => change({ matchBy })} />
      <Choice
        label={t.invalidEmail}
        value={contacts.invalidEmail}
        choices={t.invalidEmailChoices}
        onChange={(invalidEmail) => change({ invalidEmail })}
      />
      <Switch
        label={t.ignoresCase}
        checked={contacts.ignoresCase}
        onChange={({ currentTarget }) => change({ ignoresCase: currentTarget.checked })}
      />
    </Part>
  );
}

function Rounding({ options: { rounding }, accounts, onChange }: OptionsProps & Pick<PartProps, 'accounts'>): ReactNode {
  const { account: _account, ...limits } = rounding;
  return (
    <Part title={t.rounding}>
      <TextInput
        label={t.silentUpTo}
        inputMode="decimal"
        value={rounding.silentUpTo}
        onChange={({ currentTarget }) => onChange({ rounding: { ...rounding, silentUpTo: currentTarget.value } })}
      />
      <TextInput
        label={t.allowance}
        description={t.allowanceHow}
        inputMode="decimal"
        value={rounding.allowance}
        onChange={({ currentTarget }) => onChange({ rounding: { ...rounding, allowance: currentTarget.value } })}
      />
      <AccountSelect
        label={t.roundingAccount}
        otherwise={t.roundingDefault}
        accounts={accounts}
        value={rounding.account}
        onChange={(account) => onChange({ rounding: { ...limits, ...(account === undefined ? {} : { account }) } })}
      />
    </Part>
  );
}
