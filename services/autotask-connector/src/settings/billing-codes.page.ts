import { defineSettingsPage, type SettingReference } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { unfitForGoods } from './billing-code-use.ts';
import { PicklistKey } from './keys.ts';

/** What products are created with in Autotask (AT-10 to AT-13). */
export const BillingCodesSettings = z.strictObject({
  /** Fallback for products whose category has no code of its own (AT-11); without it the one called "taxable products" (AT-12). */
  defaultBillingCode: PicklistKey.optional(),
  /** Billing code by category id (AT-10); categories of services alone need none (AT-13). */
  categoryBillingCodes: z.record(z.uuid(), PicklistKey).default({}),
  /** Given to products on creation in Autotask (AT-11). */
  defaultExternalProductId: z.string().trim().max(50).optional(),
});

export const billingCodesPage = defineSettingsPage({
  name: 'billing-codes',
  title: 'Billing Codes',
  settings: BillingCodesSettings,
  choices: { billingCodes: { psa: 'billing_code' }, categories: { record: 'category' } },
  references: ({ defaultBillingCode, categoryBillingCodes }) => [
    ...(defaultBillingCode === undefined
      ? []
      : [
          {
            ...codeReference(['defaultBillingCode'], defaultBillingCode),
            affects: [{ type: 'product' as const, excluded: { categoryId: Object.keys(categoryBillingCodes) } }],
          },
        ]),
    ...Object.entries(categoryBillingCodes).flatMap(([categoryId, key]): SettingReference[] => [
      { path: ['categoryBillingCodes', categoryId], target: { record: 'category', id: categoryId } },
      {
        ...codeReference(['categoryBillingCodes', categoryId], key),
        title: 'Billing code',
        of: { record: 'category', id: categoryId },
        affects: [{ type: 'product', filters: { categoryId } }],
      },
    ]),
  ],
});

function codeReference(path: readonly string[], key: string): SettingReference {
  return { path, target: { psa: 'billing_code', key }, unfit: unfitForGoods };
}
