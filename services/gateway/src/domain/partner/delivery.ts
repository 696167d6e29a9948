import { derivedId, newId, type Json } from '@psa-bridge/core';
import type { Draft, Stored } from '@psa-bridge/persistence';
import { partnerData, type PartnerEvent } from './partner-event.ts';
import { ended, isSuccess, nextTryAt, TRIED_FOR_MS, type Attempt } from './retry-rules.ts';

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const;

/** One event on its way to one endpoint, and the log of it. */
export interface Delivery extends Stored {
  readonly endpointId: string;
  /** By which the receiver knows an event that comes twice (PA-42). */
  readonly eventId: string;
  readonly eventType: string;
  /** Events about the same entity reach an endpoint one after another. */
  readonly entityKey: string;
  /** Sorts the events of an endpoint as they came. */
  readonly order: string;
  /** What is sent, to the byte. */
  readonly body: string;
  readonly state: (typeof DELIVERY_STATES)[number];
  readonly dueAt: Date;
  readonly giveUpAt: Date;
  readonly createdAt: Date;
  readonly finishedAt?: Date;
  readonly tries: number;
  /** The latest ones. */
  readonly attempts: readonly Attempt[];
}

const ATTEMPTS_KEPT = 20;

export interface Addressee {
  readonly tenantId: string;
  readonly endpointId: string;
}

/** What is told of one event, the same to every endpoint. */
export interface WebhookMessage {
  readonly eventId: string;
  readonly type: string;
  readonly timestamp: string;
  readonly tenantId: string;
  readonly entityType: string;
  readonly entityId: string;
  readonly data: Json;
}

export function messageOf(event: PartnerEvent): WebhookMessage {
  const { id: eventId, type, tenantId, entityType, entityId, at } = event;
  return { eventId, type, timestamp: at.toISOString(), tenantId, entityType, entityId, data: partnerData(event) };
}

/** The same event is one delivery to an endpoint, however often it is read. */
export function newDelivery(message: WebhookMessage, { tenantId, endpointId }: Addressee, at: Date): Draft<Delivery> {
  const { eventId, type: eventType, entityType, entityId } = message;
  return {
    _id: derivedId('webhook-delivery', endpointId, eventId),
    ...{ tenantId, endpointId, eventId, eventType },
    entityKey: `${entityType}:${entityId}`,
    order: newId(),
    body: JSON.stringify(message),
    ...waitingFrom(at),
    createdAt: at,
  };
}

/** What was delivered or has failed is sent once more, with the same id and body, in the place that it had. */
export function sentAgain({ finishedAt: _over, ...delivery }: Delivery, at: Date): Draft<Delivery> {
  return { ...delivery, ...waitingFrom(at), attempts: delivery.attempts };
}

function waitingFrom(at: Date) {
  return { state: 'waiting', dueAt: at, giveUpAt: new Date(at.getTime() + TRIED_FOR_MS), tries: 0, attempts: [] } as const;
}

export function afterAttempt(delivery: Delivery, attempt: Attempt): Draft<Delivery> {
  const tries = delivery.tries + 1;
  const next = { ...delivery, tries, attempts: [...delivery.attempts, attempt].slice(-ATTEMPTS_KEPT) };
  if (isSuccess(attempt)) return { ...next, state: 'delivered', finishedAt: ended(attempt) };
  const dueAt = nextTryAt(tries, attempt, delivery.giveUpAt);
  return dueAt ? { ...next, dueAt } : { ...next, state: 'failed', finishedAt: ended(attempt) };
}

/** An event that was tried and waits for its next try. */
export type Ahead = Pick<Delivery, 'entityKey' | 'order' | 'dueAt'>;

/** Which of those that are due may go now, and until when the others have to wait: for one of their entity that came before them. */
export function inTheirTurn(
  due: readonly Delivery[],
  ahead: readonly Ahead[],
): { free: readonly Delivery[]; postponed: ReadonlyMap<string, Date> } {
  const byEntity = Map.groupBy(ahead, ({ entityKey }) => entityKey);
  const postponed = new Map<string, Date>();
  for (const { _id, entityKey, order } of due) {
    const before = byEntity.get(entityKey)?.find((other) => other.order < order);
    if (before) postponed.set(_id, before.dueAt);
  }
  return { free: due.filter(({ _id }) => !postponed.has(_id)), postponed };
}
