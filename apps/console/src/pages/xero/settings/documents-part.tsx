import { Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { EngineSettings } from '../../../api/xero.ts';
import { xeroTexts } from '../../../texts/xero.ts';
import { DayField } from '../day-field.tsx';
import { Choice, Part } from './part.tsx';
import type { PartProps } from './settings-editor.tsx';

const t = xeroTexts.settings;
type Options = EngineSettings['options'];

const SWITCHES = [
  ['isOrderNumberInReference', t.orderNumber],
  ['hasFourDecimals', t.fourDecimals],
  ['carriesVoids', t.carriesVoids],
  ['showsNonBillable', t.nonBillable],
] as const;

/** What becomes of an invoice in Xero (XI-20 to XI-23, XI-25). */
export function DocumentsPart({ settings, onChange }: PartProps): ReactNode {
  const { options, takesFrom, ...rest } = settings;
  const change = (part: Partial<Options>): void => onChange({ ...settings, options: { ...options, ...part } });
  return (
    <Part title={t.documents}>
      <Choices options={options} onChange={change} />
      <DayField
        label={t.takesFrom}
        description={t.takesFromHow}
        value={takesFrom}
        onChange={(day) => onChange({ ...rest, options, ...(day === undefined ? {} : { takesFrom: day }) })}
      />
      {SWITCHES.map(([name, label]) => (
        <Switch
          key={name}
          label={label}
          checked={options[name]}
          onChange={({ currentTarget }) => change({ [name]: currentTarget.checked })}
        />
      ))}
      <Switch
        label={t.writesBack}
        checked={settings.writesBack}
        onChange={({ currentTarget }) => onChange({ ...settings, writesBack: currentTarget.checked })}
      />
    </Part>
  );
}

function Choices({ options, onChange }: { options: Options; onChange: (part: Partial<Options>) => void }): ReactNode {
  const { importAs, numbering, numberPrefix, dueDateFrom, zeroTotal } = options;
  return (
    <>
      <Choice
        label={t.importAs}
        value={importAs}
        choices={t.importChoices}
        onChange={(chosen) => onChange({ importAs: chosen })}
      />
      <Choice
        label={t.numbering}
        value={numbering}
        choices={t.numberingChoices}
        onChange={(chosen) => onChange({ numbering: chosen })}
      />
      {numbering === 'xero' ? null : (
        <TextInput
          label={t.prefix}
          maxLength={20}
          value={numberPrefix}
          onChange={({ currentTarget }) => onChange({ numberPrefix: currentTarget.value })}
        />
      )}
      <Choice
        label={t.dueDate}
        value={dueDateFrom}
        choices={t.dueDateChoices}
        onChange={(chosen) => onChange({ dueDateFrom: chosen })}
      />
      <Choice
        label={t.zeroTotal}
        value={zeroTotal}
        choices={t.zeroChoices}
        onChange={(chosen) => onChange({ zeroTotal: chosen })}
      />
    </>
  );
}
