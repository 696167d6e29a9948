import { afterEach, describe, expect, it } from '@jest/globals';
import { spawnNode, type SpawnedNode } from '@psa-bridge/testing';
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { exampleVariables } from '../test/example-service.ts';

const script = fileURLToPath(new URL('../test/example-main.ts', import.meta.url));

describe('runService', () => {
  let child: SpawnedNode | undefined;

  let collector: Server | undefined;

  async function run(env: Readonly<Record<string, string>> = {}, nodeArgs: readonly string[] = []): Promise<SpawnedNode> {
    child = await spawnNode({ script, nodeArgs, env: { ...exampleVariables, ...env } });
    return child;
  }
  afterEach(async () => {
    await child?.kill();
    collector?.close();
  });

  /** Takes spans in, as OTLP over HTTP. */
  async function startCollector(received: string[]): Promise<string> {
    collector = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (chunk: string) => received.push(chunk));
      request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
    });
    await new Promise<void>((resolve) => collector?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  }

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

  it('sends its last spans at its stop, though a handle that somebody left open keeps the process from ending by itself', async () => {
    const received: string[] = [];
    const tracing = {
      OTEL_EXPORTER_OTLP_ENDPOINT: await startCollector(received),
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '3600000',
      OTEL_EXPORTER_OTLP_TIMEOUT: '60000',
      OTEL_BSP_EXPORT_TIMEOUT: '60000',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      // Of traces that begin here only some are sent otherwise.
      OTEL_TRACES_SAMPLER: 'always_on',
    };
    const register = import.meta.resolve('@psa-bridge/observability/register');
    const running = await run({ ...tracing, HOLD: 'yes' }, ['--import', register]);
    const { port } = JSON.parse(await running.waitForLine(/service_started/)) as { port: number };
    await fetch(`http://127.0.0.1:${port}/v1/hello`);
    expect(received).toEqual([]);

    const exit = await running.kill('SIGTERM');

    expect(exit.code).toBe(0);
    expect(received.join('')).toContain('/v1/hello');
  });

  it('keeps the log out of what a command answers, so that its output can be piped into a parser', async () => {
    const env = { ...process.env, ...exampleVariables };

    const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, 'rotate-secrets'], { env });

    expect(lines(stdout)).toEqual([{ changedDocuments: 3 }]);
    expect(stderr).toContain('secrets_renewed');
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

function lines(output: string): unknown[] {
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}
