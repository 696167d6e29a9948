import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { xeroTexts } from '../../../texts/xero.ts';
import { AccountSelect } from './account-select.tsx';
import { Choice, Part } from './part.tsx';
import type { PartProps } from './settings-editor.tsx';

const t = xeroTexts.settings;
const { BILLED: _billed, ...billStatuses } = t.purchaseStatuses;

type Given = NonNullable<PartProps['settings']['purchases']>;

/** What somebody begins with who takes purchase orders. */
const FRESH: Omit<Given, 'accounts'> = {
  as: 'purchase-order',
  trigger: 'submitted',
  status: 'DRAFT',
  isNumberedByAutotask: false,
  isMemoInReference: false,
};

/** Whether and how purchase orders are taken (XI-45). */
export function PurchasesPart({ settings, accounts, onChange }: PartProps): ReactNode {
  const { purchases, ...rest } = settings;
  const fallback = settings.options.accounts.default;
  const fresh: Given = {
    ...FRESH,
    accounts: { default: fallback, freight: fallback, byBillingCode: {} },
  };
  return (
    <Part title={t.purchases}>
      <Switch
        label={t.takesPurchases}
        checked={purchases !== undefined}
        onChange={({ currentTarget }) => onChange(currentTarget.checked ? { ...rest, purchases: fresh } : rest)}
      />
      {purchases === undefined ? null : (
        <Purchases purchases={purchases} accounts={accounts} onChange={(changed) => onChange({ ...rest, purchases: changed })} />
      )}
    </Part>
  );
}

interface PurchasesProps extends Pick<PartProps, 'accounts'> {
  purchases: Given;
  onChange: (purchases: Given) => void;
}

function Purchases({ purchases, accounts, onChange }: PurchasesProps): ReactNode {
  const change = (part: Partial<Given>): void => onChange({ ...purchases, ...part });
  const changeAccounts = (part: Partial<Given['accounts']>): void => change({ accounts: { ...purchases.accounts, ...part } });
  return (
    <>
      <Choice
        label={t.purchaseAs}
        value={purchases.as}
        choices={t.purchaseChoices}
        onChange={(as) => change(as === 'bill' && purchases.status === 'BILLED' ? { as, status: 'DRAFT' } : { as })}
      />
      <Choice label={t.trigger} value={purchases.trigger} choices={t.triggers} onChange={(trigger) => change({ trigger })} />
      <Choice
        label={t.purchaseStatus}
        value={purchases.status}
        // Only a purchase order can be billed.
        choices={(purchases.as === 'bill' ? billStatuses : t.purchaseStatuses) as typeof t.purchaseStatuses}
        onChange={(status) => change({ status })}
      />
      <AccountSelect
        label={t.defaultAccount}
        accounts={accounts}
        value={purchases.accounts.default}
        onChange={(account) => account !== undefined && changeAccounts({ default: account })}
      />
      <AccountSelect
        label={t.freight}
        accounts={accounts}
        value={purchases.accounts.freight}
        onChange={(account) => account !== undefined && changeAccounts({ freight: account })}
      />
    </>
  );
}
