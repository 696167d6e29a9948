import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { documentsFrom, type CollectionSpec, type Stored } from '@psa-bridge/persistence';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { captureLogger } from '@psa-bridge/testing';
import { createRetention } from './retention.ts';

interface Note extends Stored {
  writtenAt: Date;
}

const DAY_MS = 24 * 60 * 60_000;
const HOUR_MS = 60 * 60_000;
const spec: CollectionSpec<Note> = { name: 'notes', writer: 'note-service' };

function setUp() {
  const clock = createManualClock();
  const store = createMemoryStore({ clock });
  const notes = store.collection(spec);
  const { logger, lines } = captureLogger();
  const platform = { name: 'note-service', store, clock, logger };
  const takeAway = documentsFrom(notes, (before) => ({ writtenAt: { $lt: before } }));
  return {
    ...{ clock, store, notes, lines, takeAway },
    replica: (ofNotes = takeAway) => createRetention({ platform, kept: [{ what: 'notes', days: 30, takeAway: ofNotes }] }),
    write: (id: string, daysAgo: number, more: Partial<Note> = {}) =>
      notes
        .forTenant(`tenant-${id}`)
        .insert({ _id: id, tenantId: `tenant-${id}`, writtenAt: new Date(clock.now().getTime() - daysAgo * DAY_MS), ...more }),
    kept: async () => (await notes.acrossTenants('test').find({}, { sort: { _id: 1 } })).map(({ _id }) => _id),
  };
}

describe('retention', () => {
  it('takes away what is older than its days, of every tenant, and the rest on the hour when its time has come', async () => {
    const { clock, replica, write, kept } = setUp();
    await write('old', 31);
    await write('nearly', 30 - 1 / 48);
    await write('young', 1);
    const retention = replica();

    await retention.start?.();
    await clock.advance(0);
    const first = await kept();
    await clock.advance(HOUR_MS);
    const second = await kept();
    await retention.stop?.();

    expect([first, second]).toEqual([['nearly', 'young'], ['young']]);
  });

  it('takes away more than one part holds, and says how many', async () => {
    const { clock, replica, write, kept, lines } = setUp();
    for (let at = 0; at < 1_203; at += 1) await write(`old-${at}`, 40);
    const retention = replica();

    await retention.start?.();
    await clock.advance(0);
    await retention.stop?.();

    expect(await kept()).toEqual([]);
    expect(lines.map(({ event, fields }) => [event, fields['taken']])).toContainEqual(['retention_applied', 1_203]);
  });

  it('keeps what has events that are not published yet', async () => {
    const { clock, replica, write, kept } = setUp();
    const event = { id: 'e', topic: 't', key: 'k', type: 'x', payload: new Uint8Array(), at: clock.now() };
    await write('told', 40, { outbox: [] });
    await write('untold', 40, { outbox: [event] as unknown as NonNullable<Stored['outbox']> });
    const retention = replica();

    await retention.start?.();
    await clock.advance(0);
    await retention.stop?.();

    expect(await kept()).toEqual(['untold']);
  });

  it('is at work in one replica at a time, and in another once that one has stopped', async () => {
    const { clock, replica, takeAway, write, kept } = setUp();
    await write('old', 40);
    const held = Promise.withResolvers<undefined>();
    const first = replica(async function* () {
      yield await held.promise.then(() => 0);
    });
    const second = replica(takeAway);

    await first.start?.();
    await second.start?.();
    await clock.advance(0);
    const whileHeld = await kept();
    held.resolve(undefined);
    await first.stop?.();
    await clock.advance(HOUR_MS);
    await second.stop?.();

    expect([whileHeld, await kept()]).toEqual([['old'], []]);
  });
});
