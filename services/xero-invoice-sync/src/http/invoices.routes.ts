import { accepted, defineRoute, ok, page, type Route } from '@psa-bridge/http-server';
import type { InvoiceUseCases } from '../usecases/invoices/invoice-use-cases.ts';
import { invoiceDetail, invoiceSummary } from './invoice-view.ts';
import { DismissBody, InvoiceDetail, InvoiceList, InvoiceParams, ListQuery, ResyncBody } from './invoices.schemas.ts';

const permission = 'Invoice manager';
const PATH = '/v1/xero/invoices';

/** The invoices on their way into Xero (XI-07), and the wish to have one sent again (XI-04). */
export function invoiceRoutes(usecases: InvoiceUseCases): Route[] {
  return [...readingRoutes(usecases), ...decisionRoutes(usecases)];
}

function readingRoutes({ list, get }: InvoiceUseCases): Route[] {
  return [
    defineRoute({
      ...{ method: 'GET', path: PATH, permission, summary: 'List invoices by state, problem, day and words; the latest first' },
      query: ListQuery,
      responses: { 200: InvoiceList },
      async handle({ query, caller }) {
        const { from, size, cursor, dateFrom, dateTo, ...rest } = query;
        const filter = { ...rest, from: dateFrom, to: dateTo };
        return page(await list(caller, { filter, from, size, cursor }), query, invoiceSummary);
      },
    }),
    defineRoute({
      ...{ method: 'GET', path: `${PATH}/{id}`, permission, summary: 'One invoice with its lines and what happened to it' },
      params: InvoiceParams,
      responses: { 200: InvoiceDetail },
      handle: async ({ params, caller }) => ok(invoiceDetail(await get(caller, params.id))),
    }),
  ];
}

function decisionRoutes({ resync, dismiss, restore }: InvoiceUseCases): Route[] {
  const common = { method: 'POST', permission, params: InvoiceParams, refusals: [409] } as const;
  return [
    defineRoute({
      ...{ ...common, path: `${PATH}/{id}/resync`, body: ResyncBody },
      summary: 'Send an invoice again; never as a second document',
      responses: { 202: InvoiceDetail },
      deed: 'xero_invoice.resync_asked',
      handle: async ({ params, caller, body }) => accepted(invoiceDetail(await resync(caller, params.id, body))),
    }),
    defineRoute({
      ...{ ...common, path: `${PATH}/{id}/dismiss`, body: DismissBody },
      summary: 'Leave an invoice out for good, with a reason; nothing changes in Autotask or in Xero',
      responses: { 200: InvoiceDetail },
      deed: 'xero_invoice.dismissed',
      handle: async ({ params, caller, body }) => ok(invoiceDetail(await dismiss(caller, params.id, body))),
    }),
    defineRoute({
      ...{ ...common, path: `${PATH}/{id}/restore` },
      summary: 'Take a dismissal back: what was not in Xero waits to be sent',
      responses: { 200: InvoiceDetail },
      deed: 'xero_invoice.restored',
      handle: async ({ params, caller }) => ok(invoiceDetail(await restore(caller, params.id))),
    }),
  ];
}
