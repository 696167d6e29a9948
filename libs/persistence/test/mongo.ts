import { randomBytes } from 'node:crypto';
import type { Clock } from '@psa-bridge/core';
import type { LogFields, Logger } from '@psa-bridge/observability';
import mongoose from 'mongoose';
import { createMongoStore } from '../src/mongo-store.ts';
import type { DocumentStore } from '../src/port.ts';

export function mongoUri(): string {
  const uri = process.env['MONGODB_URI'];
  if (!uri) throw new Error('MONGODB_URI is not set: this test needs a MongoDB server.');
  return uri;
}

export function testDatabaseName(): string {
  return `persistence_test_${randomBytes(6).toString('hex')}`;
}

export async function dropDatabase(databaseName: string): Promise<void> {
  const connection = await mongoose.createConnection(mongoUri(), { dbName: databaseName }).asPromise();
  await connection.dropDatabase();
  await connection.close();
}

/** Keeps what was logged. */
export function createTestLogger(lines: { event: string; fields: LogFields }[] = []): Logger {
  const note = (fields: LogFields, event: string): void => void lines.push({ event, fields });
  const logger: Logger = { debug: note, info: note, warn: note, error: note, child: () => logger };
  return logger;
}

export function openTestStore(databaseName: string, clock?: Clock): DocumentStore {
  return createMongoStore({ uri: mongoUri(), databaseName, logger: createTestLogger(), ...(clock ? { clock } : {}) });
}
