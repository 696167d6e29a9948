import { AppError, newId } from '@psa-bridge/core';
import { encodePayload, type EventInit, type EventType } from './events.ts';

/** A message as the broker carries it. */
export interface BusMessage {
  key: string;
  value: Uint8Array;
  headers: Readonly<Record<string, string>>;
}

/** The CloudEvents attributes that travel as headers beside each payload. */
export interface Envelope {
  id: string;
  type: string;
  source: string;
  time: Date;
  tenantId: string;
  /** W3C trace context, where the event was made within a trace. */
  traceparent?: string;
}

/** An event waiting in a document's outbox: everything needed to publish it, once, later. */
export interface OutboxEvent {
  id: string;
  topic: string;
  key: string;
  type: string;
  source: string;
  tenantId: string;
  payload: Uint8Array;
  at: Date;
  traceparent?: string;
}

export interface NewEvent<Type extends EventType> {
  topic: string;
  key: string;
  source: string;
  tenantId: string;
  data: EventInit<Type>;
  at: Date;
  /** Give it where the same event may be made twice, so that readers can tell. */
  id?: string;
  traceparent?: string;
}

/** An event of this type, encoded and ready for an outbox. */
export function newEvent<Type extends EventType>(type: Type, event: NewEvent<Type>): OutboxEvent {
  const { data, id, ...rest } = event;
  return { ...rest, id: id ?? newId(), type: type.type, payload: encodePayload(type, data) };
}

const CONTENT_TYPE = 'application/protobuf';

export function toBusMessage(event: OutboxEvent): BusMessage {
  return {
    key: event.key,
    value: event.payload,
    headers: {
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_type: event.type,
      ce_source: event.source,
      ce_time: event.at.toISOString(),
      ce_tenantid: event.tenantId,
      'content-type': CONTENT_TYPE,
      ...(event.traceparent ? { traceparent: event.traceparent } : {}),
    },
  };
}

/** @throws AppError `invalid_envelope` naming the first header that is missing or wrong. */
export function readEnvelope(headers: Readonly<Record<string, string | undefined>>): Envelope {
  const need = (name: string): string => {
    const value = headers[name];
    if (!value) throw envelopeError(`The header ${name} is missing.`);
    return value;
  };
  const time = new Date(need('ce_time'));
  if (Number.isNaN(time.getTime())) throw envelopeError('The header ce_time is not a time.');
  const traceparent = headers['traceparent'];
  return {
    id: need('ce_id'),
    type: need('ce_type'),
    source: need('ce_source'),
    tenantId: need('ce_tenantid'),
    time,
    ...(traceparent ? { traceparent } : {}),
  };
}

function envelopeError(message: string): AppError {
  return new AppError(message, { code: 'invalid_envelope', kind: 'invalid_input' });
}
