import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock, systemClock, type ManualClock } from '@psa-bridge/core';
import { createLogger, createMetrics, type Metrics } from '@psa-bridge/observability';
import { KEPT_OPEN, until } from '@psa-bridge/testing';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import {
  createServer as createTcpServer,
  getDefaultAutoSelectFamilyAttemptTimeout,
  setDefaultAutoSelectFamilyAttemptTimeout,
  type AddressInfo,
  type Server as TcpServer,
  type Socket,
} from 'node:net';
import { createHttpClient } from './create-http-client.ts';
import type { HttpClient, HttpClientOptions } from './http-client.ts';

let server: Server;
let base: string;
let answer: RequestListener;
let seen: IncomingMessage[] = [];
let metrics: Metrics;
const clients: HttpClient[] = [];
const tcpServers: TcpServer[] = [];
const sockets: Socket[] = [];

function client(options: Partial<HttpClientOptions> = {}): HttpClient {
  metrics = createMetrics({ processMetrics: false });
  const made = createHttpClient({
    name: 'test',
    clock: systemClock,
    logger: createLogger({ service: 'test', level: 'silent' }),
    metrics,
    guard: { allowPrivate: ['127.0.0.0/8'] },
    retry: { retries: 2, backoff: { firstMs: 0, maxMs: 0, factor: 1, jitter: 0 } },
    ...options,
  });
  clients.push(made);
  return made;
}

async function tcp(onSocket: (socket: Socket) => void): Promise<number> {
  const made = createTcpServer((socket) => {
    sockets.push(socket);
    onSocket(socket.on('error', () => undefined));
  });
  tcpServers.push(made);
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return (made.address() as AddressInfo).port;
}

/** From now on answers have no end. Resolves when the other side hangs up. */
function answerWithoutEnd(): Promise<void> {
  const isGone = Promise.withResolvers<void>();
  answer = (_request, response) => {
    const timer = setInterval(() => response.write('x'.repeat(400)), 0);
    response.on('close', () => {
      clearInterval(timer);
      isGone.resolve();
    });
  };
  return isGone.promise;
}

beforeAll(async () => {
  server = createServer(KEPT_OPEN, (request, response) => {
    seen.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  seen = [];
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((made) => made.close()));
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const made of tcpServers.splice(0)) made.close();
});
afterAll(
  () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
);

const get = { method: 'GET', group: 'g' } as const;

describe('a call', () => {
  it('returns every answer, also a refusal, with its redacted exchange', async () => {
    answer = (_request, response) => response.writeHead(422, { 'x-a': 'b' }).end('{"errors":["no"],"token":"t0p"}');

    const response = await client().request({
      ...get,
      method: 'POST',
      url: `${base}/x?apiKey=abc`,
      headers: { Authorization: 'Bearer hunter2' },
      body: '{"password":"hunter2","n":1}',
    });

    expect(response).toMatchObject({ status: 422, headers: { 'x-a': 'b' }, body: '{"errors":["no"],"token":"t0p"}' });
    expect(JSON.stringify(response.exchange)).not.toMatch(/hunter2|t0p|abc/);
    expect(response.exchange).toMatchObject({ method: 'POST', status: 422, requestBody: expect.stringContaining('"n":1') });
  });

  it('carries the exchange, redacted and cut, in its failure', async () => {
    answer = (request) => request.socket.destroy();

    const call = client().request({ ...get, url: `${base}/x?token=hunter2`, body: 'x'.repeat(9_000) });

    await expect(call).rejects.toMatchObject({
      details: {
        exchange: { url: `${base}/x?token=%5Bredacted%5D`, status: 0, requestBody: expect.stringMatching(/9000 characters/) },
      },
    });
  });

  it('does not read an answer that is too large, however it comes, and hangs up', async () => {
    const isGone = answerWithoutEnd();

    await expect(client({ maxResponseBytes: 1_000 }).request({ ...get, url: base })).rejects.toMatchObject({
      code: 'response_too_large',
      kind: 'rejected',
      details: { maybeSent: true },
    });
    await isGone;
  });

  it('reads no more of an answer than it is asked to keep, takes it for the answer, and hangs up', async () => {
    const isGone = answerWithoutEnd();

    const { status, body } = await client().request({ ...get, url: base, keepBytes: 1_000 });
    await isGone;

    expect([status, body]).toEqual([200, 'x'.repeat(1_000)]);
  });

  it('refuses headers that cannot be sent', async () => {
    await expect(client().request({ ...get, url: base, headers: { 'x-a': 'b\r\nx-c: d' } })).rejects.toMatchObject({
      code: 'invalid_request',
      details: { maybeSent: false },
    });
    expect(seen).toHaveLength(0);
  });

  it('to a PSA is counted and timed under its labels', async () => {
    answer = (_request, response) => response.end('ok');
    const labels = { provider: 'demo', integration: 'i1', group: 'Companies' };

    await client().request({ ...get, url: base, labels });

    const text = await metrics.expose();
    expect(text).toContain('psa_bridge_psa_calls_total{provider="demo",integration="i1",group="Companies",outcome="2xx"} 1');
    expect(text).toContain('psa_bridge_psa_call_seconds_count{provider="demo",group="Companies"} 1');
    expect(text).toContain('psa_bridge_http_client_requests_total{client="test",outcome="2xx"} 1');
  });
});

