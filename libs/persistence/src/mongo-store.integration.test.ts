import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import mongoose, { type Connection } from 'mongoose';
import { captureLogger, CONNECT_TIMEOUT_MS, dropTestDatabase, realBackend } from '@psa-bridge/testing';
import { openTestStore } from '../test/mongo.ts';
import { noteSpec } from '../test/note.ts';
import { describeGuardedWrites } from '../test/raw-contract.ts';
import { describeStore } from '../test/store-contract.ts';
import { createMongoCollection } from './mongo-collection.ts';
import { createMongoConnection } from './mongo-connection.ts';
import { createMongoStore } from './mongo-store.ts';

const backend = realBackend('persistence');
const { mongodbUri, databaseName } = backend;
const database = createMongoConnection({
  ...{ uri: mongodbUri, databaseName, connectTimeoutMs: CONNECT_TIMEOUT_MS },
  logger: captureLogger().logger,
});
afterAll(async () => {
  await database.close();
  await dropTestDatabase(mongodbUri, databaseName);
});

describeStore('MongoDB', (clock) => Promise.resolve(openTestStore(backend, clock)));
describeGuardedWrites('MongoDB', () => createMongoCollection(database, { ...noteSpec, name: 'raw_notes' }));

describe('MongoDB store', () => {
  let connection: Connection;
  beforeAll(async () => {
    connection = await mongoose.createConnection(mongodbUri, { dbName: databaseName }).asPromise();
  });
  afterAll(() => connection.close());

  it('makes the declared indexes, one for the outbox, and no other', async () => {
    const store = openTestStore(backend);
    const projection = store.collection({ ...noteSpec, name: 'projections' });

    await store.prepare();
    await store.prepare();
    await projection.forTenant('t').put({ _id: 'a', tenantId: 't', title: 'a' });
    await projection.forTenant('t').mutate('a', (current) => current && { ...current, title: 'b' });
    await store.close();

    const keys = (await connection.collection('projections').indexes()).map((index) => Object.keys(index.key).join());
    expect(keys.sort()).toEqual(['_id', 'outbox.at', 'slug', 'tenantId,number']);
  });

  it('shows a document as one write left it, however many change it meanwhile', async () => {
    const store = openTestStore(backend);
    const notes = store.collection(noteSpec).forTenant('t');
    const _id = newId();
    const nested = { between: Array.from({ length: 5_000 }, (_, at) => `line ${at}`) };
    const write = (number: number): Promise<void> => notes.put({ _id, tenantId: 't', title: String(number), nested, number });
    await write(0);
    let written = 0;

    const seen: string[] = [];
    const readers = Array.from({ length: 4 }, async () => {
      while (written < 40) {
        const note = await notes.get(_id);
        seen.push(note?.title === String(note?.number) ? 'whole' : `${note?.title} with ${note?.number}`);
      }
    });
    for (const number of Array.from({ length: 40 }, (_, at) => at + 1)) {
      await write(number);
      written = number;
    }
    await Promise.all(readers);
    await store.close();

    expect([...new Set(seen)]).toEqual(['whole']);
  });

  it('loses no change of many writers who make the collection and change one document at the same time', async () => {
    const stores = Array.from({ length: 3 }, () => openTestStore(backend));
    const _id = newId();
    const name = `counters_${_id}`;

    await Promise.all(
      stores.map(async (store) => {
        const counters = store.collection({ ...noteSpec, name, indexes: [] }).forTenant('t');
        for (let round = 0; round < 50; round += 1) {
          await counters.mutate(_id, (current) => ({ _id, tenantId: 't', title: 'n', number: (current?.number ?? 0) + 1 }));
        }
      }),
    );
    const counter = await stores[0]
      ?.collection({ ...noteSpec, name, indexes: [] })
      .forTenant('t')
      .get(_id);
    for (const store of stores) await store.close();

    expect(counter).toMatchObject({ number: 150, version: 150 });
  });

  it('answers `unavailable` while the database does not answer, says so in its health, and shows no password', async () => {
    const log = captureLogger();
    const uri = 'mongodb://user:hunter2@127.0.0.1:9/';
    const store = createMongoStore({ uri, databaseName, connectTimeoutMs: 50, logger: log.logger });
    const notes = store.collection(noteSpec).forTenant('t');

    const failure = await notes.get('a').then(
      () => undefined,
      (error: unknown) => error,
    );

    expect(failure).toMatchObject({ code: 'database_unavailable', kind: 'unavailable' });
    expect(String((failure as Error).message)).not.toContain('hunter2');
    expect(await store.isHealthy()).toBe(false);
    expect(JSON.stringify(log.lines)).not.toContain('hunter2');
    await store.close();
  });
});
