import { decodePayload, readEnvelope, type Envelope } from '@psa-bridge/contracts';
import { invalidInput } from '@psa-bridge/core';
import { withRemoteTrace, type Logger } from '@psa-bridge/observability';
import type { ConsumerDefinition, Dropped, HandlerContext } from './consumer-definition.ts';
import type { ReceivedMessage } from './port.ts';

export interface Delivery {
  attempt: number;
  signal: AbortSignal;
}

/** Handles one message of one topic; what it throws is the handler's error, or says that the message cannot be read. */
export type MessageHandler = (message: ReceivedMessage, delivery: Delivery) => Promise<Dropped | void>;

const NOT_SUBSCRIBED: Dropped = { dropped: 'not_subscribed' };

/**
 * The handler runs in the trace that the event was made in, and with its tenant on every log line.
 *
 * @throws AppError `invalid_envelope`, `undecodable_payload` or `unknown_event_version` from the returned function
 */
export function createMessageHandler({ group, topic, subscriptions }: ConsumerDefinition, logger: Logger): MessageHandler {
  const byType = new Map(subscriptions.map((subscription) => [subscription.type.type, subscription]));
  const version = /\.v\d+$/.exec(topic.name)?.[0];

  return (message, delivery) => {
    const envelope = readEnvelope(message.headers);
    const { type, tenantId, traceparent } = envelope;
    const subscription = byType.get(type);
    if (!subscription) return notSubscribed(type, version);
    const data = decodePayload(subscription.type, message.value);
    const context = new MessageContext(envelope, delivery, logger);
    const traced = {
      traceparent,
      name: `consume ${type}`,
      attributes: { 'tenant.id': tenantId, 'messaging.consumer.group': group },
      facts: { tenantId },
    };
    return withRemoteTrace(traced, () => subscription.handle(data, context));
  };
}

/** Handles several messages of one topic at once; throws where one of them has to be handled by itself. */
export type ManyHandler = (messages: readonly ReceivedMessage[]) => Promise<readonly (Dropped | undefined)[]>;

/** Undefined where the topic's messages are handled one by one: its one subscription says how several are taken. */
export function createManyHandler({ subscriptions }: ConsumerDefinition): ManyHandler | undefined {
  const [subscription, ...others] = subscriptions;
  const together = others.length === 0 ? subscription?.handleTogether : undefined;
  if (!subscription || !together) return undefined;
  return async (messages) => {
    const delivered = messages.map(({ headers, value }) => {
      const envelope = readEnvelope(headers);
      if (envelope.type !== subscription.type.type) throw invalidInput('not_alike', 'The messages are not of one type.');
      return { envelope, data: decodePayload(subscription.type, value) };
    });
    return together(delivered);
  };
}

/** A type of the topic's own version is somebody else's business; one of another version may be ours, and unreadable. */
async function notSubscribed(type: string, version: string | undefined): Promise<Dropped> {
  if (version !== undefined && !type.includes(`${version}.`)) {
    throw invalidInput(
      'unknown_event_version',
      `The event type ${type} does not belong on a topic of version ${version.slice(1)}.`,
    );
  }
  return NOT_SUBSCRIBED;
}

/** A class, since one is made for every message: a literal with a getter takes several times as long. */
class MessageContext implements HandlerContext {
  readonly envelope: Envelope;
  readonly attempt: number;
  readonly signal: AbortSignal;
  readonly #logger: Logger;
  #log: Logger | undefined;

  constructor(envelope: Envelope, { attempt, signal }: Delivery, logger: Logger) {
    this.envelope = envelope;
    this.attempt = attempt;
    this.signal = signal;
    this.#logger = logger;
  }

  /** Made when asked for: most handlers log nothing. */
  get log(): Logger {
    this.#log ??= this.#logger.child({ eventId: this.envelope.id, eventType: this.envelope.type });
    return this.#log;
  }
}
