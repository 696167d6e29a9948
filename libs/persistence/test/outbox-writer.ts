import { newId } from '@psa-bridge/core';
import { captureLogger } from '@psa-bridge/testing';
import { createOutboxRelay } from '../src/outbox-relay.ts';
import { openTestStore } from './mongo.ts';
import { eventOf, noteSpec } from './note.ts';
import { createTestMetrics } from './outbox.ts';

/**
 * A process that writes documents with events, tells each id once it is stored, and never gets to publish: its broker keeps
 * it waiting until it is killed.
 */
const [mongodbUri = '', databaseName = '', tenantId = ''] = process.argv.slice(2);
const store = openTestStore({ mongodbUri, databaseName });
const collection = store.collection(noteSpec);
await store.prepare();

createOutboxRelay({
  collections: [collection],
  publish: () => new Promise(() => undefined),
  clock: { now: () => new Date(), sleep: () => new Promise(() => undefined) },
  logger: captureLogger().logger,
  metrics: createTestMetrics(),
}).start();

const notes = collection.forTenant(tenantId);
for (;;) {
  const ids = Array.from({ length: 5 }, newId);
  await notes.insertMany(
    ids.map((_id) => ({ _id, tenantId, title: 't', outbox: [eventOf(`${_id}-1`, tenantId), eventOf(`${_id}-2`, tenantId)] })),
  );
  await notes.mutateMany(
    ids,
    (_, current) => current && { ...current, title: 'u', outbox: [eventOf(`${current._id}-3`, tenantId)] },
  );
  process.stdout.write(ids.map((id) => `stored ${id}\n`).join(''));
}
