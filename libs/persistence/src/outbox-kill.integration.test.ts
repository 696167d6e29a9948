import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, systemClock } from '@psa-bridge/core';
import { createTestLogger, dropDatabase, mongoUri, openTestStore, testDatabaseName } from '../test/mongo.ts';
import { createTestBroker, createTestMetrics } from '../test/outbox.ts';
import { noteSpec } from '../test/note.ts';
import { createOutboxRelay } from './outbox-relay.ts';

const databaseName = testDatabaseName();
const tenantId = newId();
const store = openTestStore(databaseName);
const collection = store.collection(noteSpec);

/** Runs the writer, kills it with SIGKILL after it told of enough documents, and answers those it told of. */
async function writeAndKill(enough: number): Promise<string[]> {
  const script = new URL('../test/outbox-writer.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, databaseName, tenantId], {
    env: { ...process.env, NODE_OPTIONS: '', MONGODB_URI: mongoUri() },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told: string[] = [];
  for await (const id of createInterface({ input: child.stdout })) {
    told.push(id);
    if (told.length >= enough && !child.killed) child.kill('SIGKILL');
  }
  if (child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return told;
}

describe('outbox after kill -9', () => {
  beforeAll(() => store.prepare());
  afterAll(async () => {
    await store.close();
    await dropDatabase(databaseName);
  });

  it('publishes every event of a process that was killed between write and publish, in order, with two relays at work', async () => {
    const told = await writeAndKill(60);
    const broker = createTestBroker();
    const relays = [1, 2].map(() =>
      createOutboxRelay({
        collections: [collection],
        publish: broker.publish,
        clock: systemClock,
        logger: createTestLogger(),
        metrics: createTestMetrics(),
      }),
    );

    await Promise.all(relays.map((relay) => relay.flush()));

    const firsts = new Map<string, number>();
    broker.ids().forEach((id, at) => firsts.set(id, firsts.get(id) ?? at));
    const positions = told.map((id) => [1, 2, 3].map((n) => firsts.get(`${id}-${n}`) ?? -1));
    expect(told.length).toBeGreaterThanOrEqual(60);
    for (const [first = -1, second = -1, third = -1] of positions) {
      expect(first).toBeGreaterThanOrEqual(0);
      expect(second).toBeGreaterThan(first);
      expect(third).toBeGreaterThan(second);
    }
    expect(await collection.withOutbox(10)).toEqual([]);
  });
});
