import type { Clock } from '@psa-bridge/core';
import { createMongoStore, type DocumentStore } from '@psa-bridge/persistence';
import { captureLogger, CONNECT_TIMEOUT_MS } from '@psa-bridge/testing';

/** A store on a test's database. */
export function openTestStore(backend: { mongodbUri: string; databaseName: string }, clock: Clock): DocumentStore {
  const { mongodbUri: uri, databaseName } = backend;
  const { logger } = captureLogger();
  return createMongoStore({ uri, databaseName, clock, logger, connectTimeoutMs: CONNECT_TIMEOUT_MS });
}
