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
  isDismissed: z.boolean().describe('A person has left it out; `skipReason` says why'),
  document: z
    .object({
      ...{ id: z.string(), kind: z.enum(['invoice', 'credit-note']), number: z.string() },
      status: z.string().nullable().describe('As it was last seen in Xero, such as AUTHORISED, PAID or VOIDED'),
      paidOn: z.iso.date().nullable().describe('The day on which nothing was left to pay'),
    })
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

export const DismissBody = z.strictObject({
  reason: z.string().trim().min(1).max(300).describe('Why it is not to go to Xero, for whoever asks later'),
});

export const ResyncBody = z.strictObject({
  createNew: z.boolean().default(false).describe('Make another document in the place of one that was deleted or voided in Xero'),
});
