import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

interface ExportedSpan {
  traceId: string;
  name: string;
  attributes: { key: string; value: { stringValue?: string } }[];
}

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const TRACEPARENT = `00-${TRACE_ID}-b7ad6b7169203331-01`;
const REGISTER = join(import.meta.dirname, '../src/register.ts');
const PROCESS = join(import.meta.dirname, 'traced-process.ts');

let collector: Server;
let received: string[] = [];
/** Where something was sent besides. */
let elsewhere: string[] = [];

beforeAll(async () => {
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/v1/traces') received.push(Buffer.concat(chunks).toString('utf8'));
      else elsewhere.push(request.url ?? '');
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  collector.close();
  collector.closeAllConnections();
});

/** The trace context that the work and the request it made saw, and the spans that the process sent. */
async function runTraced(environment: Record<string, string>): Promise<{ work: string; request: string; spans: ExportedSpan[] }> {
  received = [];
  elsewhere = [];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', REGISTER, PROCESS, environment['TRACEPARENT'] ?? TRACEPARENT],
    {
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      timeout: 30_000,
    },
  );
  type Export = { resourceSpans: { scopeSpans: { spans: ExportedSpan[] }[] }[] };
  const spans = received.flatMap((body) =>
    (JSON.parse(body) as Export).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
  const [work = '', request = ''] = stdout.split(' ');
  return { work, request, spans };
}

describe('a process that loads the register module first', () => {
  it('exports one trace over the message, fetch, the HTTP server and Express, without secrets', async () => {
    const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;

    const { work, request, spans } = await runTraced({
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    });

    expect([work, request].map((traceparent) => traceparent.split('-')[1])).toEqual([TRACE_ID, TRACE_ID]);
    expect(new Set([TRACEPARENT, work, request]).size).toBe(3);
    expect(spans.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['handle message', 'GET', 'GET /things/:id', expect.stringContaining('request handler')]),
    );
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE_ID]));
    expect(JSON.stringify(spans)).not.toContain('hunter2');
    expect(elsewhere).toEqual([]);
  }, 60_000);

  it('exports as many traces as it is told to, and those that it leaves out have ids all the same', async () => {
    const { work, request, spans } = await runTraced({
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0',
      TRACEPARENT: '',
    });

    expect(spans).toEqual([]);
    expect(work).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(request.split('-')[1]).toBe(work.split('-')[1]);
  }, 60_000);

  it('starts nothing without an endpoint, and still knows the trace of the message', async () => {
    const { work, spans } = await runTraced({});

    expect(spans).toEqual([]);
    expect(work).toBe(TRACEPARENT);
  }, 60_000);
});
