import { accepted, defineRoute, ok, page, type Route } from '@psa-bridge/http-server';
import type { InvoiceUseCases } from '../usecases/invoices/invoice-use-cases.ts';
import { invoiceDetail, invoiceSummary } from './invoice-view.ts';
import { InvoiceDetail, InvoiceList, InvoiceParams, ListQuery, ResyncBody } from './invoices.schemas.ts';

const permission = 'Invoice manager';
const PATH = '/v1/xero/invoices';

/** The invoices on their way into Xero (XI-07), and the wish to have one sent again (XI-04). */
export function invoiceRoutes({ list, get, resync }: InvoiceUseCases): Route[] {
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
    defineRoute({
      ...{
        method: 'POST',
        path: `${PATH}/{id}/resync`,
        permission,
        summary: 'Send an invoice again; never as a second document',
      },
      ...{ params: InvoiceParams, body: ResyncBody, refusals: [409] },
      responses: { 202: InvoiceDetail },
      deed: 'xero_invoice.resync_asked',
      handle: async ({ params, caller, body }) => accepted(invoiceDetail(await resync(caller, params.id, body))),
    }),
  ];
}
