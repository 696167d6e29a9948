import { systemClock } from '@psa-bridge/core';
import { createMongoStore } from '@psa-bridge/persistence';
import { captureLogger, realBackend, spawnNode, type SpawnedNode } from '@psa-bridge/testing';
import { fileURLToPath } from 'node:url';
import { openCollections } from '../../src/collections.ts';
import { ADMIN, variables, type Tokens } from '../identity-app.ts';

const script = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Answer {
  status: number;
  body: unknown;
}

export interface Running {
  process: SpawnedNode;
  /** Undefined where no answer came, because the process died of the call. */
  call(method: 'GET' | 'POST' | 'PUT', path: string, more?: { token?: string; body?: unknown }): Promise<Answer | undefined>;
}

/** The service as a process on a real backend, which can be armed to die behind a write. */
export function killableIdentity(purpose: string) {
  const backend = realBackend(purpose);
  const { logger } = captureLogger();
  const store = createMongoStore({ uri: backend.mongodbUri, databaseName: backend.databaseName, clock: systemClock, logger });
  let running: Running | undefined;

  /**
   * Starts the process anew; armed, it dies behind its next write to that collection. The one before that is stopped in order, or the
   * armed one would die of a message that comes again, and not of what is asked of it.
   */
  async function start(collection?: string): Promise<SpawnedNode> {
    const env = {
      ...variables,
      ...{ KAFKA_BROKERS: backend.kafkaBrokers.join(','), KAFKA_PREFIX: `${backend.prefix}.` },
      // A killed member keeps its partitions for so long, and with them whoever takes its place.
      KAFKA_SESSION_TIMEOUT_MS: '3000',
      ...{ MONGODB_URI: backend.mongodbUri, MONGODB_DATABASE: backend.databaseName },
      ...(collection === undefined ? {} : { FAULT_POINT: 'after_write', FAULT_COLLECTION: collection }),
    };
    await running?.process.kill(collection === undefined ? 'SIGKILL' : 'SIGTERM');
    running = undefined;
    return spawnNode({ script, env });
  }

  async function serve(collection?: string): Promise<Running> {
    const process = await start(collection);
    const { port } = JSON.parse(await process.waitForLine(/service_started/, 90_000)) as { port: number };
    running = {
      process,
      async call(method, path, { token, body } = {}) {
        const response = await fetch(`http://127.0.0.1:${port}${path}`, {
          method,
          headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }).catch(() => undefined);
        if (!response) return undefined;
        const text = await response.text();
        return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
      },
    };
    return running;
  }

  async function signIn({ call }: Running, who: { email: string; password: string } = ADMIN): Promise<Tokens> {
    const answer = await call('POST', '/v1/auth/sign-in', { body: { email: who.email, password: who.password } });
    if (answer?.status !== 200) throw new Error(`Signing in answered ${answer?.status}.`);
    return answer.body as Tokens;
  }

  return {
    ...{ backend, store, collections: openCollections(store), start, serve, signIn },
    running: () => running,
    async close(): Promise<void> {
      await running?.process.kill();
      await store.close();
      await backend.cleanUp();
    },
  };
}
