import { pageSchema, pagingQuery } from '@psa-bridge/http-server';
import { z } from 'zod';
import { SYNC_STATES } from '../domain/life/sync-item.ts';

export const InvoiceParams = z.object({ id: z.string().min(1).max(200) });

const Time = z.iso.datetime();
const State = z.enum(SYNC_STATES);
const States = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(State));

export const ListQuery = z.strictObject({
  state: States.optional().describe('One or several, separated by commas'),
  code: z.string().min(1).max(50).optional().describe('Of the problem, such as NUMBER_TAKEN'),
  dateFrom: z.iso.date().optional(),
  dateTo: z.iso.date().optional(),
  search: z.string().max(200).optional(),
  ...pagingQuery({ usual: 50 }),
});

const ProblemView = z.object({ code: z.string(), message: z.string(), cure: z.string(), details: z.array(z.string()) });

const summaryFields = {
  id: z.string(),
  integrationId: z.string(),
  externalId: z.string().describe('Its id in Autotask'),
  number: z.string().nullable(),
  invoiceDate: z.string(),
  customer: z.string(),
  total: z.string(),
  currency: z.string(),
  state: State,
  strikes: z.number().int(),
  dueAt: Time.nullable(),
  problem: ProblemView.nullable(),
  skipReason: z.string().nullable(),
  warnings: z.array(ProblemView),
  document: z
    .object({ id: z.string(), kind: z.enum(['invoice', 'credit-note']), number: z.string() })
    .nullable()
    .describe('What it became in Xero'),
};

export const InvoiceSummary = z.object(summaryFields);
export const InvoiceDetail = z.object({
  ...summaryFields,
  lines: z.array(
    z.object({
      type: z.string(),
      name: z.string(),
      quantity: z.string(),
      amount: z.string(),
      tax: z.string(),
      total: z.string(),
    }),
  ),
  log: z.array(z.object({ at: Time, text: z.string() })).describe('Oldest first'),
});

export const InvoiceList = pageSchema(InvoiceSummary);

export const ResyncBody = z.strictObject({
  createNew: z.boolean().default(false).describe('Make another document in the place of one that was deleted or voided in Xero'),
});
