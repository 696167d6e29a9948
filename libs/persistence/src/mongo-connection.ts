import type { Logger } from '@psa-bridge/observability';
import mongoose, { type Connection } from 'mongoose';

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
  open(): Promise<void>;
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
  let session: Promise<void> | undefined;

  async function connect(): Promise<void> {
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
    logger.info({ database: connection.name }, 'database_connected');
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
