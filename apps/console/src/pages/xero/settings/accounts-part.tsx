import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { xeroTexts } from '../../../texts/xero.ts';
import { accountRowsOf, withAccount, type AccountRow, type BillingCode } from './account-rows.ts';
import { AccountSelect } from './account-select.tsx';
import { Choice, Part } from './part.tsx';
import type { PartProps } from './settings-editor.tsx';

const t = xeroTexts.settings;

/** Both sides of the mapping of accounts and items, with what no longer holds marked (XI-24). */
export function AccountsPart({
  settings,
  accounts,
  codes,
  onChange,
}: PartProps & { codes: readonly BillingCode[] | undefined }): ReactNode {
  const { options } = settings;
  const change = (part: Partial<typeof options.accounts>): void =>
    onChange({ ...settings, options: { ...options, accounts: { ...options.accounts, ...part } } });
  const rows = accountRowsOf(options.accounts.byBillingCode, codes ?? [], accounts);
  return (
    <>
      <Part title={t.accounts} lead={t.accountsHow}>
        <AccountSelect
          label={t.defaultAccount}
          description={t.defaultAccountHow}
          accounts={accounts}
          value={options.accounts.default}
          onChange={(account) => account !== undefined && change({ default: account })}
        />
        <Stack gap="sm">
          {rows.map((row) => (
            <AccountSelect
              key={row.codeId}
              label={nameOf(row)}
              otherwise={t.asDefault}
              accounts={accounts}
              value={row.account}
              onChange={(account) => change({ byBillingCode: withAccount(options.accounts.byBillingCode, row.codeId, account) })}
            />
          ))}
        </Stack>
        {codes === undefined ? <Text size="sm">{t.codesUnknown}</Text> : null}
      </Part>
      <Part title={t.items}>
        <Choice
          label={t.itemsHow}
          value={options.items}
          choices={t.itemChoices}
          onChange={(items) => onChange({ ...settings, options: { ...options, items } })}
        />
      </Part>
    </>
  );
}

function nameOf({ code, codeId }: AccountRow): string {
  if (code === undefined) return t.unknownCode(codeId);
  return code.isActive ? code.label : t.inactiveCode(code.label);
}
