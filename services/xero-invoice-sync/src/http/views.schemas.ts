import { z } from 'zod';
import { SYNC_STATES } from '../domain/life/sync-item.ts';

const Day = z.iso.date();
const Count = z.int();

export const CountsQuery = z.strictObject({
  dateFrom: Day.optional().describe('The first day of the invoices that are counted'),
  dateTo: Day.optional().describe('The last day'),
  by: z.enum(['day', 'month']).default('day'),
});

export const CountsView = z.strictObject({
  items: z.array(
    z.strictObject({
      period: z.string(),
      counts: z.strictObject({
        ...{ pending: Count, processing: Count, complete: Count, fault: Count, skipped: Count, held: Count },
      }),
    }),
  ),
});

export const ExportQuery = z.strictObject({
  state: z.enum(SYNC_STATES).optional(),
  code: z.string().max(50).optional(),
  dateFrom: Day.optional(),
  dateTo: Day.optional(),
  search: z.string().max(200).optional(),
});

export const ExportView = z.strictObject({
  fileName: z.string(),
  csv: z.string().describe('RFC 4180; no cell is a formula.'),
});

export const LogQuery = z.strictObject({
  externalId: z.string().trim().min(1).max(50).optional().describe('The id of an invoice or purchase order in Autotask'),
  day: Day.optional().describe('A day, in UTC'),
});

export const LogView = z.strictObject({
  items: z.array(
    z.strictObject({
      at: z.iso.datetime(),
      kind: z.enum(['invoice', 'purchase-order', 'organisation']),
      externalId: z.string().describe('Empty of what concerns an organisation as a whole'),
      number: z.string(),
      text: z.string(),
    }),
  ),
});
