import { accepted, defineRoute, ok, page, type Route } from '@psa-bridge/http-server';
import type { StoredOrder } from '../collections.ts';
import { hasChangedSince } from '../domain/purchase/take-in-order.ts';
import type { OrderUseCases } from '../usecases/purchase/order-use-cases.ts';
import { DismissBody } from './invoices.schemas.ts';
import { OrderList, OrderParams, OrdersQuery, OrderView } from './orders.schemas.ts';

const permission = 'Invoice manager';
const PATH = '/v1/xero/purchase-orders';

/** Purchase orders on their way into Xero (XI-45). */
export function orderRoutes(usecases: OrderUseCases): Route[] {
  return [listRoute(usecases), ...decisionRoutes(usecases)];
}

function listRoute({ list }: OrderUseCases): Route {
  return defineRoute({
    ...{ method: 'GET', path: PATH, permission, summary: 'Purchase orders and what became of them; the latest first' },
    query: OrdersQuery,
    responses: { 200: OrderList },
    async handle({ query, caller }) {
      const { state, ...paging } = query;
      return page(await list(caller, { ...paging, state: state && [state] }), query, orderView);
    },
  });
}

function decisionRoutes({ resync, dismiss, restore }: OrderUseCases): Route[] {
  const common = { method: 'POST', permission, params: OrderParams, refusals: [409] } as const;
  return [
    defineRoute({
      ...{ ...common, path: `${PATH}/{id}/resync`, summary: 'Try a purchase order again that is at fault' },
      responses: { 202: OrderView },
      deed: 'xero_order.resync_asked',
      handle: async ({ params, caller }) => accepted(orderView(await resync(caller, params.id))),
    }),
    defineRoute({
      ...{ ...common, path: `${PATH}/{id}/dismiss`, body: DismissBody },
      summary: 'Leave a purchase order out for good, with a reason; nothing changes in Autotask or in Xero',
      responses: { 200: OrderView },
      deed: 'xero_order.dismissed',
      handle: async ({ params, caller, body }) => ok(orderView(await dismiss(caller, params.id, body))),
    }),
    defineRoute({
      ...{ ...common, path: `${PATH}/{id}/restore` },
      summary: 'Take a dismissal back: what was not in Xero waits to be sent',
      responses: { 200: OrderView },
      deed: 'xero_order.restored',
      handle: async ({ params, caller }) => ok(orderView(await restore(caller, params.id))),
    }),
  ];
}

function orderView(order: StoredOrder) {
  const { _id: id, source, item } = order;
  const { problem, link, skipReason = null } = item;
  return {
    ...{ id, externalId: source.externalId, number: source.number, vendor: source.vendor.name, orderDate: source.orderDate },
    ...{ statusInAutotask: source.status, state: item.state, hasChangedSince: hasChangedSince(order) },
    problem: problem ? { code: problem.code, message: problem.message, cure: problem.cure } : null,
    ...{ skipReason, isDismissed: item.dismissed !== undefined },
    document: link ? { id: link.documentId, kind: link.kind, number: link.number } : null,
  };
}
