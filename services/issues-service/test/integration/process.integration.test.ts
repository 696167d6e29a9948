import { afterAll, describe, expect, it } from '@jest/globals';
import { deadLetterTopic, topics } from '@psa-bridge/contracts';
import { loadConfig } from '@psa-bridge/core';
import { createPlatform } from '@psa-bridge/service-host';
import { realBackend, spawnNode } from '@psa-bridge/testing';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { configSchema } from '../../src/config.ts';
import { SERVICE_NAME } from '../../src/domain/issue-events.ts';

const script = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

describe('issues-service as a process of its own', () => {
  const backend = realBackend('issues_process');
  afterAll(() => backend.cleanUp());

  const env = {
    ...{ KAFKA_BROKERS: backend.kafkaBrokers.join(','), KAFKA_PREFIX: `${backend.prefix}.` },
    ...{ MONGODB_URI: backend.mongodbUri, MONGODB_DATABASE: backend.databaseName },
    ...{ HTTP_PORT: '0', ADMIN_PORT: '0', JWKS_URL: 'http://127.0.0.1:1/.well-known/jwks.json' },
  };

  it('starts under Node with telemetry loaded first, serves, and stops in order on SIGTERM', async () => {
    const child = await spawnNode({ script, env, nodeArgs: ['--import', '@psa-bridge/observability/register'] });

    const started = JSON.parse(await child.waitForLine(/service_started/, 90_000)) as { port: number; adminPort: number };
    const ready = await fetch(`http://127.0.0.1:${started.adminPort}/readyz`);
    const unsigned = await fetch(`http://127.0.0.1:${started.port}/v1/issues`);
    const exit = await child.kill('SIGTERM');

    expect([ready.status, unsigned.status]).toEqual([200, 401]);
    expect(exit).toEqual({ code: 0, signal: null });
  }, 180_000);

  it('answers an operator with lines of JSON and nothing else on standard output, whatever is logged', async () => {
    const platform = createPlatform('issues-test', loadConfig(configSchema, env));
    await platform.bus.start();
    const letters = deadLetterTopic(topics.syncResults.name, SERVICE_NAME);
    await platform.bus.ensureTopics([letters]);
    await platform.bus.publish(letters.name, [
      { key: 'k', value: Buffer.from('no event'), headers: { dlq_error_code: 'undecodable' } },
    ]);
    await platform.bus.close();

    const ask = async (...args: string[]): Promise<unknown[]> => {
      const { stdout } = await promisify(execFile)(process.execPath, [script, 'dead-letters', ...args], {
        env: { ...process.env, ...env, LOG_LEVEL: 'debug' },
      });
      return stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
    };
    const listed = await ask('list');
    const replayed = await ask('replay', '--topic', topics.syncResults.name, '--all');

    const [letter] = listed as { id: string }[];
    expect(listed).toEqual([expect.objectContaining({ group: SERVICE_NAME, key: 'k', code: 'undecodable' })]);
    expect(replayed).toEqual([{ topic: topics.syncResults.name, group: SERVICE_NAME, replayed: [letter?.id] }]);
  }, 180_000);
});
