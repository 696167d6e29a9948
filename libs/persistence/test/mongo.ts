import type { Clock } from '@psa-bridge/core';
import { captureLogger, CONNECT_TIMEOUT_MS } from '@psa-bridge/testing';
import { createMongoStore } from '../src/mongo-store.ts';
import type { DocumentStore } from '../src/port.ts';

/** A store on a test's database. */
export function openTestStore(backend: { mongodbUri: string; databaseName: string }, clock?: Clock): DocumentStore {
  const { mongodbUri: uri, databaseName } = backend;
  const { logger } = captureLogger();
  return createMongoStore({ uri, databaseName, logger, connectTimeoutMs: CONNECT_TIMEOUT_MS, ...(clock ? { clock } : {}) });
}