describe('a failed call says whether the other side may have acted', () => {
  it('yes, when it was reset after it was sent, before or within the answer', async () => {
    const expected = { code: 'connection_reset', kind: 'unavailable', details: { maybeSent: true } };

    answer = (request) => request.socket.destroy();
    await expect(client().request({ ...get, url: base })).rejects.toMatchObject(expected);
    answer = (request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => request.socket.destroy());
    };
    await expect(client().request({ ...get, url: base })).rejects.toMatchObject(expected);
  });

  it('no, when it never connected', async () => {
    const port = await tcp((socket) => socket.destroy());

    await expect(client().request({ ...get, url: 'http://127.0.0.1:1/' })).rejects.toMatchObject({
      code: 'connect_failed',
      details: { maybeSent: false },
    });
    await expect(client().request({ ...get, url: `https://127.0.0.1:${port}/` })).rejects.toMatchObject({
      code: 'connect_failed',
      details: { maybeSent: false },
    });
  });

  it('no, when the name is not found', async () => {
    // A resolver that has to ask again takes longer than connecting may.
    const patient = client({ connectTimeoutMs: 60_000, deadlineMs: 90_000 });

    await expect(patient.request({ ...get, url: 'http://does-not-exist.invalid/' })).rejects.toMatchObject({
      code: 'dns_failed',
      details: { maybeSent: false },
    });
  });

  it('no, when it is given up while it connects', async () => {
    const giveUp = new AbortController();
    const port = await tcp(() => giveUp.abort());

    await expect(client().request({ ...get, url: `https://127.0.0.1:${port}/`, signal: giveUp.signal })).rejects.toMatchObject({
      code: 'aborted',
      expected: true,
      details: { maybeSent: false },
    });
  });

  it('yes, when it is given up while the answer is awaited', async () => {
    const giveUp = new AbortController();
    answer = () => giveUp.abort();

    await expect(client().request({ ...get, url: base, signal: giveUp.signal })).rejects.toMatchObject({
      code: 'aborted',
      details: { maybeSent: true },
    });
  });

  it('yes, when what comes back is not HTTP', async () => {
    const port = await tcp((socket) => socket.once('data', () => socket.end('nonsense\r\n\r\n')));

    await expect(client().request({ ...get, url: `http://127.0.0.1:${port}/` })).rejects.toMatchObject({
      code: 'invalid_response',
      details: { maybeSent: true },
    });
  });

  it('yes, when only the last of several tries was not sent', async () => {
    const port = await tcp((socket) => {
      tcpServers.splice(0).forEach((made) => made.close());
      socket.once('data', () => socket.destroy());
    });

    await expect(client().request({ ...get, url: `http://127.0.0.1:${port}/`, retryable: true })).rejects.toMatchObject({
      code: 'connect_failed',
      details: { maybeSent: true },
    });
  });
});

