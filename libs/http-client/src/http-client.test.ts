import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@psa-bridge/core';
import { createLogger, createMetrics } from '@psa-bridge/observability';
import fc from 'fast-check';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAddressGuard } from './address-guard.ts';
import { createHttpClient, type HttpClient, type HttpClientOptions } from './create-http-client.ts';
import { parseRetryAfter } from './retry-after.ts';

let server: Server;
let base: string;
let answer: RequestListener;
let calls = 0;
const clients: HttpClient[] = [];

function client(options: Partial<HttpClientOptions> = {}): HttpClient {
  const made = createHttpClient({
    name: 'test',
    clock: systemClock,
    logger: createLogger({ service: 'test', level: 'silent' }),
    metrics: createMetrics({ processMetrics: false }),
    guard: { allowPrivate: ['127.0.0.0/8'] },
    retry: { retries: 2, backoff: { firstMs: 0, maxMs: 0, factor: 1, jitter: 0 } },
    ...options,
  });
  clients.push(made);
  return made;
}

beforeAll(async () => {
  server = createServer((request, response) => {
    calls += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  calls = 0;
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((made) => made.close()));
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
      body: '{"password":"hunter2","n":1}',
    });

    expect(response).toMatchObject({ status: 422, headers: { 'x-a': 'b' } });
    expect(JSON.stringify(response.exchange)).not.toMatch(/hunter2|t0p|abc/);
    expect(response.exchange.requestBody).toContain('"n":1');
  });

  it('times out, and says that the other side may have acted', async () => {
    answer = () => undefined;

    await expect(client().request({ ...get, url: base, deadlineMs: 50 })).rejects.toMatchObject({
      code: 'timeout',
      details: { maybeSent: true },
    });
  });

  it('that is reset may have been sent; one that never connected was not', async () => {
    answer = (request) => request.socket.destroy();

    await expect(client().request({ ...get, url: base })).rejects.toMatchObject({
      code: 'connection_reset',
      details: { maybeSent: true },
    });
    await expect(client().request({ ...get, url: 'http://127.0.0.1:1/' })).rejects.toMatchObject({
      code: 'connect_failed',
      details: { maybeSent: false },
    });
  });

  it('is repeated only where the caller says that it may be', async () => {
    answer = (_request, response) => response.writeHead(503).end();

    expect((await client().request({ ...get, url: base })).status).toBe(503);
    expect(calls).toBe(1);
    expect((await client().request({ ...get, url: base, retryable: true })).status).toBe(503);
    expect(calls).toBe(4);
  });

  it('does not read an answer that is too large', async () => {
    answer = (_request, response) => response.end('x'.repeat(2_000));

    await expect(client({ maxResponseBytes: 1_000 }).request({ ...get, url: base })).rejects.toMatchObject({
      code: 'response_too_large',
    });
  });

  it('does not follow a redirect', async () => {
    answer = (_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end();

    expect((await client().request({ ...get, url: base })).status).toBe(302);
  });

  it('waits its turn within its group', async () => {
    let running = 0;
    let most = 0;
    answer = (_request, response) => {
      running += 1;
      most = Math.max(most, running);
      setImmediate(() => {
        running -= 1;
        response.end('ok');
      });
    };
    const limited = client({ concurrency: 2 });

    await Promise.all(Array.from({ length: 10 }, () => limited.request({ ...get, url: base })));

    expect(most).toBeLessThanOrEqual(2);
  });

  it('can be given up', async () => {
    const giveUp = new AbortController();
    answer = () => giveUp.abort();

    await expect(client().request({ ...get, url: base, signal: giveUp.signal })).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('the breaker', () => {
  const fail: RequestListener = (_request, response) => response.writeHead(500).end('{"errors":["no"]}');

  it('opens after failures, for its own group only, and names when to come back', async () => {
    answer = fail;
    const made = client({ breaker: { volumeThreshold: 3, resetMs: 60_000 } });
    for (let i = 0; i < 4; i += 1) await made.request({ ...get, url: base }).catch(() => undefined);
    const before = calls;

    await expect(made.request({ ...get, url: base })).rejects.toMatchObject({
      code: 'breaker_open',
      kind: 'unavailable',
      details: { maybeSent: false },
    });

    expect(calls).toBe(before);
    expect(made.isBreakerOpen('g')).toBe(true);
    expect((await made.request({ ...get, group: 'other', url: base })).status).toBe(500);
  });

  it('never opens for refusals, whatever their status', async () => {
    answer = fail;
    const made = client({ breaker: { volumeThreshold: 3 } });

    for (let i = 0; i < 10; i += 1) await made.request({ ...get, url: base, countsAsFailure: () => false });

    expect(made.isBreakerOpen('g')).toBe(false);
  });
});

describe('the address guard', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://10.0.0.1/',
    'http://169.254.169.254/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[fd00::1]/',
    'http://0.0.0.0/',
  ])('refuses %s', (url) => {
    expect(() => createAddressGuard().checkUrl(url)).toThrow(/not a public address/);
  });

  it('checks what a name resolves to when the connection is made', async () => {
    const made = client({ guard: {} });

    await expect(made.request({ ...get, url: base.replace('127.0.0.1', 'localhost') })).rejects.toMatchObject({
      code: 'blocked_address',
    });
    expect(calls).toBe(0);
  });

  it('lets through what configuration allows, and public addresses', () => {
    const guard = createAddressGuard({ allowPrivate: ['10.1.0.0/16'] });

    expect(guard.checkUrl('http://10.1.2.3/').hostname).toBe('10.1.2.3');
    expect(guard.checkUrl('https://93.184.216.34/').hostname).toBe('93.184.216.34');
    expect(() => guard.checkUrl('http://10.2.0.1/')).toThrow(/not a public address/);
  });

  it('answers any text with a URL or an AppError', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => {
        try {
          createAddressGuard().checkUrl(text);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^(invalid_url|unsupported_scheme|blocked_address)$/) });
        }
      }),
    );
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-01-05T08:00:00Z');

  it('is read as seconds and as a date', () => {
    expect(parseRetryAfter('30', now)).toEqual(new Date('2026-01-05T08:00:30Z'));
    expect(parseRetryAfter('Mon, 05 Jan 2026 08:02:00 GMT', now)).toEqual(new Date('2026-01-05T08:02:00Z'));
  });

  it('never lies in the past nor beyond a day, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.nat().map(String)), (text) => {
        const at = parseRetryAfter(text, now)?.getTime() ?? now.getTime();

        expect(at).toBeGreaterThanOrEqual(now.getTime());
        expect(at).toBeLessThanOrEqual(now.getTime() + 86_400_000);
      }),
    );
  });
});
