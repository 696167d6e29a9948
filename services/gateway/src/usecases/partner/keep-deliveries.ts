import { documentsFrom, type Collection, type Kept } from '@psa-bridge/persistence';
import type { Delivery } from '../../domain/partner/delivery.ts';
import type { WebhookEndpoint } from '../../domain/partner/webhook-endpoint.ts';

export interface DeliveryCollections {
  deliveries: Collection<Delivery>;
  endpoints: Collection<WebhookEndpoint>;
}

/** The log of deliveries is kept for some days, and for as long the endpoints that were removed: it names them. */
export function keepDeliveries({ deliveries, endpoints }: DeliveryCollections, days: number): readonly Kept[] {
  const ofLog = documentsFrom(deliveries, (before) => ({ createdAt: { $lt: before } }));
  const ofRemoved = documentsFrom(endpoints, (before) => ({ state: 'removed', updatedAt: { $lt: before } }));
  return [
    { what: 'webhook_deliveries', days, takeAway: ofLog },
    { what: 'webhook_endpoints', days, takeAway: ofRemoved },
  ];
}
