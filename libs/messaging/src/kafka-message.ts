import { isUtf8 } from 'node:buffer';
import type { IHeaders, KafkaMessage, Message } from 'kafkajs';
import type { BusMessage } from '@psa-bridge/contracts';
import type { ReceivedMessage } from './port.ts';

export function toKafkaMessage({ key, value, headers }: BusMessage): Message {
  return { key, value: Buffer.from(value.buffer, value.byteOffset, value.byteLength), headers: withLastingTrace(headers) };
}

/**
 * An instrumented client writes the trace of the sending loop over `traceparent`. The trace in which the event was made is the
 * one to follow, so that header takes no other value.
 */
function withLastingTrace(headers: BusMessage['headers']): IHeaders {
  const { traceparent } = headers;
  const sent: IHeaders = { ...headers };
  if (traceparent === undefined) return sent;
  return Object.defineProperty(sent, 'traceparent', { enumerable: true, get: () => traceparent, set: () => undefined });
}

export function fromKafkaMessage(topic: string, partition: number, message: KafkaMessage): ReceivedMessage {
  return new KafkaReceived(topic, partition, message);
}

/** Reads what is asked for when it is asked for: of most messages nobody wants the key or the time. */
class KafkaReceived implements ReceivedMessage {
  readonly topic: string;
  readonly partition: number;
  readonly #message: KafkaMessage;

  constructor(topic: string, partition: number, message: KafkaMessage) {
    this.topic = topic;
    this.partition = partition;
    this.#message = message;
  }

  get offset(): bigint {
    return BigInt(this.#message.offset);
  }

  get headers(): Readonly<Record<string, string>> {
    return readHeaders((this.#message.headers ??= {}));
  }

  get key(): string {
    return this.#message.key?.toString() ?? '';
  }

  get value(): Uint8Array {
    return this.#message.value ?? NO_BYTES;
  }

  get timestamp(): Date {
    return new Date(Number(this.#message.timestamp));
  }
}

const NO_BYTES = new Uint8Array();
const NOT_A_CHARACTER = '\uFFFD';

/** Turns the client's header bytes into text where they are, which nobody else reads: a second object for each message costs. */
function readHeaders(headers: IHeaders): Record<string, string> {
  for (const name in headers) {
    const value = headers[name];
    if (typeof value === 'string') continue;
    const text = readText(Array.isArray(value) ? value[0] : value);
    if (text === undefined) delete headers[name];
    else headers[name] = text;
  }
  return headers as Record<string, string>;
}

function readText(value: Buffer | string | undefined): string | undefined {
  if (!Buffer.isBuffer(value)) return value;
  const text = value.toString();
  return text.includes(NOT_A_CHARACTER) && !isUtf8(value) ? undefined : text;
}
