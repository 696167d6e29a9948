import { systemClock } from '@psa-bridge/core';
import { createRecordStore } from '../src/record-store.ts';
import { openTestStore } from './mongo.ts';

/**
 * A process that imports the same pages from the first to the last and tells of each. After the page at which it is to be killed
 * it waits for that, however long whoever kills it takes.
 */
const [mongodbUri = '', databaseName = '', tenantId = '', integrationId = '', pages = '0', size = '0', killAt] =
  process.argv.slice(2);
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
  if (String(page) === killAt) await new Promise(() => setInterval(() => undefined, 60_000));
}
await store.close();
