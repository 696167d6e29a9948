import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock, systemClock } from '@psa-bridge/core';
import { createHttpClient, type HttpClient } from '@psa-bridge/http-client';
import { createMetrics, withContext } from '@psa-bridge/observability';
import { captureLogger } from '@psa-bridge/testing';
import { createHttpConnectors } from '../../src/adapters/connectors.http.ts';
import { createUpstreamDocuments } from '../../src/adapters/upstream-documents.ts';
import { problem, startUpstream, type Answer, type HttpUpstream } from '../http-upstream.ts';

const request = { provider: 'acme', integrationId: 'i1', type: 'company', id: 'c1', authorization: 'Bearer token' };

let http: HttpClient;
let upstream: HttpUpstream;
let answer: Answer;

beforeEach(async () => {
  answer = { status: 202, body: '{}' };
  upstream = await startUpstream(() => answer);
  http = createHttpClient({
    name: 'gateway',
    clock: systemClock,
    logger: captureLogger().logger,
    metrics: createMetrics(),
    guard: { allowPrivate: ['127.0.0.1'] },
  });
});

afterEach(async () => {
  await http.close();
  await upstream.stop();
});

function connectors(url = upstream.url) {
  return createHttpConnectors({ http, connectors: new Map([['acme', url]]) });
}

describe('createHttpConnectors', () => {
  it("asks the provider's connector with the caller's token, the request's id and its trace", async () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

    await withContext({ requestId: 'request-1', traceparent }, () => connectors().sync(request));

    expect(upstream.seen).toMatchObject([
      {
        method: 'POST',
        url: '/v1/integrations/acme/i1/records/company/c1/sync',
        headers: { authorization: 'Bearer token', 'x-request-id': 'request-1', traceparent },
      },
    ]);
  });

  it('passes the refusal on to the letter (SY-30)', async () => {
    answer = problem(409, 'already_synchronizing', 'Already synchronizing');

    await expect(connectors().sync(request)).rejects.toMatchObject({
      code: 'already_synchronizing',
      kind: 'conflict',
      message: 'Already synchronizing',
    });
  });

  it('passes on when to come back', async () => {
    answer = { ...problem(429, 'budget_spent', 'Too many calls'), headers: { 'retry-after': '30' } };

    await expect(connectors().sync(request)).rejects.toMatchObject({ kind: 'rate_limited', retryAt: expect.any(Date) });
  });

  it.each([
    ['fails', 500],
    ['sends elsewhere', 302],
  ])('takes a connector that %s for one that is not there', async (_what, status) => {
    answer = { status, body: 'oops' };

    await expect(connectors().sync(request)).rejects.toMatchObject({ code: 'connector_unavailable', kind: 'unavailable' });
  });

  it('says so when the connector is down', async () => {
    await expect(connectors('http://127.0.0.1:1').sync(request)).rejects.toMatchObject({
      code: 'connector_unavailable',
      kind: 'unavailable',
    });
  });

  it('says so when no connector is configured for the provider', async () => {
    await expect(connectors().sync({ ...request, provider: 'other' })).rejects.toMatchObject({ code: 'connector_unavailable' });
  });
});

describe('createUpstreamDocuments', () => {
  const document = (paths: readonly string[]): string =>
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'x', version: '1' },
      paths: Object.fromEntries(paths.map((path) => [path, {}])),
      components: {},
    });

  function documents() {
    const clock = createManualClock();
    const upstreams = [
      { name: 'things', url: upstream.url, prefixes: [{ path: '/v1/things', permission: 'signed-in' as const }] },
    ];
    return {
      clock,
      documents: createUpstreamDocuments({ upstreams, http, clock, log: captureLogger().logger, maxAgeMs: 60_000 }),
    };
  }

  it('gives the paths that the gateway passes on, and asks again only after a while', async () => {
    answer = { status: 200, body: document(['/v1/things', '/v1/things/{id}', '/v1/thingsandmore', '/internal']) };
    const { documents: source, clock } = documents();

    const [first] = await source.all();
    await source.all();
    await clock.advance(60_000);
    await source.all();

    expect(Object.keys(first?.paths ?? {})).toEqual(['/v1/things', '/v1/things/{id}']);
    expect(upstream.seen.map(({ url }) => url)).toEqual(['/openapi.json', '/openapi.json']);
  });

  it('goes without a service that does not answer, and keeps its last document once it did', async () => {
    answer = { status: 503, body: '' };
    const { documents: source, clock } = documents();

    const before = await source.all();
    answer = { status: 200, body: document(['/v1/things']) };
    await clock.advance(60_000);
    const during = await source.all();
    answer = { status: 200, body: 'no json' };
    await clock.advance(60_000);
    const after = await source.all();

    expect([before.length, during.length, after.length]).toEqual([0, 1, 1]);
  });
});
