import { accepted, defineRoute, ok, page, type Route } from '@psa-bridge/http-server';
import type { StoredOrder } from '../collections.ts';
import { hasChangedSince } from '../domain/purchase/take-in-order.ts';
import type { OrderUseCases } from '../usecases/purchase/order-use-cases.ts';
import type { ViewUseCases } from '../usecases/views/view-use-cases.ts';
import {
  CountsQuery,
  CountsView,
  ExportQuery,
  ExportView,
  LogQuery,
  LogView,
  OrderList,
  OrderParams,
  OrdersQuery,
  OrderView,
} from './views.schemas.ts';

const permission = 'Invoice manager';

/** The sync as a whole: counts over time, an export, the log (XI-07). */
export function viewRoutes({ counts, exported, log }: ViewUseCases): Route[] {
  return [
    defineRoute({
      ...{ method: 'GET', path: '/v1/xero/counts', permission, summary: 'Invoices by day or month and by state' },
      query: CountsQuery,
      responses: { 200: CountsView },
      handle: async ({ query: { dateFrom, dateTo, by }, caller }) =>
        ok({ items: await counts(caller, { from: dateFrom, to: dateTo, by }) }),
    }),
    defineRoute({
      ...{ method: 'GET', path: '/v1/xero/export', permission, summary: 'The last 500 invoices that match, as CSV' },
      query: ExportQuery,
      responses: { 200: ExportView },
      async handle({ query: { state, dateFrom, dateTo, ...rest }, caller }) {
        const filter = { ...rest, from: dateFrom, to: dateTo, ...(state === undefined ? {} : { state: [state] }) };
        return ok({ fileName: 'invoices.csv', csv: await exported(caller, filter) });
      },
    }),
    defineRoute({
      ...{
        method: 'GET',
        path: '/v1/xero/log',
        permission,
        summary: 'What happened, by id in Autotask or by day; the latest first',
      },
      query: LogQuery,
      responses: { 200: LogView },
      async handle({ query, caller }) {
        const entries = await log(caller, query);
        return ok({ items: entries.map(({ at, ...entry }) => ({ at: at.toISOString(), ...entry })) });
      },
    }),
  ];
}

/** Purchase orders on their way into Xero (XI-45). */
export function orderRoutes({ list, resync }: OrderUseCases): Route[] {
  const path = '/v1/xero/purchase-orders';
  return [
    defineRoute({
      ...{ method: 'GET', path, permission, summary: 'Purchase orders and what became of them; the latest first' },
      query: OrdersQuery,
      responses: { 200: OrderList },
      async handle({ query, caller }) {
        const { state, ...paging } = query;
        return page(await list(caller, { ...paging, state: state && [state] }), query, orderView);
      },
    }),
    defineRoute({
      ...{ method: 'POST', path: `${path}/{id}/resync`, permission, summary: 'Try a purchase order again that is at fault' },
      params: OrderParams,
      refusals: [409],
      responses: { 202: OrderView },
      deed: 'xero_order.resync_asked',
      handle: async ({ params, caller }) => accepted(orderView(await resync(caller, params.id))),
    }),
  ];
}

function orderView(order: StoredOrder) {
  const { _id: id, source, item } = order;
  const { problem, link } = item;
  return {
    ...{ id, externalId: source.externalId, number: source.number, vendor: source.vendor.name, orderDate: source.orderDate },
    ...{ statusInAutotask: source.status, state: item.state, hasChangedSince: hasChangedSince(order) },
    problem: problem ? { code: problem.code, message: problem.message, cure: problem.cure } : null,
    document: link ? { id: link.documentId, kind: link.kind, number: link.number } : null,
  };
}
