import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createMemoryStore } from './memory-store.ts';
import { createWaitingDocuments } from './outbox-waiting.ts';
import type { Stored } from './port.ts';

const clock = createManualClock();
const notes = createMemoryStore({ clock }).collection<Stored>({ name: 'notes', writer: 'test' });
const note = (id: string, version: number) => ({ _id: id, tenantId: 't', version, body: 'a page of text', outbox: [] });

describe('documents that wait for their events to be published', () => {
  it('are kept with their events alone, so that thousands take little memory', () => {
    const waiting = createWaitingDocuments(10);

    waiting.offer(notes, note('one', 1));

    expect(waiting.take(1).map(({ doc }) => doc)).toEqual([{ _id: 'one', version: 1, outbox: [] }]);
  });

  it('are kept once each, as last written, and no more than there is room for', () => {
    const waiting = createWaitingDocuments(2);

    for (const [id, version] of [
      ['one', 2],
      ['one', 1],
      ['two', 1],
      ['three', 1],
      ['one', 3],
    ] as const)
      waiting.offer(notes, note(id, version));

    expect(waiting.take(10).map(({ doc }) => [doc._id, doc.version])).toEqual([
      ['one', 3],
      ['two', 1],
    ]);
    expect(waiting.size()).toBe(0);
  });
});
