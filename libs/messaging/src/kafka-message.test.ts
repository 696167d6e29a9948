import { describe, expect, it } from '@jest/globals';
import type { KafkaMessage } from 'kafkajs';
import { fromKafkaMessage, toKafkaMessage } from './kafka-message.ts';

function received(parts: Partial<Pick<KafkaMessage, 'key' | 'value' | 'headers'>>): ReturnType<typeof fromKafkaMessage> {
  const message: KafkaMessage = {
    key: Buffer.from('key'),
    value: Buffer.from('value'),
    timestamp: '1767600000000',
    attributes: 0,
    offset: '9007199254740993',
    ...parts,
    headers: parts.headers ?? {},
  };
  return fromKafkaMessage('topic', 3, message);
}

describe('messages from Kafka', () => {
  it('keep offsets that are beyond the numbers', () => {
    const message = received({});

    expect(message.offset).toBe(9_007_199_254_740_993n);
    expect(message.timestamp).toEqual(new Date('2026-01-05T08:00:00.000Z'));
    expect([message.topic, message.partition, message.key]).toEqual(['topic', 3, 'key']);
  });

  it('leave out header values that are not text, and keep the others however often they are asked for', () => {
    const headers = {
      text: Buffer.from('größe'),
      many: [Buffer.from('first'), Buffer.from('second')],
      bytes: Buffer.from([0xc3, 0x28]),
    };

    const message = received({ headers });

    expect(message.headers).toEqual({ text: 'größe', many: 'first' });
    expect(message.headers).toEqual({ text: 'größe', many: 'first' });
  });

  it('keep a replacement character that was sent as one', () => {
    const message = received({ headers: { odd: Buffer.from('\uFFFD') } });

    expect(message.headers).toEqual({ odd: '\uFFFD' });
  });

  it('are whole without key and value', () => {
    const message = received({ key: null, value: null });

    expect(message.key).toBe('');
    expect(message.value).toHaveLength(0);
  });
});

describe('messages to Kafka', () => {
  it('keep the trace that the event was made in, whatever an instrumented client writes over it', () => {
    const sent = toKafkaMessage({ key: 'k', value: new Uint8Array(), headers: { traceparent: 'of the event', ce_id: '1' } });

    Object.assign(sent.headers ?? {}, { traceparent: 'of the sending loop', tracestate: 'x' });

    expect({ ...sent.headers }).toEqual({ traceparent: 'of the event', ce_id: '1', tracestate: 'x' });
  });

  it('take the trace of the client where the event has none', () => {
    const sent = toKafkaMessage({ key: 'k', value: new Uint8Array(), headers: { ce_id: '1' } });

    Object.assign(sent.headers ?? {}, { traceparent: 'of the client' });

    expect({ ...sent.headers }).toEqual({ traceparent: 'of the client', ce_id: '1' });
  });

  it('send the bytes of a view, not of the buffer behind it', () => {
    const bytes = Uint8Array.from([1, 2, 3, 4]).subarray(1, 3);

    const sent = toKafkaMessage({ key: 'k', value: bytes, headers: {} });

    expect([...(sent.value as Buffer)]).toEqual([2, 3]);
  });
});
