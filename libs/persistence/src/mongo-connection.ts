import type { Logger } from '@psa-bridge/observability';
import mongoose, { type Connection } from 'mongoose';

export interface MongoSession {
  connection: Connection;
  /**
   * True on a development server that only speaks the wire protocol: it answers a filter from an index only where the filter
   * is exactly `_id` or exactly a unique index's keys, and scans for everything else.
   */
  isEmulator: boolean;
}

export interface MongoConnectionOptions {
  uri: string;
  databaseName?: string;
  /** How long an operation waits for a server that can serve it. */
  connectTimeoutMs?: number;
  logger: Logger;
}

export interface MongoConnection {
  readonly connection: Connection;
  /** Connects with the first use and again after a failure; later the driver itself reconnects. */
  open(): Promise<MongoSession>;
  close(): Promise<void>;
}

/** Longer than any read takes; a server that says nothing for so long is gone. */
const SOCKET_TIMEOUT_MS = 30_000;

export function createMongoConnection({
  uri,
  databaseName,
  logger,
  connectTimeoutMs = 5_000,
}: MongoConnectionOptions): MongoConnection {
  const connection = mongoose.createConnection();
  let session: Promise<MongoSession> | undefined;

  async function connect(): Promise<MongoSession> {
    await connection.openUri(uri, {
      ...(databaseName === undefined ? {} : { dbName: databaseName }),
      serverSelectionTimeoutMS: connectTimeoutMs,
      socketTimeoutMS: SOCKET_TIMEOUT_MS,
      ignoreUndefined: true,
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      maxPoolSize: 20,
    });
    const isEmulator = await detectEmulator(connection);
    logger.info({ database: connection.name, isEmulator }, 'database_connected');
    return { connection, isEmulator };
  }

  return {
    connection,
    open() {
      session ??= connect().catch((error: unknown) => {
        session = undefined;
        throw error;
      });
      return session;
    },
    async close() {
      await session?.catch(() => undefined);
      await connection.close();
    },
  };
}

/** A real server says how it was built and what it stores with. */
async function detectEmulator(connection: Connection): Promise<boolean> {
  const info = await connection.db?.admin().command({ buildInfo: 1 });
  return info?.['storageEngines'] === undefined && info?.['gitVersion'] === undefined;
}
