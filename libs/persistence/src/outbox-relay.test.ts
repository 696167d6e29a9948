import { describe, expect, it } from '@jest/globals';
import { createManualClock, type Clock } from '@psa-bridge/core';
import { captureLogger } from '@psa-bridge/testing';
import { createTestBroker, createTestMetrics } from '../test/outbox.ts';
import { eventOf, noteSpec } from '../test/note.ts';
import { createMemoryStore } from './memory-store.ts';
import { createOutboxRelay } from './outbox-relay.ts';
import type { OutboxCollection } from './outbox-waiting.ts';

const TENANT = 'tenant';

function setUp() {
  const clock = createManualClock();
  const store = createMemoryStore({ clock });
  const collection = store.collection(noteSpec);
  const broker = createTestBroker();
  const metrics = createTestMetrics();
  const { logger, lines } = captureLogger();
  const relayOn = (collections: readonly OutboxCollection[] = [collection], relayClock: Clock = clock) =>
    createOutboxRelay({
      collections,
      publish: broker.publish,
      clock: relayClock,
      logger,
      metrics,
      pollMs: 1_000,
    });
  const notes = collection.forTenant(TENANT);
  const write = async (_id: string, ...events: string[]): Promise<void> => {
    await notes.mutate(_id, (current) => ({
      _id,
      tenantId: TENANT,
      title: 't',
      number: (current?.number ?? 0) + 1,
      outbox: events.map((id) => eventOf(id, TENANT, clock.now())),
    }));
  };
  return { clock, collection, notes, broker, metrics, lines, relayOn, write };
}

