import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decodePayload, events, partnerEvents, payloadToJson, type EventType } from '../src/index.ts';

const golden = JSON.parse(readFileSync(path.join(import.meta.dirname, 'golden.json'), 'utf8')) as Readonly<
  Record<string, { bytes: string; json: Readonly<Record<string, unknown>> }>
>;
const all: readonly EventType[] = [...Object.values(events), ...Object.values(partnerEvents)];

describe('a message as it was written once', () => {
  it.each(all.map((event) => ({ type: event.type, event })))('is still read as it was meant: $type', ({ type, event }) => {
    const { bytes, json } = golden[type] ?? { bytes: '', json: undefined };

    const read = payloadToJson<EventType>(event, decodePayload(event, Buffer.from(bytes, 'base64')));

    expect(json).toBeDefined();
    expect(read).toEqual(json);
  });

  it('is never dropped: its type stays in the registry', () => {
    expect(Object.keys(golden).sort()).toEqual(all.map(({ type }) => type).sort());
  });
});
