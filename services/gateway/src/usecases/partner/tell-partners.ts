import { encodePayload, entityKey, partnerTopic, toBusMessage, type BusMessage } from '@psa-bridge/contracts';
import type { Clock } from '@psa-bridge/core';
import type { MessageBus } from '@psa-bridge/messaging';
import type { Collection } from '@psa-bridge/persistence';
import { messageOf, newDelivery, type Delivery } from '../../domain/partner/delivery.ts';
import { isWanted } from '../../domain/partner/event-filter.ts';
import { partnerData, type PartnerEvent } from '../../domain/partner/partner-event.ts';
import type { PartnerDirectory, TenantPartners, WebhookDispatch } from './ports.ts';

/** How events are written on the partner topics: for any reader, or small. */
export type PartnerFormat = 'json' | 'protobuf';

export interface TellPartnersDeps {
  directory: PartnerDirectory;
  deliveries: Collection<Delivery>;
  dispatch: WebhookDispatch;
  bus: Pick<MessageBus, 'publish'>;
  format: PartnerFormat;
  clock: Clock;
}

export type TellPartners = (event: PartnerEvent) => Promise<'told' | 'nobody_listens'>;

/**
 * Puts an event on its way to the webhook endpoints that want it, and onto the tenant's stream. Read again it makes no second delivery;
 * on the stream it would be there twice, with the same id.
 */
export function makeTellPartners({ directory, deliveries, dispatch, bus, format, clock }: TellPartnersDeps): TellPartners {
  async function deliverTo({ endpoints }: TenantPartners, event: PartnerEvent): Promise<boolean> {
    const wanting = endpoints.filter((endpoint) => isWanted(endpoint, event));
    if (wanting.length === 0) return false;
    const message = messageOf(event);
    const drafts = wanting.map(({ tenantId, _id }) => newDelivery(message, { tenantId, endpointId: _id }, clock.now()));
    await deliveries.forTenant(event.tenantId).insertMany(drafts);
    dispatch.wake(wanting.map(({ _id }) => _id));
    return true;
  }

  return async (event) => {
    const partners = await directory.of(event.tenantId);
    const isDelivered = await deliverTo(partners, event);
    if (partners.stream) await bus.publish(partnerTopic(event.tenantId, event.stream).name, [partnerMessage(event, format)]);
    return isDelivered || partners.stream ? 'told' : 'nobody_listens';
  };
}

/** The event as a partner topic carries it. */
export function partnerMessage(event: PartnerEvent, format: PartnerFormat): BusMessage {
  const { id, source, tenantId, at, traceparent, payload, data } = event;
  const key = entityKey(tenantId, event.entityType, event.entityId);
  const told = {
    id,
    source,
    tenantId,
    at,
    key,
    topic: '',
    type: payload.type,
    ...(traceparent !== undefined && { traceparent }),
  };
  if (format === 'protobuf') return toBusMessage({ ...told, payload: encodePayload(payload, data) });
  const { headers } = toBusMessage({ ...told, payload: new Uint8Array() });
  const value = Buffer.from(JSON.stringify(partnerData(event)));
  return { key, value, headers: { ...headers, 'content-type': 'application/json' } };
}
