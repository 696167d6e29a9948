import { afterAll, describe, expect, it } from '@jest/globals';
import { newId, systemClock } from '@psa-bridge/core';
import { dropTestDatabase, realBackend, spawnNode, type Exit } from '@psa-bridge/testing';
import { openTestStore } from '../test/mongo.ts';
import { describeRecords } from '../test/records-contract.ts';
import { describeSearch } from '../test/search-contract.ts';
import { createRecordStore } from './record-store.ts';

const backend = realBackend('records');
const { mongodbUri, databaseName } = backend;
afterAll(() => dropTestDatabase(mongodbUri, databaseName));

describeRecords('MongoDB', (clock) => Promise.resolve(openTestStore(backend, clock)));
describeSearch('MongoDB', (clock) => Promise.resolve(openTestStore(backend, clock)));

describe('an import that is killed', () => {
  const PAGES = 12;
  const SIZE = 25;
  const tenantId = newId();
  const integrationId = newId();

  /** Imports until page `killAt` begins and is killed while it runs; without it, to the end. */
  async function runImport(killAt?: number): Promise<Exit> {
    const script = new URL('../test/importer.ts', import.meta.url).pathname;
    const kill = killAt === undefined ? [] : [String(killAt)];
    const args = [mongodbUri, databaseName, tenantId, integrationId, String(PAGES), String(SIZE), ...kill];
    const importer = await spawnNode({ script, args, env: { NODE_OPTIONS: '' } });
    if (killAt === undefined) return importer.exited;
    await importer.waitForLine(new RegExp(`^page ${killAt} begins$`));
    return importer.kill();
  }

  it('goes on without losing an entity and without making one twice', async () => {
    const exits = [await runImport(0), await runImport(3), await runImport(7), await runImport()];

    const store = openTestStore(backend, systemClock);
    const records = createRecordStore({ store, clock: systemClock, source: 'test' }).forTenant(tenantId);
    const externalIds = Array.from({ length: PAGES * SIZE }, (_, at) => `${Math.floor(at / SIZE)}-${at % SIZE}`);
    const ids = await records.idsByExternal('company', integrationId, externalIds);
    const all = (await Array.fromAsync(records.pages('company', 500))).flat();
    await store.close();

    expect(exits.map(({ signal }) => signal)).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL', null]);
    expect(exits.at(-1)?.code).toBe(0);
    expect(all).toHaveLength(PAGES * SIZE);
    expect(new Set(all.map(({ _id }) => _id))).toEqual(new Set(ids.values()));
    expect(all.every((record) => ids.get(record.external[integrationId]?.id ?? '') === record._id)).toBe(true);
  });
});
