import { afterAll, describe, expect, it } from '@jest/globals';
import { realBackend, spawnNode } from '@psa-bridge/testing';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

describe('issues-service as a process of its own', () => {
  const backend = realBackend('issues_process');
  afterAll(() => backend.cleanUp(), 60_000);

  it('starts under Node with telemetry loaded first, serves, and stops in order on SIGTERM', async () => {
    const env = {
      ...{ KAFKA_BROKERS: backend.kafkaBrokers.join(','), KAFKA_PREFIX: `${backend.prefix}.` },
      ...{ MONGODB_URI: backend.mongodbUri, MONGODB_DATABASE: backend.databaseName },
      ...{ HTTP_PORT: '0', ADMIN_PORT: '0', JWKS_URL: 'http://127.0.0.1:1/.well-known/jwks.json' },
    };
    const child = await spawnNode({ script, env, nodeArgs: ['--import', '@psa-bridge/observability/register'] });

    const started = JSON.parse(await child.waitForLine(/service_started/, 40_000)) as { port: number; adminPort: number };
    const ready = await fetch(`http://127.0.0.1:${started.adminPort}/readyz`);
    const unsigned = await fetch(`http://127.0.0.1:${started.port}/v1/issues`);
    const exit = await child.kill('SIGTERM');

    expect([ready.status, unsigned.status]).toEqual([200, 401]);
    expect(exit).toEqual({ code: 0, signal: null });
  }, 90_000);
});
