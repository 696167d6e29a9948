import { created, defineRoute, etagOf, noContent, ok, type Route } from '@psa-bridge/http-server';
import type { MailOutbox } from '@psa-bridge/mail';
import { Address, Money } from '@psa-bridge/records';
import { invalidInput } from '@psa-bridge/core';
import { z } from 'zod';
import { viewOf } from '../domain/record-view.ts';
import type { Resource } from '../domain/resources.ts';
import type { ProcurementSettings } from '../ports.ts';
import type { ProcurementItems } from '../usecases/procurement/procurement-items.ts';
import type { PurchaseOrders } from '../usecases/procurement/purchase-orders.ts';
import { recordAnswer } from './records.routes.ts';
import { IdParams, recordView } from './records.schemas.ts';

const Reason = z.strictObject({ reason: z.string().trim().min(1).max(1000) });

/** What people decide about what has to be bought (FP-11). */
export function procurementItemRoutes(resource: Resource, items: ProcurementItems): readonly Route[] {
  const path = `/v1/${resource.path}/{id}`;
  const common = { permission: resource.write, params: IdParams, responses: { 200: recordView(resource) } };
  return [
    defineRoute({
      ...common,
      method: 'POST',
      path: `${path}/dismiss`,
      summary: 'Dismisses a pending item, with a reason (FP-11).',
      body: Reason,
      handle: async ({ caller, params, body }) => recordAnswer(await items.dismiss(caller, params.id, body.reason)),
    }),
    defineRoute({
      ...common,
      method: 'POST',
      path: `${path}/restore`,
      summary: 'Makes a dismissed item pending again.',
      handle: async ({ caller, params }) => recordAnswer(await items.restore(caller, params.id)),
    }),
    defineRoute({
      ...common,
      method: 'PUT',
      path: `${path}/distributor`,
      summary: 'Chooses the company that a pending item is bought from.',
      body: z.strictObject({ distributorId: z.uuid() }),
      handle: async ({ caller, params, body }) =>
        recordAnswer(await items.chooseDistributor(caller, params.id, body.distributorId)),
    }),
  ];
}

const NewOrder = z.strictObject({
  distributorId: z.uuid(),
  /** `unitCost` where it differs from the item's. */
  items: z
    .array(z.strictObject({ id: z.uuid(), unitCost: Money.optional() }))
    .min(1)
    .max(500),
  shipTo: z.string().trim().min(1).max(100).optional(),
  shipToAddress: Address.optional(),
  memo: z.string().max(4000).optional(),
});

const Placing = z.strictObject({
  /** `manual`: it was ordered elsewhere and is only noted here (FP-12). */
  by: z.enum(['email', 'manual']),
  /** The distributor's address, where it is mailed. */
  to: z.email().max(254).optional(),
});

/** From pending items to a placed order (FP-11, FP-12). */
export function purchaseOrderRoutes(resource: Resource, orders: PurchaseOrders): readonly Route[] {
  const path = `/v1/${resource.path}`;
  const common = {
    method: 'POST',
    permission: resource.write,
    params: IdParams,
    responses: { 200: recordView(resource) },
  } as const;
  return [
    defineRoute({
      method: 'POST',
      path,
      summary: 'Makes a purchase order for pending items of any number of quotes, to one distributor (FP-11).',
      permission: resource.write,
      body: NewOrder,
      responses: { 201: recordView(resource) },
      handle: async ({ caller, body }) => {
        const order = await orders.create(caller, body);
        return created(viewOf(order), `${path}/${order._id}`, { etag: etagOf(order.dataRevision) });
      },
    }),
    defineRoute({
      ...common,
      path: `${path}/{id}/approve`,
      summary: 'Approves an order above the threshold; another person than the one who made it, or an admin (FP-11).',
      handle: async ({ caller, params }) => recordAnswer(await orders.approve(caller, params.id)),
    }),
    defineRoute({
      ...common,
      path: `${path}/{id}/place`,
      summary: 'Places an approved order by e-mail, or notes that it was placed elsewhere; it goes to the PSAs then (FP-12).',
      body: Placing,
      handle: async ({ caller, params, body }) => {
        if (body.by === 'manual') return recordAnswer(await orders.placeManually(caller, params.id));
        return recordAnswer(await orders.placeByMail(caller, params.id, recipientOf(body)));
      },
    }),
    defineRoute({
      ...common,
      path: `${path}/{id}/cancel`,
      summary: 'Cancels an order of which nothing was received; its items are pending again.',
      body: Reason,
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

const Policy = z.strictObject({
  /** Orders whose total is above it need approval; null: none does. */
  approvalAbove: Money.nullable(),
});

export function procurementSettingsRoutes(settings: ProcurementSettings): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/v1/procurement-settings',
      summary: "The tenant's rules for buying.",
      permission: 'Procurement editor',
      responses: { 200: Policy },
      handle: async ({ caller }) => ok({ approvalAbove: (await settings.get(caller.tenantId)).approvalAbove ?? null }),
    }),
    defineRoute({
      method: 'PUT',
      path: '/v1/procurement-settings',
      summary: 'Sets above which total orders need approval (FP-11).',
      permission: 'admin',
      body: Policy,
      responses: { 204: null },
      handle: async ({ caller, body }) => {
        await settings.set(caller.tenantId, { approvalAbove: body.approvalAbove ?? undefined });
        return noContent();
      },
    }),
  ];
}

const MailView = z.object({
  id: z.uuid(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  at: z.iso.datetime(),
});

/** Only where mails are kept instead of sent. */
export function mailOutboxRoutes(outbox: Pick<MailOutbox, 'list'>): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/v1/mail-outbox',
      summary: 'The latest mails that were kept instead of sent, in development.',
      permission: 'Procurement editor',
      responses: { 200: z.object({ items: z.array(MailView) }) },
      handle: async ({ caller }) => {
        const mails = await outbox.list(caller.tenantId);
        return ok({ items: mails.map((mail) => ({ ...mail, at: mail.at.toISOString() })) });
      },
    }),
  ];
}
