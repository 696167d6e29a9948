import { defineSettingsPage, type SettingReference } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { SetupKey } from './keys.ts';
import { QuoteStatus } from './opportunities.page.ts';

const Term = z.enum(['monthly', 'quarterly', 'semi-annual', 'yearly']);

/** How quotes stand in HaloPSA (HP-14), and what approved ones offer there (HP-20). */
export const QuotesSettings = z.strictObject({
  /** HaloPSA's quote status by ours; without an entry the status there stays. */
  quoteStatuses: z.partialRecord(QuoteStatus, SetupKey).default({}),
  /** HaloPSA's code of the billing period for each term: none is published, so that what is left out is what the item says. */
  billingPeriods: z.partialRecord(Term, z.int().min(0).max(999)).default({}),
  /** Several sales orders for several sets of lines; the documents disagree, so the number is a setting (FP-03). */
  salesOrdersPerQuote: z.int().min(1).max(50).default(10),
});
export type QuotesSettings = z.output<typeof QuotesSettings>;

export const quotesPage = defineSettingsPage({
  name: 'quotes',
  title: 'Quotes',
  settings: QuotesSettings,
  choices: { quoteStatuses: { psa: 'quote_status' } },
  references: ({ quoteStatuses }) =>
    Object.entries(quoteStatuses).map(([status, key]): SettingReference => ({
      path: ['quoteStatuses', status],
      title: `HaloPSA status of ${status} quotes`,
      target: { psa: 'quote_status', key },
      affects: [{ type: 'quote', filters: { status } }],
    })),
});