describe('the deadline', () => {
  let clock: ManualClock;
  beforeEach(() => {
    clock = createManualClock();
    answer = () => undefined;
  });

  it('ends a call that is not answered', async () => {
    const call = client({ clock }).request({ ...get, url: base, deadlineMs: 5_000 });
    const failed = expect(call).rejects.toMatchObject({ code: 'timeout', kind: 'unavailable', details: { maybeSent: true } });
    await until(() => seen.length === 1);

    await clock.advance(5_000);

    await failed;
    expect(clock.sleeping()).toBe(0);
  });

  it('ends a call that still waits for its turn, which is never sent', async () => {
    const made = client({ clock, concurrency: 1 });
    const first = made.request({ ...get, url: base, deadlineMs: 60_000 }).catch(() => undefined);
    await until(() => seen.length === 1);
    const second = made.request({ ...get, url: base, deadlineMs: 1_000 });
    const failed = expect(second).rejects.toMatchObject({ code: 'timeout', details: { maybeSent: false } });

    await clock.advance(1_000);

    await failed;
    expect(seen).toHaveLength(1);
    await clock.advance(60_000);
    await first;
  });

  it('covers waiting between tries', async () => {
    answer = (_request, response) => response.writeHead(503).end();
    const retry = { retries: 5, backoff: { firstMs: 700, maxMs: 700, factor: 1, jitter: 0 } };
    const call = client({ clock, retry }).request({ ...get, url: base, deadlineMs: 1_000, retryable: true });
    const failed = expect(call).rejects.toMatchObject({ code: 'timeout', details: { maybeSent: true } });

    await until(() => clock.sleeping() === 2);
    await clock.advance(700);
    await until(() => clock.sleeping() === 2 && seen.length === 2);
    await clock.advance(300);

    await failed;
    expect(seen).toHaveLength(2);
  });
});

describe('a repetition', () => {
  it('happens only where the caller says that it may', async () => {
    answer = (_request, response) => response.writeHead(503).end();

    expect((await client().request({ ...get, url: base })).status).toBe(503);
    expect(seen).toHaveLength(1);
    expect((await client().request({ ...get, url: base, retryable: true })).status).toBe(503);
    expect(seen).toHaveLength(4);
  });

  it('ends with the first answer that stands', async () => {
    answer = (request, response) => (seen.length < 3 ? request.socket.destroy() : response.end('at last'));

    expect(await client().request({ ...get, url: base, retryable: true })).toMatchObject({ status: 200, body: 'at last' });
  });

  it('SY-32: is made twice after a reset, and then it is given up', async () => {
    answer = (request) => request.socket.destroy();

    await expect(client().request({ ...get, url: base, retryable: true })).rejects.toMatchObject({ code: 'connection_reset' });
    expect(seen).toHaveLength(3);
  });

  it('waits as long as Retry-After says', async () => {
    const clock = createManualClock();
    answer = (_request, response) =>
      seen.length === 1 ? response.writeHead(429, { 'retry-after': '3' }).end() : response.end('ok');
    const call = client({ clock }).request({ ...get, url: base, retryable: true });

    await until(() => clock.sleeping() === 2);
    expect(clock.nextDue()).toEqual(new Date('2026-01-05T08:00:03.000Z'));
    await clock.advance(3_000);

    expect((await call).status).toBe(200);
  });

  it('is left to the caller where Retry-After asks for long', async () => {
    const clock = createManualClock();
    answer = (_request, response) => response.writeHead(429, { 'retry-after': '60' }).end();

    const response = await client({ clock }).request({ ...get, url: base, retryable: true });

    expect(response).toMatchObject({ status: 429, retryAt: new Date('2026-01-05T08:01:00.000Z') });
    expect(seen).toHaveLength(1);
  });
});

