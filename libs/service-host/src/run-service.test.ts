import { afterEach, describe, expect, it } from '@jest/globals';
import { spawnNode, type SpawnedNode } from '@psa-bridge/testing';
import { fileURLToPath } from 'node:url';
import { exampleVariables } from '../test/example-service.ts';

const script = fileURLToPath(new URL('../test/example-main.ts', import.meta.url));

describe('runService', () => {
  let child: SpawnedNode | undefined;

  async function run(env: Readonly<Record<string, string>> = {}): Promise<SpawnedNode> {
    child = await spawnNode({ script, env: { ...exampleVariables, ...env } });
    return child;
  }
  afterEach(async () => {
    await child?.kill();
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('stops in order and exits 0 on %s', async (signal) => {
    const running = await run();
    await running.waitForLine(/service_started/);

    const exit = await running.kill(signal);

    expect(exit).toEqual({ code: 0, signal: null });
    expect(running.output.at(-1)).toContain('service_stopped');
  });

  it('logs an error that nobody caught, stops in order and exits 1', async () => {
    const running = await run({ FAIL: 'later' });

    const exit = await running.exited;

    expect(exit.code).toBe(1);
    expect(running.output.some((line) => line.includes('uncaught_error') && line.includes('nobody catches this'))).toBe(true);
    expect(running.output.at(-1)).toContain('service_stopped');
  });

  it('exits 1 when it cannot start', async () => {
    const running = await run({ FAIL: 'start' });

    const exit = await running.exited;

    expect(exit.code).toBe(1);
    expect(running.output.some((line) => line.includes('start_failed') && line.includes('no start today'))).toBe(true);
  });

  it('names every unusable variable in plain words and shows no value', async () => {
    const running = await run({ MONGODB_URI: '', HTTP_PORT: 'demo-secret-port' });

    const exit = await running.exited;

    const text = running.output.join('\n');
    expect(exit.code).toBe(1);
    expect(text).toContain('MONGODB_URI: is required');
    expect(text).toContain('HTTP_PORT');
    expect(text).not.toContain('demo-secret-port');
  });
});
