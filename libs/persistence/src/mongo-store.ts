import { systemClock, type Clock } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import mongoose from 'mongoose';
import { createCollection, createPutVersions } from './collection.ts';
import { createLeases, leaseCollection } from './leases.ts';
import { createMongoCollection, type MongoCollection } from './mongo-collection.ts';
import { createMongoConnection } from './mongo-connection.ts';
import { translateError } from './mongo-errors.ts';
import type { Collection, CollectionSpec, DocumentStore, Stored } from './port.ts';

export interface MongoStoreOptions {
  /** A connection string; it may hold a password and is never logged. */
  uri: string;
  /** Instead of the database that the connection string names. */
  databaseName?: string;
  /** How long an operation waits for a server that can serve it, in milliseconds. */
  connectTimeoutMs?: number;
  /** For the ends of leases. */
  clock?: Clock;
  logger: Logger;
}

const HEALTH_TIMEOUT_MS = 2_000;
/** Of a collection that this process has not opened itself: perhaps nobody's any more. */
const UNKNOWN_WRITER = 'unknown';

/**
 * The document store on MongoDB. It connects with the first use; while the database does not answer, operations fail with
 * `database_unavailable` (kind `unavailable`).
 */
export function createMongoStore({ clock = systemClock, logger, ...connect }: MongoStoreOptions): DocumentStore {
  const mongo = createMongoConnection({ ...connect, logger });
  const raws: MongoCollection<Stored>[] = [];
  const collections = new Map<string, unknown>();
  const nextPutVersion = createPutVersions(clock);

  function collection<Doc extends Stored>(spec: CollectionSpec<Doc>): Collection<Doc> {
    const known = collections.get(spec.name) as Collection<Doc> | undefined;
    if (known) return known;
    const raw = createMongoCollection(mongo, spec);
    raws.push(raw);
    const made = createCollection({ spec, raw, nextPutVersion });
    collections.set(spec.name, made);
    return made;
  }

  return {
    collection,
    leases: createLeases(collection(leaseCollection), clock),
    async everyCollection() {
      await mongo.open();
      const listed = (await mongo.connection.db?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
      return listed
        .map(({ name }) => name)
        .filter((name) => !name.startsWith('system.'))
        .map((name) => collection<Stored>({ name, writer: UNKNOWN_WRITER }));
    },
    async prepare() {
      for (const raw of raws) await raw.prepare();
    },
    async isHealthy() {
      try {
        const { connection } = mongo;
        await mongo.open();
        await connection.db?.admin().command({ ping: 1 }, { timeoutMS: HEALTH_TIMEOUT_MS });
        return connection.readyState === mongoose.ConnectionStates.connected;
      } catch (error) {
        logger.warn({ code: translateError(error, 'ping').code }, 'database_unhealthy');
        return false;
      }
    },
    close: () => mongo.close(),
  };
}