describe('a redirect', () => {
  it('is an answer like any other, unless the caller asks to follow it', async () => {
    answer = (request, response) =>
      request.url === '/'
        ? response.writeHead(302, { location: '/next' }).end()
        : response.end(`${request.method} ${request.url}`);

    expect((await client().request({ ...get, url: base })).status).toBe(302);
    expect((await client().request({ ...get, url: base, maxRedirects: 1 })).body).toBe('GET /next');
  });

  it('to an address that may not be called is refused, and the first request was sent', async () => {
    answer = (_request, response) => response.writeHead(307, { location: 'http://169.254.169.254/latest' }).end();

    await expect(client().request({ ...get, url: base, maxRedirects: 3 })).rejects.toMatchObject({
      code: 'blocked_address',
      details: { maybeSent: true, host: '169.254.169.254' },
    });
  });

  it('is followed no further than allowed', async () => {
    answer = (_request, response) => response.writeHead(302, { location: '/' }).end();

    expect((await client().request({ ...get, url: base, maxRedirects: 3 })).status).toBe(302);
    expect(seen).toHaveLength(4);
  });

  it('to another origin is told no secret; a POST becomes a GET without its body', async () => {
    const other = base.replace('127.0.0.1', '127.0.0.2');
    answer = (request, response) =>
      request.headers.host?.startsWith('127.0.0.2')
        ? response.end(JSON.stringify({ method: request.method, headers: request.headers }))
        : response.writeHead(302, { location: `${other}/next` }).end();
    const tcpPort = Number(new URL(base).port);
    const second = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => second.listen(tcpPort, '127.0.0.2', resolve));

    const headers = {
      Authorization: 'x',
      ApiIntegrationCode: 'x',
      accept: 'application/json',
      'content-type': 'application/json',
    };
    const response = await client().request({ ...get, method: 'POST', url: base, headers, body: '{}', maxRedirects: 1 });
    second.close();

    const told = JSON.parse(response.body) as { method: string; headers: Record<string, string> };
    expect(told.method).toBe('GET');
    expect(Object.keys(told.headers)).toContain('accept');
    expect(Object.keys(told.headers)).not.toEqual(expect.arrayContaining([expect.stringMatching(/auth|integration|content/)]));
  });
});

describe('the groups', () => {
  it('let as many calls run at the same time as the limit says', async () => {
    const held: (() => void)[] = [];
    let most = 0;
    // Each waits for another one, so that two are seen together in whichever order the sockets come.
    answer = (_request, response) => {
      held.push(() => response.end('ok'));
      most = Math.max(most, held.length);
      if (held.length >= 2 || seen.length === 10) setImmediate(() => held.splice(0).forEach((end) => end()));
    };
    const limited = client({ concurrency: 2 });

    await Promise.all(Array.from({ length: 10 }, () => limited.request({ ...get, url: base })));

    expect(most).toBe(2);
  });

  it('have a breaker each, and while it is open nothing is sent and nobody waits for a turn', async () => {
    answer = (_request, response) => response.writeHead(500).end('{"errors":["no"]}');
    const made = client({ breaker: { volumeThreshold: 3, resetMs: 60_000 }, concurrency: 1 });
    for (let i = 0; i < 4; i += 1) await made.request({ ...get, url: base }).catch(() => undefined);
    const before = seen.length;

    await expect(made.request({ ...get, url: base, retryable: true })).rejects.toMatchObject({
      code: 'breaker_open',
      kind: 'unavailable',
      retryAt: expect.any(Date),
      details: { maybeSent: false, exchange: { status: 0 } },
    });

    expect(seen).toHaveLength(before);
    expect(made.isBreakerOpen('g')).toBe(true);
    expect((await made.request({ ...get, group: 'other', url: base })).status).toBe(500);
  });

  it('never open their breaker for refusals, nor for calls that were given up', async () => {
    answer = (_request, response) => response.writeHead(500).end('{"errors":["no"]}');
    const made = client({ breaker: { volumeThreshold: 3 } });

    for (let i = 0; i < 10; i += 1) await made.request({ ...get, url: base, countsAsFailure: () => false });
    for (let i = 0; i < 10; i += 1) {
      const giveUp = new AbortController();
      answer = () => giveUp.abort();
      await made.request({ ...get, url: base, signal: giveUp.signal }).catch(() => undefined);
    }

    expect(made.isBreakerOpen('g')).toBe(false);
  });
});

describe('the connection', () => {
  // Of a name with several addresses Node leaves each after a quarter of a second, which a slow machine needs by itself.
  const usual = getDefaultAutoSelectFamilyAttemptTimeout();
  beforeAll(() => setDefaultAutoSelectFamilyAttemptTimeout(60_000));
  afterAll(() => setDefaultAutoSelectFamilyAttemptTimeout(usual));

  it('is refused when the name resolves to an address that may not be called', async () => {
    const url = base.replace('127.0.0.1', 'localhost');

    await expect(client({ guard: {} }).request({ ...get, url })).rejects.toMatchObject({
      code: 'blocked_address',
      details: { maybeSent: false },
    });
    expect(seen).toHaveLength(0);
  });

  it('is made when configuration allows the host', async () => {
    answer = (_request, response) => response.end('ok');
    const url = base.replace('127.0.0.1', 'localhost');

    expect((await client({ guard: { allowPrivate: ['localhost'] } }).request({ ...get, url })).body).toBe('ok');
  });
});
