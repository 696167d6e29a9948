import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, systemClock } from '@psa-bridge/core';
import { captureLogger, dropTestDatabase, realBackend, spawnNode } from '@psa-bridge/testing';
import { openTestStore } from '../test/mongo.ts';
import { noteSpec } from '../test/note.ts';
import { createTestBroker, createTestMetrics } from '../test/outbox.ts';
import { createOutboxRelay } from './outbox-relay.ts';

const backend = realBackend('outbox');
const { mongodbUri, databaseName } = backend;
const tenantId = newId();
const store = openTestStore(backend);
const collection = store.collection(noteSpec);

/** Runs the writer, kills it with SIGKILL after it told of some documents, and answers those it told of. */
async function writeAndKill(): Promise<string[]> {
  const script = new URL('../test/outbox-writer.ts', import.meta.url).pathname;
  const writer = await spawnNode({ script, args: [mongodbUri, databaseName, tenantId], env: { NODE_OPTIONS: '' } });
  await writer.waitForLine(/^stored /);
  const { signal } = await writer.kill();
  expect(signal).toBe('SIGKILL');
  return writer.output.flatMap((line) => (line.startsWith('stored ') ? [line.slice('stored '.length)] : []));
}

describe('outbox after kill -9', () => {
  beforeAll(() => store.prepare());
  afterAll(async () => {
    await store.close();
    await dropTestDatabase(mongodbUri, databaseName);
  });

  it('publishes every event of processes that were killed between write and publish, in order, with two relays at work', async () => {
    const told = [...(await writeAndKill()), ...(await writeAndKill())];
    const broker = createTestBroker();
    const relays = [1, 2].map(() =>
      createOutboxRelay({
        collections: [collection],
        publish: broker.publish,
        clock: systemClock,
        logger: captureLogger().logger,
        metrics: createTestMetrics(),
      }),
    );

    await Promise.all(relays.map((relay) => relay.flush()));

    const firsts = new Map<string, number>();
    broker.ids().forEach((id, at) => firsts.set(id, firsts.get(id) ?? at));
    expect(told.length).toBeGreaterThanOrEqual(10);
    for (const id of told) {
      const positions = [1, 2, 3].map((n) => firsts.get(`${id}-${n}`) ?? -1);
      expect(positions).not.toContain(-1);
      expect(positions).toEqual([...positions].sort((a, b) => a - b));
    }
    // What the last writer had asked of the database without telling of it may still come in.
    const waiting = await collection.withOutbox(1_000);
    expect(waiting.filter(({ _id }) => told.includes(_id))).toEqual([]);
  });
});
