import type { Envelope, EventData, EventType, TopicSpec } from '@psa-bridge/contracts';
import type { Logger } from '@psa-bridge/observability';

export interface HandlerContext {
  envelope: Envelope;
  /** 1 for the first try of this message in this process. */
  attempt: number;
  signal: AbortSignal;
  log: Logger;
}

/** A message that needs nothing done, with the reason that is counted. */
export interface Dropped {
  readonly dropped: string;
}

export function drop(reason: string): Dropped {
  return { dropped: reason };
}

/**
 * Returning is success. Throwing an AppError of kind `unavailable` or `rate_limited` pauses the partition and tries again;
 * every other error is tried three times on the same input and then becomes a dead letter (architecture rule 4).
 */
export type Handler<Type extends EventType> = (data: EventData<Type>, context: HandlerContext) => Promise<Dropped | void>;

/** One of several messages that are handled together. */
export interface Delivered<Type extends EventType> {
  data: EventData<Type>;
  envelope: Envelope;
}

/**
 * Several messages of one partition at once, in their order, where that saves round trips; answers what became of each. When it
 * throws, whatever it throws, each of them is handled by itself: so its effects must be idempotent, as those of any handler.
 */
export type TogetherHandler<Type extends EventType> = (
  delivered: readonly Delivered<Type>[],
) => Promise<readonly (Dropped | undefined)[]>;

export interface Subscription {
  readonly type: EventType;
  readonly handle: Handler<EventType>;
  readonly handleTogether?: TogetherHandler<EventType>;
}

/** Binds a handler to an event type; the payload is decoded for it. */
export function on<Type extends EventType>(
  type: Type,
  handle: Handler<Type>,
  handleTogether?: TogetherHandler<Type>,
): Subscription {
  return { type, handle, ...(handleTogether ? { handleTogether } : {}) };
}

export interface ConsumerDefinition {
  /** The consumer group: the service's name, with a suffix where it reads a topic twice. */
  group: string;
  topic: TopicSpec;
  /** Event types on the topic that no subscription names are dropped with a counted reason. */
  subscriptions: readonly Subscription[];
}

export function defineConsumer(definition: ConsumerDefinition): ConsumerDefinition {
  return definition;
}
