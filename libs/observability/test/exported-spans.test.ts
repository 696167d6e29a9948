import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startOtlpCollector, type ExportedSpan, type OtlpCollector } from '@psa-bridge/testing';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const TRACEPARENT = `00-${TRACE_ID}-b7ad6b7169203331-01`;
const REGISTER = join(import.meta.dirname, '../src/register.ts');
const PROCESS = join(import.meta.dirname, 'traced-process.ts');

let collector: OtlpCollector;

beforeAll(async () => {
  collector = await startOtlpCollector();
});
afterAll(() => collector.stop());

/** The trace context that the work and the request it made saw, and the spans that the process sent. */
async function runTraced(
  environment: Readonly<Record<string, string>>,
  traceparent = TRACEPARENT,
): Promise<{ work: string; request: string; spans: readonly ExportedSpan[] }> {
  collector.forget();
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', REGISTER, PROCESS, traceparent], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    timeout: 100_000,
  });
  const [work = '', request = ''] = stdout.split(' ');
  return { work, request, spans: collector.spans() };
}

describe('a process that loads the register module first', () => {
  it('exports one trace over the message, fetch, the HTTP server, named by its route, and the database, without secrets', async () => {
    const { work, request, spans } = await runTraced(collector.env);

    expect([work, request].map((traceparent) => traceparent.split('-')[1])).toEqual([TRACE_ID, TRACE_ID]);
    expect(new Set([TRACEPARENT, work, request]).size).toBe(3);
    expect(spans.map(({ name }) => name).sort()).toEqual(['GET', 'GET /things/{id}', 'find things', 'handle message']);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE_ID]));
    expect(JSON.stringify(spans)).not.toContain('hunter2');
    expect(collector.elsewhere()).toEqual([]);
  });

  it('exports as many traces as it is told to, and those that it leaves out have ids all the same', async () => {
    const sampler = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' };
    const { work, request, spans } = await runTraced({ ...collector.env, ...sampler }, '');

    expect(spans).toEqual([]);
    expect(work).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(request.split('-')[1]).toBe(work.split('-')[1]);
  });

  it('starts nothing without an endpoint, and still knows the trace of the message', async () => {
    const { work, spans } = await runTraced({});

    expect(spans).toEqual([]);
    expect(work).toBe(TRACEPARENT);
  });
});
