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
  return {
    topic,
    partition,
    offset: BigInt(message.offset),
    headers: readHeaders(message.headers),
    key: message.key?.toString() ?? '',
    value: message.value ?? NO_BYTES,
    timestamp: new Date(Number(message.timestamp)),
  };
}

const NO_BYTES = new Uint8Array();
const NOT_A_CHARACTER = '\uFFFD';

function readHeaders(headers: IHeaders | undefined): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    const text = readText(Array.isArray(value) ? value[0] : value);
    if (text !== undefined) texts[name] = text;
  }
  return texts;
}

function readText(value: Buffer | string | undefined): string | undefined {
  if (!Buffer.isBuffer(value)) return value;
  const text = value.toString();
  return text.includes(NOT_A_CHARACTER) && !isUtf8(value) ? undefined : text;
}