describe('outbox relay', () => {
  it('publishes what this process writes at once, without waiting for the poll, and clears it', async () => {
    const { clock, collection, broker, metrics, relayOn, write } = setUp();
    const relay = relayOn();
    relay.start();

    await write('a', 'a1', 'a2');
    await write('b', 'b1');
    await clock.advance(0);

    expect(broker.ids()).toEqual(['a1', 'a2', 'b1']);
    expect(await collection.withOutbox(10)).toEqual([]);
    expect(metrics.values.get('psa_bridge_outbox_published_total notes')).toBe(3);
    await relay.stop();
  });

  it('finds what another process wrote and left, and says how old the oldest was', async () => {
    const { clock, collection, broker, metrics, relayOn, write } = setUp();
    await write('a', 'a1');
    await clock.advance(30_000);

    const relay = relayOn();
    relay.start();
    await clock.advance(0);

    expect(broker.ids()).toEqual(['a1']);
    expect(metrics.values.get('psa_bridge_outbox_oldest_age_seconds notes')).toBe(30);
    await clock.advance(1_000);
    expect(metrics.values.get('psa_bridge_outbox_oldest_age_seconds notes')).toBe(0);
    expect(await collection.withOutbox(10)).toEqual([]);
    await relay.stop();
  });

  it('leaves fresh events to the process that wrote them, which is most likely publishing them', async () => {
    const { clock, broker, relayOn, write } = setUp();
    const relay = relayOn();
    await write('a', 'a1');

    relay.start();
    await clock.advance(0);
    await clock.advance(1_500);
    const early = broker.ids();
    await clock.advance(1_000);

    expect(early).toEqual([]);
    expect(broker.ids()).toEqual(['a1']);
    await relay.stop();
  });

  it('keeps events while the broker is down and publishes them in order when it is back', async () => {
    const { clock, collection, broker, lines, relayOn, write } = setUp();
    const relay = relayOn();
    relay.start();
    broker.setDown(true);
    await write('a', 'a1');
    await clock.advance(100);
    await write('a', 'a2');
    await clock.advance(5_000);
    const whileDown = broker.ids();

    broker.setDown(false);
    await clock.advance(5_000);

    expect(whileDown).toEqual([]);
    expect(broker.ids()).toEqual(['a1', 'a2']);
    expect(await collection.withOutbox(10)).toEqual([]);
    expect(lines.map(({ event }) => event)).toContain('outbox_publish_failed');
    await relay.stop();
  });

  it('publishes an event once although it is written again before it was cleared', async () => {
    const { clock, broker, relayOn, write, collection } = setUp();
    const relay = relayOn();
    relay.start();
    const letGo = broker.hold();

    await write('a', 'a1');
    await clock.advance(0);
    await write('a', 'a2');
    letGo();
    await clock.advance(0);

    expect(broker.ids()).toEqual(['a1', 'a2']);
    expect(await collection.withOutbox(10)).toEqual([]);
    await relay.stop();
  });

  it('publishes what was written in the very moment another batch ended', async () => {
    const { clock, broker, relayOn, write, collection } = setUp();
    const relay = relayOn();
    relay.start();

    for (let at = 0; at < 50; at++) {
      await write(`doc-${at}`, `event-${at}`);
      for (let turn = 0; turn < at % 10; turn++) await Promise.resolve();
    }
    await clock.advance(0);

    expect(broker.ids()).toHaveLength(50);
    expect(await collection.withOutbox(10)).toEqual([]);
    await relay.stop();
  });

  it('flushes everything that waits, fresh or old, in more than one read', async () => {
    const { notes, broker, relayOn, collection } = setUp();
    await notes.insertMany(
      Array.from({ length: 1_203 }, (_, at) => ({
        _id: `n${at}`,
        tenantId: TENANT,
        title: 't',
        outbox: [eventOf(`e${at}`, TENANT)],
      })),
    );

    await relayOn().flush();

    expect(new Set(broker.ids()).size).toBe(1_203);
    expect(await collection.withOutbox(1)).toEqual([]);
  });

  it('says what failed when it cannot flush', async () => {
    const { broker, relayOn, write } = setUp();
    await write('a', 'a1');
    broker.setDown(true);

    await expect(relayOn().flush()).rejects.toMatchObject({ code: 'broker_down' });
  });

  it('publishes what this process wrote before it stops', async () => {
    const { clock, broker, relayOn, write } = setUp();
    const relay = relayOn();
    relay.start();
    const letGo = broker.hold();
    await write('a', 'a1');
    await clock.advance(0);
    await write('b', 'b1');

    const stopped = relay.stop();
    letGo();
    await stopped;

    expect(broker.ids()).toEqual(['a1', 'b1']);
  });

  it('spends at most a twentieth of the time on reads of the database', async () => {
    const { clock, collection, relayOn } = setUp();
    let reads = 0;
    const slow: OutboxCollection = {
      ...collection,
      withOutbox: async (limit) => {
        reads += 1;
        await clock.sleep(400);
        return collection.withOutbox(limit);
      },
    };
    const relay = relayOn([slow]);

    relay.start();
    await clock.advance(83_999);

    expect(reads).toBe(10);
    const stopped = relay.stop();
    await clock.advance(400);
    await stopped;
  });

  it('looks more seldom while nothing waits, and soon again once something did', async () => {
    const { clock, collection, relayOn, write } = setUp();
    const began = clock.now().getTime();
    const looks: number[] = [];
    const watched: OutboxCollection = {
      ...collection,
      withOutbox: (limit) => {
        looks.push((clock.now().getTime() - began) / 1_000);
        return collection.withOutbox(limit);
      },
      // It does not hear of what another process writes.
      onOutbox: () => () => undefined,
    };
    const relay = relayOn([watched]);

    relay.start();
    await clock.advance(0);
    await clock.advance(15_000);
    await write('a', 'a1');
    await clock.advance(8_000);

    expect(looks).toEqual([0, 2, 6, 11, 16, 17, 18, 20]);
    await relay.stop();
  });

  it('goes on polling after the database did not answer', async () => {
    const { clock, collection, broker, lines, relayOn, write } = setUp();
    let fails = 2;
    const flaky: OutboxCollection = {
      ...collection,
      withOutbox: (limit) => (fails-- > 0 ? Promise.reject(new Error('down')) : collection.withOutbox(limit)),
    };
    await write('a', 'a1');
    await clock.advance(10_000);
    const relay = relayOn([flaky]);

    relay.start();
    await clock.advance(0);
    await clock.advance(5_000);

    expect(broker.ids()).toEqual(['a1']);
    expect(lines.filter(({ event }) => event === 'outbox_poll_failed')).toHaveLength(2);
    await relay.stop();
  });
});
