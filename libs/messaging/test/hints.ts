import { events, newEvent, toBusMessage, type BusMessage } from '@psa-bridge/contracts';

export interface HintOptions {
  key?: string;
  tenantId?: string;
  traceparent?: string;
}

/** A message that the consumer of hints can read; its external id tells it from others. */
export function hintMessage(
  externalId: string,
  { key = 'key', tenantId = 'tenant-1', traceparent }: HintOptions = {},
): BusMessage {
  return toBusMessage(
    newEvent(events.entityHint, {
      id: `event-${externalId}`,
      topic: 'unused',
      key,
      source: 'test',
      tenantId,
      at: new Date('2026-01-05T08:00:00.000Z'),
      data: { integrationId: 'integration-1', entityType: 'company', externalId },
      ...(traceparent && { traceparent }),
    }),
  );
}

/** Hints `0` to `count - 1`, spread over `keys` keys. */
export function hints(count: number, keys: number): BusMessage[] {
  return Array.from({ length: count }, (_, i) => hintMessage(String(i), { key: `key-${i % keys}` }));
}
