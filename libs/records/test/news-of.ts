import { decodePayload, events } from '@psa-bridge/contracts';
import type { BusinessRecord } from '../src/index.ts';

/** What a record's outbox tells, in order: its changes, and the pushes that are asked for. */
export function newsOf(record: BusinessRecord) {
  return (record.outbox ?? []).map((event) => {
    if (event.type === events.recordChanged.type) {
      const { change, dataRevision, source } = decodePayload(events.recordChanged, event.payload);
      return { topic: event.topic, change, revision: Number(dataRevision), source };
    }
    const { integrationId: target, desiredRevision, lane } = decodePayload(events.pushRecord, event.payload);
    return { topic: event.topic, target, revision: Number(desiredRevision), lane };
  });
}
