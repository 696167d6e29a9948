import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError, createManualClock, notFound, PERMISSIONS, rateLimited, unauthenticated } from '@psa-bridge/core';
import { createLogger, createMetrics } from '@psa-bridge/observability';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { z } from 'zod';
import { createTokenVerifier } from './auth.ts';
import { createHttpServer, type HttpServer } from './create-http-server.ts';
import { mergeOpenApi } from './merge-openapi.ts';
import { openApiDocument } from './openapi.ts';
import { created, noContent, ok, stream } from './results.ts';
import { defineRoute, permissionTable, type Route } from './route.ts';

const clock = createManualClock('2026-01-05T08:00:00Z');
const Thing = z.object({ id: z.string(), size: z.number(), parts: z.array(z.object({ name: z.string() })).optional() });
const lines: string[] = [];

const routes: Route[] = [
  defineRoute({
    method: 'GET',
    path: '/things/{id}',
    summary: 'One thing',
    permission: 'Product viewer',
    params: z.object({ id: z.string() }),
    query: z.object({ verbose: z.enum(['yes', 'no']).optional() }),
    responses: { 200: Thing },
    handle: ({ params }) => {
      if (params.id === 'none') throw notFound('thing_not_found', 'There is no such thing.');
      if (params.id === 'bug') throw new Error('driver text with password=hunter2');
      if (params.id === 'lying') return ok({ id: 1 });
      if (params.id === 'open') return ok({ id: params.id, size: 3, secret: 'x', parts: [{ name: 'a', secret: 'y' }] });
      return ok({ id: params.id, size: 3 });
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/things',
    summary: 'Make a thing',
    permission: 'admin',
    body: z.object({ size: z.number().positive(), tags: z.array(z.string()).optional() }),
    responses: { 201: Thing },
    handle: ({ body, caller }) => created({ id: caller.tenantId, size: body.size }, '/things/1'),
  }),
  defineRoute({
    method: 'GET',
    path: '/things/count',
    summary: 'How many',
    permission: 'signed-in',
    responses: { 200: z.number() },
    handle: () => ok(7),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/open',
    summary: 'Public',
    permission: 'public',
    responses: { 204: null },
    handle: () => noContent(),
  }),
  defineRoute({
    method: 'POST',
    path: '/raw',
    summary: 'Raw',
    permission: 'public',
    rawBody: true,
    bodyLimitBytes: 100,
    responses: { 200: z.string() },
    handle: ({ rawBody }) => ok(rawBody.toString('hex')),
  }),
  defineRoute({
    method: 'GET',
    path: '/limited',
    summary: 'Limited',
    permission: 'public',
    responses: { 200: z.string() },
    handle: () => {
      throw rateLimited('slow_down', 'Too many.', { retryAt: new Date('2026-01-05T08:00:07Z') });
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/changed',
    summary: 'Changed',
    permission: 'public',
    responses: { 200: z.string() },
    handle: () => {
      throw new AppError('It changed.', { code: 'revision_conflict', kind: 'conflict' });
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/psa',
    summary: 'Asks a PSA',
    permission: 'public',
    responses: { 200: z.string() },
    handle: () => {
      throw unauthenticated('psa_credentials', 'The PSA does not accept the credentials.');
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/events',
    summary: 'Events',
    permission: 'public',
    responses: { 200: null },
    handle: () =>
      stream((client) => {
        client.send({ id: '1', event: 'hello', data: { a: 1 } });
        return () => lines.push('unsubscribed');
      }),
  }),
];

let server: HttpServer;
let key: CryptoKey;
let base: string;

async function token(
  claims: Record<string, unknown> = {},
  options: { audience?: string; expires?: string } = {},
): Promise<string> {
  return new SignJWT({ tenant: 't1', admin: false, permissions: [], ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
    .setSubject('u1')
    .setIssuer('identity')
    .setAudience(options.audience ?? 'psa-bridge')
    .setIssuedAt(clock.now())
    .setExpirationTime(new Date(options.expires ?? '2026-01-05T08:05:00Z'))
    .sign(key);
}

const call = (path: string, init: RequestInit & { token?: string } = {}): Promise<Response> =>
  fetch(`${base}${path}`, {
    ...init,
    headers: { ...(init.token ? { authorization: `Bearer ${init.token}` } : {}), ...init.headers },
  });
const json = { 'content-type': 'application/json' };

beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  key = pair.privateKey;
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' };
  server = createHttpServer({
    name: 'test',
    routes,
    verifyToken: createTokenVerifier({ keySet: { keys: [jwk] }, issuer: 'identity', audience: 'psa-bridge', clock }),
    logger: createLogger({ service: 'test', destination: { write: (line) => lines.push(line) } }),
    metrics: createMetrics({ processMetrics: false }),
    clock,
    port: 0,
    drainMs: 500,
  });
  await server.start();
  base = `http://127.0.0.1:${server.port()}`;
});

afterAll(() => server.stop());

describe('a route', () => {
  it('answers who holds its permission', async () => {
    const response = await call('/things/a?verbose=yes', { token: await token({ permissions: ['Product viewer'] }) });

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ id: 'a', size: 3 });
  });

  it('ID-12: refuses who lacks it, to the letter', async () => {
    const response = await call('/things/a', { token: await token({ permissions: ['Quote editor'] }) });

    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      detail: "You don't have permission to access this resource",
      title: 'Access Forbidden',
    });
  });

  it('ID-06: lets an admin pass every permission check', async () => {
    const admin = await token({ admin: true });

    expect((await call('/things/a', { token: admin })).status).toBe(200);
    expect((await call('/things', { method: 'POST', token: admin, headers: json, body: '{"size":1}' })).status).toBe(201);
  });

  it('refuses no token, a token for others, an expired and a forged one', async () => {
    const expired = await token({}, { expires: '2026-01-05T07:59:00Z' });
    const other = await token({}, { audience: 'elsewhere' });
    const forged = `${(await token()).slice(0, -6)}AAAAAA`;

    for (const bad of [undefined, expired, other, forged]) {
      const response = await call('/things/count', bad ? { token: bad } : {});
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('stops believing a remembered token when it expires', async () => {
    const shortLived = await token({}, { expires: '2026-01-05T08:00:30Z' });
    expect((await call('/things/count', { token: shortLived })).status).toBe(200);

    await clock.advance(31_000);
    const response = await call('/things/count', { token: shortLived });

    expect(response.status).toBe(401);
  });

  it('names every field that is wrong, and refuses what is not declared', async () => {
    const admin = await token({ admin: true });
    const response = await call('/things?x=1', {
      method: 'POST',
      token: admin,
      headers: json,
      body: '{"size":-1,"colour":"red"}',
    });

    expect(response.status).toBe(400);
    const problem = (await response.json()) as { problems: { field: string }[] };
    expect(problem.problems.map(({ field }) => field).sort()).toEqual(['body.colour', 'body.size', 'query.x']);
  });

  it.each([
    { name: 'malformed JSON', body: '{"size":', headers: json, status: 400, code: 'malformed_json' },
    {
      name: 'another media type',
      body: 'size=1',
      headers: { 'content-type': 'text/plain' },
      status: 415,
      code: 'unsupported_media_type',
    },
    {
      name: 'an oversized body',
      body: JSON.stringify({ size: 1, tags: ['x'.repeat(1_100_000)] }),
      headers: json,
      status: 413,
      code: 'body_too_large',
    },
  ])('answers $name with a clear problem', async ({ body, headers, status, code }) => {
    const response = await call('/things', { method: 'POST', token: await token({ admin: true }), headers, body });

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  it("tells a PSA's refusal of credentials from the caller's own, so that nobody is signed out for it", async () => {
    const response = await call('/psa');

    expect([response.status, response.headers.get('www-authenticate')]).toEqual([409, null]);
  });

  it('never shows a stack or a driver text, and logs the bug with secrets redacted', async () => {
    const response = await call('/things/bug', { token: await token({ admin: true }), headers: { 'x-request-id': 'req-1' } });

    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain('hunter2');
    expect(JSON.parse(text)).toMatchObject({ code: 'internal_error', requestId: 'req-1' });
    expect(lines.some((line) => line.includes('request_failed') && line.includes('req-1'))).toBe(true);
  });

  it('does not send an answer that breaks its own declaration', async () => {
    expect((await call('/things/lying', { token: await token({ admin: true }) })).status).toBe(500);
  });

  it('leaves out of an answer what is not declared, at any depth', async () => {
    const answer = await call('/things/open', { token: await token({ admin: true }) });

    expect(await answer.json()).toEqual({ id: 'open', size: 3, parts: [{ name: 'a' }] });
  });

  it('keeps fixed paths apart from placeholders, knows 404 and 405', async () => {
    const admin = await token({ admin: true });

    expect(await (await call('/things/count', { token: admin })).json()).toBe(7);
    expect((await call('/things/none', { token: admin })).status).toBe(404);
    expect((await call('/nowhere')).status).toBe(404);
    const wrongMethod = await call('/open', { method: 'PUT' });
    expect([wrongMethod.status, wrongMethod.headers.get('allow')]).toEqual([405, 'DELETE']);
  });

  it('gives raw bytes and limits them', async () => {
    expect(await (await call('/raw', { method: 'POST', body: Buffer.from([0, 255]) })).json()).toBe('00ff');
    expect((await call('/raw', { method: 'POST', body: 'x'.repeat(101) })).status).toBe(413);
  });

  it('turns times and special codes into headers and status', async () => {
    await server.stop();
    await server.start();
    base = `http://127.0.0.1:${server.port()}`;
    const limited = await call('/limited');

    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await call('/changed')).status).toBe(412);
  });
});

describe('the documents', () => {
  it('describe each route with its permission, parameters and answers in OpenAPI 3.1', () => {
    const document = openApiDocument({ title: 'Test', version: '1', routes });

    expect(document.openapi).toBe('3.1.0');
    expect(document.paths['/things/{id}']?.['get']).toMatchObject({
      'x-permission': ['Product viewer'],
      operationId: 'getThingsId',
    });
    expect(document.paths['/open']?.['delete']).toMatchObject({ security: [] });
  });

  it('merge into one', () => {
    const one = openApiDocument({ title: 'a', version: '1', routes: routes.slice(0, 1) });
    const two = openApiDocument({ title: 'b', version: '1', routes: routes.slice(1, 2) });

    expect(Object.keys(mergeOpenApi({ title: 'all', version: '1' }, [one, two]).paths).sort()).toEqual([
      '/things',
      '/things/{id}',
    ]);
  });

  it('list the permission of every route', () => {
    expect(permissionTable(routes)).toContainEqual({ method: 'POST', path: '/things', permission: 'admin' });
    expect(PERMISSIONS.length).toBe(11);
  });
});
