import { actionTaken } from '@psa-bridge/audit';
import { notFound, type Caller, type Clock } from '@psa-bridge/core';
import { findPage, type Collection, type Filter, type Page, type PageRequest } from '@psa-bridge/persistence';
import { sentAgain, type Delivery } from '../../domain/partner/delivery.ts';
import type { WebhookEndpoint } from '../../domain/partner/webhook-endpoint.ts';
import type { WebhookDispatch } from './ports.ts';
import type { WebhookEndpoints } from './webhook-endpoints.ts';

export interface WebhookDeliveriesDeps {
  deliveries: Collection<Delivery>;
  endpoints: Collection<WebhookEndpoint>;
  /** What refuses an endpoint that is not the tenant's. */
  known: Pick<WebhookEndpoints, 'get'>;
  dispatch: WebhookDispatch;
  clock: Clock;
}

export interface DeliveryQuery extends PageRequest {
  state?: Delivery['state'] | undefined;
  eventType?: string | undefined;
}

type Asker = Pick<Caller, 'tenantId'>;

const PAGE = 200;
/** Of one request; who has more asks again. */
const MOST_AGAIN = 10_000;

export type WebhookDeliveries = ReturnType<typeof makeWebhookDeliveries>;

/** The log of what was sent to an endpoint, and sending it again. */
export function makeWebhookDeliveries({ deliveries, endpoints, known, dispatch, clock }: WebhookDeliveriesDeps) {
  async function one(asker: Asker, endpointId: string, id: string): Promise<Delivery> {
    await known.get(asker, endpointId);
    return ofEndpoint(await deliveries.forTenant(asker.tenantId).get(id), endpointId);
  }

  /** The deed is told with the endpoint: a delivery has no events of its own. */
  async function tell({ tenantId }: Asker, endpointId: string): Promise<void> {
    await endpoints.forTenant(tenantId).mutate(endpointId, (endpoint) => {
      if (!endpoint) return undefined;
      const record = { type: 'webhook_endpoint', id: endpointId, name: endpoint.description };
      const deed = actionTaken(
        { kind: 'webhook_endpoint.redelivered', record },
        { tenantId, source: 'gateway', at: clock.now() },
      );
      return { ...endpoint, outbox: [...(endpoint.outbox ?? []), deed] };
    });
  }

  async function pageAgain(tenantId: string, filter: Filter): Promise<number> {
    const ofTenant = deliveries.forTenant(tenantId);
    const failed = await ofTenant.find(filter, { fields: ['_id'], sort: { order: 1 }, limit: PAGE });
    const again = (_id: string, current: Delivery | undefined) =>
      current?.state === 'failed' ? sentAgain(current, clock.now()) : undefined;
    await ofTenant.mutateMany(
      failed.map(({ _id }) => _id),
      again,
    );
    return failed.length;
  }

  return {
    get: one,

    /** The latest first. @throws AppError `webhook_endpoint_not_found`, `invalid_search` */
    async list(asker: Asker, endpointId: string, { state, eventType, ...request }: DeliveryQuery): Promise<Page<Delivery>> {
      await known.get(asker, endpointId);
      const filter = { endpointId, ...(state && { state }), ...(eventType !== undefined && { eventType }) };
      const list = { of: [asker.tenantId, endpointId, 'deliveries'], filter, order: [['order', -1]] as const };
      return findPage(deliveries.forTenant(asker.tenantId), list, request);
    },

    /** @throws AppError `webhook_endpoint_not_found`, `webhook_delivery_not_found` */
    async redeliver(asker: Asker, endpointId: string, id: string): Promise<Delivery> {
      await one(asker, endpointId, id);
      await tell(asker, endpointId);
      const again = await deliveries
        .forTenant(asker.tenantId)
        .mutate(id, (current) => sentAgain(ofEndpoint(current, endpointId), clock.now()));
      dispatch.release(endpointId);
      return ofEndpoint(again, endpointId);
    },

    /** All that has failed for good, in the order in which it came. @throws AppError `webhook_endpoint_not_found` */
    async redeliverFailed(asker: Asker, endpointId: string): Promise<{ redelivered: number; left: number }> {
      await known.get(asker, endpointId);
      await tell(asker, endpointId);
      const filter = { endpointId, state: 'failed' };
      let redelivered = 0;
      for (let page = PAGE; page === PAGE && redelivered < MOST_AGAIN; redelivered += page)
        page = await pageAgain(asker.tenantId, filter);
      dispatch.release(endpointId);
      return { redelivered, left: await deliveries.forTenant(asker.tenantId).count(filter) };
    },
  };
}

function ofEndpoint(delivery: Delivery | undefined, endpointId: string): Delivery {
  if (delivery?.endpointId === endpointId) return delivery;
  throw notFound('webhook_delivery_not_found', 'There is no such delivery; deliveries are kept for some days only.', {
    expected: true,
  });
}
