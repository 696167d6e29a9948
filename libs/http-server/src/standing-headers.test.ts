import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock, unavailable } from '@psa-bridge/core';
import { createLogger, createMetrics } from '@psa-bridge/observability';
import { z } from 'zod';
import { createHttpServer, type HttpServer } from './create-http-server.ts';
import { ok, stream } from './results.ts';
import { defineRoute, type Route } from './route.ts';

let server: HttpServer | undefined;
afterEach(() => server?.stop());

async function serve(routes: readonly Route[]): Promise<string> {
  server = createHttpServer({
    name: 'test',
    routes,
    mounts: [{ path: '/mounted', permission: 'public', handler: (_request, response) => void response.send('x') }],
    headers: { 'cache-control': 'no-store' },
    logger: createLogger({ service: 'test', level: 'silent' }),
    metrics: createMetrics({ processMetrics: false }),
    clock: createManualClock(),
    port: 0,
  });
  await server.start();
  return `http://127.0.0.1:${server.port()}`;
}

function route(
  path: string,
  handle: () => ReturnType<Route['handle']>,
  responses: Route['responses'] = { 200: z.unknown() },
): Route {
  return defineRoute({ method: 'GET', path, summary: path, permission: 'public', responses, handle });
}

describe('every answer', () => {
  const STANDING = {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'strict-transport-security': expect.stringContaining('max-age='),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-request-id': 'req-1',
  };

  it.each([
    ['of a route', '/thing', 200],
    ['of a route without a body', '/empty', 204],
    ['that leads elsewhere', '/old', 302],
    ['of a stream', '/events', 200],
    ['of a mount', '/mounted/x', 200],
    ['that is a problem', '/broken', 503],
    ['to a path that there is not', '/nowhere/at/all', 404],
    ['that is the document', '/openapi.json', 200],
  ])('%s says how it is to be treated and which request it is for', async (_of, path, status) => {
    const base = await serve([
      route('/thing', () => ok(1)),
      route('/empty', () => ({ status: 204 }), { 204: null }),
      route('/old', () => ({ status: 302, headers: { location: '/new' } }), { 302: null }),
      route('/events', () =>
        stream((client) => {
          client.close('done');
          return () => undefined;
        }),
      ),
      route('/broken', () => {
        throw unavailable('down', 'Not now.');
      }),
    ]);

    const response = await fetch(`${base}${path}`, { headers: { 'x-request-id': 'req-1' }, redirect: 'manual' });
    await response.text();

    expect(response.status).toBe(status);
    expect(Object.fromEntries(response.headers)).toMatchObject(STANDING);
  });

  it('has its length said before it, in bytes', async () => {
    const base = await serve([route('/text', () => ok('größer')), route('/none', () => ({ status: 200 }), { 200: null })]);

    expect((await fetch(`${base}/text`)).headers.get('content-length')).toBe('10');
    expect((await fetch(`${base}/none`)).headers.get('content-length')).toBe('0');
  });
});
