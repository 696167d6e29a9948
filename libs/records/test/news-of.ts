import { Change, decodePayload, events, type OutboxEvent } from '@psa-bridge/contracts';
import type { BusinessRecord } from '../src/index.ts';

/**
 * What a record's outbox tells, in order: its changes, and the pushes that are asked for. Each change has to be told to the audit
 * right behind it, as the deed of the same source; records that an import makes are told of together.
 */
export function newsOf(record: BusinessRecord) {
  const outbox = record.outbox ?? [];
  const news = outbox.map((event, at) => {
    if (event.type === events.actionTaken.type) return undefined;
    if (event.type === events.recordChanged.type) {
      const { change, dataRevision, source } = decodePayload(events.recordChanged, event.payload);
      const actorId = actionOf(outbox[at + 1])?.actorId;
      if (actorId !== source && change !== Change.CREATED)
        throw new Error(`a change by ${source} is audited as one of ${actorId ?? 'nobody'}`);
      return { topic: event.topic, change, revision: Number(dataRevision), source };
    }
    const { integrationId: target, desiredRevision, lane } = decodePayload(events.pushRecord, event.payload);
    return { topic: event.topic, target, revision: Number(desiredRevision), lane };
  });
  return news.filter((each) => each !== undefined);
}

/** What the outbox tells the audit, in order. */
export function actionsOf(record: BusinessRecord) {
  return (record.outbox ?? []).flatMap((event) => actionOf(event) ?? []);
}

function actionOf(event: OutboxEvent | undefined) {
  return event?.type === events.actionTaken.type ? decodePayload(events.actionTaken, event.payload) : undefined;
}
