import { defineSettingsPage } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { SetupKey } from './keys.ts';

/** No list of codes can be read (halopsa.md section 6, Account codes): they are typed, and those in use are suggested. */
const AccountCode = z.string().trim().min(1).max(50);
const CodesOfGroup = z.strictObject({ income: AccountCode.optional(), expense: AccountCode.optional() });

/** Under which account codes orders go to the accounting system (HP-15). */
export const AccountCodesSettings = z.strictObject({
  /** Income and expense account by product group; without an entry HaloPSA's own of the item or the group. */
  accountCodes: z.record(SetupKey, CodesOfGroup).default({}),
});
export type AccountCodesSettings = z.output<typeof AccountCodesSettings>;

export const accountCodesPage = defineSettingsPage({
  name: 'account-codes',
  title: 'Account codes',
  settings: AccountCodesSettings,
  choices: { productGroups: { psa: 'product_group' }, accountCodes: { psa: 'account_code' } },
  references: ({ accountCodes }) =>
    Object.keys(accountCodes).map((key) => ({
      path: ['accountCodes', key],
      title: 'Account codes',
      of: { psa: 'product_group', key },
      target: { psa: 'product_group', key },
    })),
  problems: ({ accountCodes }) =>
    Object.entries(accountCodes).flatMap(([key, { income, expense }]) =>
      income === undefined && expense === undefined
        ? [{ path: ['accountCodes', key], message: 'Enter an income or an expense account code, or remove the product group.' }]
        : [],
    ),
});
