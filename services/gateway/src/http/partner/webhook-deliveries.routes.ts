import { accepted, defineRoute, ok, page, pageSchema, pagingQuery, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import { DELIVERY_STATES } from '../../domain/partner/delivery.ts';
import type { WebhookDeliveries } from '../../usecases/partner/webhook-deliveries.ts';
import { IdParams } from '../records.schemas.ts';
import { DeliveryBrief, deliveryBrief, DeliveryView, deliveryView } from './delivery.views.ts';

const PATH = '/v1/webhook-endpoints/{id}/deliveries';

const DeliveryParams = IdParams.extend({ deliveryId: z.uuid() });
const ListQuery = z.strictObject({
  state: z.enum(DELIVERY_STATES).optional(),
  eventType: z.string().min(1).max(100).optional(),
  ...pagingQuery({ usual: 50 }),
});

/** What was sent to an endpoint, and what it answered. */
export function webhookDeliveryRoutes(deliveries: WebhookDeliveries): readonly Route[] {
  const common = { permission: 'admin' } as const;
  return [
    defineRoute({
      ...{ ...common, method: 'GET', path: PATH, params: IdParams, query: ListQuery },
      summary:
        'The delivery log of a webhook endpoint, the latest first; kept for 7 days unless the operator chose another time.',
      responses: { 200: pageSchema(DeliveryBrief) },
      handle: async ({ caller, params: { id }, query }) => page(await deliveries.list(caller, id, query), query, deliveryBrief),
    }),
    defineRoute({
      ...{ ...common, method: 'GET', path: `${PATH}/{deliveryId}`, params: DeliveryParams },
      summary: 'One delivery, with what was sent and what was answered.',
      responses: { 200: DeliveryView },
      handle: async ({ caller, params: { id, deliveryId } }) => ok(deliveryView(await deliveries.get(caller, id, deliveryId))),
    }),
    defineRoute({
      ...{ ...common, method: 'POST', path: `${PATH}/{deliveryId}/redeliver`, params: DeliveryParams },
      summary: 'Sends one event again, with the same event id (PA-42).',
      responses: { 202: DeliveryBrief },
      deed: 'webhook_endpoint.redelivered',
      handle: async ({ caller, params: { id, deliveryId } }) =>
        accepted(deliveryBrief(await deliveries.redeliver(caller, id, deliveryId))),
    }),
    defineRoute({
      ...{ ...common, method: 'POST', path: '/v1/webhook-endpoints/{id}/redeliver-failed', params: IdParams },
      summary: 'Sends all events again that failed for good, at most 10,000 at a time, in the order in which they came.',
      responses: { 202: z.object({ redelivered: z.int(), left: z.int() }) },
      deed: 'webhook_endpoint.redelivered',
      handle: async ({ caller, params: { id } }) => accepted(await deliveries.redeliverFailed(caller, id)),
    }),
  ];
}
