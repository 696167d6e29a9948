import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock, toAppError, type AppError } from '@psa-bridge/core';
import express, { type ErrorRequestHandler } from 'express';
import { createUpstreamProxy } from './upstream-proxy.ts';

const servers: Server[] = [];

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A door in front of `target`; what the proxy failed with is told by `failures`. */
async function door(target: string, change: { timeoutMs?: number } = {}) {
  const failures: AppError[] = [];
  const clock = createManualClock();
  const app = express();
  app.use(
    '/v1/things',
    createUpstreamProxy({
      name: 'things service',
      target,
      timeoutMs: 5_000,
      maxBodyBytes: 1_000,
      retryAfterMs: 3_000,
      clock,
      ...change,
    }),
  );
  const onError: ErrorRequestHandler = (error, _request, response, _next) => {
    failures.push(toAppError(error));
    response.status(500).end();
  };
  app.use(onError);
  return { base: await listen(app), failures, clock };
}

/** Answers with what it received. */
const echo: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () =>
    response.end(
      JSON.stringify({
        method: request.method,
        url: request.url,
        headers: request.headers,
        body: Buffer.concat(chunks).toString('base64'),
      }),
    ),
  );
};

function chunked(chunks: number, bytes: number): RequestInit {
  let left = chunks;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      left -= 1;
      if (left < 0) controller.close();
      else controller.enqueue(new Uint8Array(bytes));
    },
  });
  return { method: 'POST', body, duplex: 'half' };
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe('createUpstreamProxy', () => {
  it('passes path, query, token and the very bytes of the body', async () => {
    const { base } = await door(await listen(echo));
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);

    const response = await fetch(`${base}/v1/things/7?a=b%20c`, {
      method: 'POST',
      body: bytes,
      headers: { authorization: 'Bearer token', traceparent: '00-ab-cd-01' },
    });

    const seen = (await response.json()) as { url: string; body: string; headers: Record<string, string> };
    expect(seen.url).toBe('/v1/things/7?a=b%20c');
    expect(Buffer.from(seen.body, 'base64')).toEqual(Buffer.from(bytes));
    expect(seen.headers).toMatchObject({ authorization: 'Bearer token', traceparent: '00-ab-cd-01' });
  });

  it('says itself where the caller comes from, whatever the caller claims', async () => {
    const { base } = await door(await listen(echo));

    const response = await fetch(`${base}/v1/things`, {
      headers: { 'x-forwarded-for': '203.0.113.9', 'x-real-ip': '203.0.113.9', forwarded: 'for=203.0.113.9' },
    });

    const { headers } = (await response.json()) as { headers: Record<string, string> };
    expect(JSON.stringify(headers)).not.toContain('203.0.113.9');
    expect(headers['x-forwarded-for']).toContain('127.0.0.1');
  });

  it('passes statuses and problem bodies of the service unchanged', async () => {
    const problem = '{"title":"Already synchronizing","status":409}';
    const target = await listen((_request, response) =>
      response.writeHead(409, { 'content-type': 'application/problem+json' }).end(problem),
    );
    const { base, failures } = await door(target);

    const response = await fetch(`${base}/v1/things/sync`, { method: 'POST' });

    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      409,
      'application/problem+json',
      problem,
    ]);
    expect(failures).toEqual([]);
  });

  it('reports a service that is down as unavailable, with the time to come back', async () => {
    const { base, failures, clock } = await door('http://127.0.0.1:1');

    await fetch(`${base}/v1/things`);

    expect(failures).toMatchObject([
      { code: 'upstream_unavailable', kind: 'unavailable', retryAt: new Date(clock.now().getTime() + 3_000) },
    ]);
  });

  it('reports a service that stays silent as unavailable', async () => {
    const { base, failures } = await door(await listen(() => undefined), { timeoutMs: 50 });

    await fetch(`${base}/v1/things`);

    expect(failures).toMatchObject([{ code: 'upstream_unavailable', kind: 'unavailable' }]);
  });

  it('refuses a body that is announced as too large', async () => {
    const { base, failures } = await door(await listen(echo));

    await fetch(`${base}/v1/things`, { method: 'POST', body: 'x'.repeat(1_001) });

    expect(failures).toMatchObject([{ code: 'body_too_large', kind: 'too_large', details: { maxBytes: 1_000 } }]);
  });

  it('refuses a body of unannounced length once it is too large, and passes one that is not', async () => {
    const { base, failures } = await door(await listen(echo));

    const small = await fetch(`${base}/v1/things`, chunked(10, 100));
    await fetch(`${base}/v1/things`, chunked(40, 100));

    expect(small.status).toBe(200);
    expect(failures).toMatchObject([{ code: 'body_too_large' }]);
  });

  it('breaks the answer off when the service breaks off in the middle', async () => {
    const target = await listen((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
    });
    const { base } = await door(target);

    const answer = fetch(`${base}/v1/things`).then((response) => response.text());

    await expect(answer).rejects.toThrow();
  });
});
