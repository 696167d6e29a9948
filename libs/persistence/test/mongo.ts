import type { Clock } from '@psa-bridge/core';
import { captureLogger } from '@psa-bridge/testing';
import { createMongoStore } from '../src/mongo-store.ts';
import type { DocumentStore } from '../src/port.ts';

/** A store on a test's database. */
export function openTestStore(backend: { mongodbUri: string; databaseName: string }, clock?: Clock): DocumentStore {
  const { mongodbUri: uri, databaseName } = backend;
  return createMongoStore({ uri, databaseName, logger: captureLogger().logger, ...(clock ? { clock } : {}) });
}
