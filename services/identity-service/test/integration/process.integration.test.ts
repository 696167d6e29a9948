import { afterAll, describe, expect, it } from '@jest/globals';
import { realBackend, spawnNode } from '@psa-bridge/testing';
import { fileURLToPath } from 'node:url';
import { ADMIN, variables } from '../identity-app.ts';

const script = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

describe('identity-service as a process of its own', () => {
  const backend = realBackend('identity_process');
  afterAll(() => backend.cleanUp());

  it('starts under Node with telemetry loaded first, signs its admin in, and stops in order on SIGTERM', async () => {
    const env = {
      ...variables,
      ...{ KAFKA_BROKERS: backend.kafkaBrokers.join(','), KAFKA_PREFIX: `${backend.prefix}.` },
      ...{ MONGODB_URI: backend.mongodbUri, MONGODB_DATABASE: backend.databaseName },
    };
    const child = await spawnNode({ script, env, nodeArgs: ['--import', '@psa-bridge/observability/register'] });

    const started = JSON.parse(await child.waitForLine(/service_started/, 90_000)) as { port: number; adminPort: number };
    const ready = await fetch(`http://127.0.0.1:${started.adminPort}/readyz`);
    const signedIn = await fetch(`http://127.0.0.1:${started.port}/v1/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ADMIN),
    });
    const exit = await child.kill('SIGTERM');

    expect([ready.status, signedIn.status]).toEqual([200, 200]);
    expect(exit).toEqual({ code: 0, signal: null });
    expect(child.output.join('\n')).not.toContain(ADMIN.password);
  }, 180_000);
});
