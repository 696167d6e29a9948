import { randomBytes } from 'node:crypto';
import { systemClock } from '@psa-bridge/core';
import { createMongoStore, type DocumentStore } from '@psa-bridge/persistence';
import { CONNECT_TIMEOUT_MS, dropTestDatabase } from '@psa-bridge/testing';
import { quiet } from '../src/contract-suite/quiet.ts';

/** Replicas of a service: stores of their own on one database of the real server. */
export function realStores(suite: string) {
  const uri = process.env['MONGODB_URI'];
  if (!uri) throw new Error('MONGODB_URI is not set. This test needs a real MongoDB; "npm test" starts one.');
  const databaseName = `test_kit_${suite}_${randomBytes(4).toString('hex')}`;
  const stores: DocumentStore[] = [];
  return {
    open(): DocumentStore {
      const store = createMongoStore({
        uri,
        databaseName,
        clock: systemClock,
        logger: quiet,
        connectTimeoutMs: CONNECT_TIMEOUT_MS,
      });
      stores.push(store);
      return store;
    },
    async cleanUp() {
      for (const store of stores) await store.close();
      await dropTestDatabase(uri, databaseName);
    },
  };
}
