import { systemClock } from '@psa-bridge/core';
import { createRecordStore } from '../src/record-store.ts';
import { openTestStore } from './mongo.ts';

/** A process that imports the same pages from the first to the last and tells after each. */
const [mongodbUri = '', databaseName = '', tenantId = '', integrationId = '', pages = '0', size = '0'] = process.argv.slice(2);
const store = openTestStore({ mongodbUri, databaseName }, systemClock);
const records = createRecordStore({ store, clock: systemClock, source: 'importer' }).forTenant(tenantId);
await store.prepare();

for (let page = 0; page < Number(pages); page++) {
  const items = Array.from({ length: Number(size) }, (_, at) => ({
    externalId: `${page}-${at}`,
    data: { name: `Company ${page}-${at}` },
    seenAt: systemClock.now(),
  }));
  process.stdout.write(`page ${page} begins\n`);
  await records.applyIncoming('company', integrationId, items);
}
await store.close();
