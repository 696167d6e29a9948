import { emailAddress, invalidInput } from '@psa-bridge/core';
import { created, defineRoute, etagOf, ok, requiredRevisionOf, type Route } from '@psa-bridge/http-server';
import { Money, Quantity, recordSchemas } from '@psa-bridge/records';
import { z } from 'zod';
import type { OrderEdit } from '../domain/procurement/order-edit.ts';
import { viewOf } from '../domain/record-view.ts';
import type { Resource } from '../domain/resources.ts';
import type { PurchaseOrders } from '../usecases/procurement/purchase-orders.ts';
import { Reason } from './procurement.routes.ts';
import { recordAnswer } from './records.routes.ts';
import { IdParams, recordView, toChanges } from './records.schemas.ts';

const { shape: order } = recordSchemas.purchase_order;
const Shipping = {
  shipTo: order.shipTo,
  shipToAddress: order.shipToAddress,
  receivingLocation: order.receivingLocation,
  memo: order.memo,
};

const Selection = z.strictObject({
  /** `unitCost` where it differs from the item's. */
  items: z
    .array(z.strictObject({ id: z.uuid(), unitCost: Money.optional() }))
    .min(1)
    .max(500),
  ...Shipping,
});

const NewOrder = z.strictObject({ distributorId: z.uuid(), ...Selection.shape });

function selectionView(resource: Resource) {
  return z.object({
    /** One for each distributor; an order's lines name their items. */
    orders: z.array(recordView(resource)),
    refused: z.array(
      z.object({
        itemId: z.uuid(),
        name: z.string(),
        code: z.string(),
        message: z.string(),
        purchaseOrderId: z.uuid().optional().describe('The order that has it, or should have had it.'),
      }),
    ),
  });
}

const EditBody = z.strictObject({
  distributorId: z.uuid().optional(),
  /** Those that change. */
  lines: z
    .array(z.strictObject({ id: z.uuid(), quantity: Quantity.optional(), unitCost: Money.optional() }))
    .max(500)
    .optional(),
  /** Ids of lines that are taken off; their items are pending again. */
  removeLines: z.array(z.uuid()).max(500).optional(),
  shipTo: Shipping.shipTo.nullable(),
  shipToAddress: Shipping.shipToAddress.nullable(),
  receivingLocation: Shipping.receivingLocation.nullable(),
  memo: Shipping.memo.nullable(),
});

const Placing = z.strictObject({
  /** `manual`: it was ordered elsewhere and is only noted here, for the PSA gets it all the same (FP-12). */
  by: z.enum(['distributor', 'email', 'manual']),
  /** The distributor's address, where it is mailed. */
  to: emailAddress().optional(),
});

/** From pending items to a placed order (FP-11, FP-12). */
export function purchaseOrderRoutes(resource: Resource, orders: PurchaseOrders): readonly Route[] {
  return [selectionRoute(resource, orders), ...contentRoutes(resource, orders), ...actionRoutes(resource, orders)];
}

function selectionRoute(resource: Resource, orders: PurchaseOrders): Route {
  const view = selectionView(resource);
  return defineRoute({
    method: 'POST',
    path: `/v1/${resource.path}/for-each-distributor`,
    summary:
      'Makes one purchase order for each distributor of the selected items, and says which items were refused and why; 200 where all were. The same Idempotency-Key orders once (FP-11).',
    permission: resource.write,
    body: Selection,
    responses: { 200: view, 201: view },
    deed: 'purchase_order.created',
    async handle({ caller, body, headers }) {
      const key = headers['idempotency-key'];
      const { orders: made, refused } = await orders.createForEach(caller, body, typeof key === 'string' ? key : undefined);
      const answer = { orders: made.map(viewOf), refused };
      return made.length === 0 ? ok(answer) : created(answer);
    },
  });
}

function contentRoutes(resource: Resource, orders: PurchaseOrders): readonly Route[] {
  const path = `/v1/${resource.path}`;
  return [
    defineRoute({
      method: 'POST',
      path,
      summary: 'Makes a purchase order for pending items of any number of quotes, to one distributor (FP-11).',
      permission: resource.write,
      body: NewOrder,
      responses: { 201: recordView(resource) },
      deed: 'purchase_order.created',
      handle: async ({ caller, body }) => {
        const order = await orders.create(caller, body);
        return created(viewOf(order), `${path}/${order._id}`, { etag: etagOf(order.dataRevision) });
      },
    }),
    defineRoute({
      method: 'PATCH',
      path: `${path}/{id}`,
      summary:
        'Changes an order before it is placed; null clears a field. Other lines or another distributor need a new approval. If-Match with its ETag is required.',
      permission: resource.write,
      params: IdParams,
      body: EditBody,
      ifMatch: 'required',
      responses: { 200: recordView(resource) },
      deed: 'purchase_order.updated',
      handle: async ({ caller, params, body, headers }) => {
        const ifRevision = requiredRevisionOf(headers['if-match']);
        return recordAnswer(await orders.edit(caller, params.id, { changes: toChanges<OrderEdit>(body), ifRevision }));
      },
    }),
  ];
}

function actionRoutes(resource: Resource, orders: PurchaseOrders): readonly Route[] {
  const path = `/v1/${resource.path}/{id}`;
  const common = {
    method: 'POST',
    permission: resource.write,
    params: IdParams,
    responses: { 200: recordView(resource) },
  } as const;
  return [
    defineRoute({
      ...common,
      path: `${path}/approve`,
      summary: 'Approves an order above the threshold; another person than the one who made it, or an admin (FP-11).',
      deed: 'purchase_order.updated',
      handle: async ({ caller, params }) => recordAnswer(await orders.approve(caller, params.id)),
    }),
    defineRoute({
      ...common,
      path: `${path}/place`,
      summary:
        "Places an approved order through the distributor's interface or by e-mail, or notes that it was placed elsewhere; it goes to the PSAs then (FP-12).",
      body: Placing,
      deed: 'purchase_order.updated',
      handle: async ({ caller, params, body }) => {
        if (body.by === 'manual') return recordAnswer(await orders.placeManually(caller, params.id));
        const way = body.by === 'email' ? { by: body.by, to: recipientOf(body) } : { by: body.by };
        return recordAnswer(await orders.place(caller, params.id, way));
      },
    }),
    defineRoute({
      ...common,
      path: `${path}/cancel`,
      summary: 'Cancels an order of which nothing was received; its items are pending again.',
      body: Reason,
      deed: 'purchase_order.updated',
      handle: async ({ caller, params, body }) => recordAnswer(await orders.cancel(caller, params.id, body.reason)),
    }),
  ];
}

function recipientOf({ to }: z.output<typeof Placing>): string {
  if (to !== undefined) return to;
  const problem = { field: 'body.to', message: 'give the address that the order is mailed to' };
  throw invalidInput('invalid_request', `${problem.field}: ${problem.message}`, {
    details: { problems: [problem] },
    expected: true,
  });
}
