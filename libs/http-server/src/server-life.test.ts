import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock, unavailable } from '@psa-bridge/core';
import { createLogger, createMetrics, currentContext, type Metrics } from '@psa-bridge/observability';
import { until } from '@psa-bridge/testing';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import { createHttpServer, type HttpServer, type HttpServerOptions } from './create-http-server.ts';
import type { EventClient } from './event-stream.ts';
import { ok, stream } from './results.ts';
import { defineRoute, type Route } from './route.ts';

const CALLER = { tenantId: 't1', subject: 'u1', isAdmin: false, permissions: [] };
const started: HttpServer[] = [];
let lines: string[] = [];
let metrics: Metrics;

async function serve(routes: readonly Route[], options: Partial<HttpServerOptions> = {}): Promise<string> {
  lines = [];
  metrics = createMetrics({ processMetrics: false });
  const server = createHttpServer({
    name: 'test',
    routes,
    verifyToken: async () => CALLER,
    logger: createLogger({ service: 'test', level: 'debug', destination: { write: (line) => void lines.push(line) } }),
    metrics,
    clock: createManualClock(),
    port: 0,
    drainMs: 5_000,
    ...options,
  });
  started.push(server);
  await server.start();
  return `http://127.0.0.1:${server.port()}`;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});

type Handle = () => ReturnType<Route['handle']>;

function simple(path: string, handle: Route['handle'] | Handle, method: Route['method'] = 'GET'): Route {
  const params = z.object(Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map((match) => [match[1], z.string()])));
  return defineRoute({ method, path, summary: path, permission: 'public', params, responses: { 200: z.unknown() }, handle });
}

/** Sends raw bytes and collects what comes back until the server hangs up. */
function raw(base: string, text: string): { socket: Socket; closed: Promise<string> } {
  const socket = connect(Number(new URL(base).port), '127.0.0.1', () => socket.write(text));
  let received = '';
  socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
  socket.on('error', () => undefined);
  return { socket, closed: new Promise((resolve) => socket.once('close', () => resolve(received))) };
}

describe('a stopping server', () => {
  it('lets running requests end, undisturbed, and takes no new ones', async () => {
    const entered = Promise.withResolvers<AbortSignal>();
    const proceed = Promise.withResolvers<void>();
    const base = await serve([
      simple('/slow', async ({ signal }) => {
        entered.resolve(signal);
        await proceed.promise;
        return ok('done');
      }),
    ]);
    const running = fetch(`${base}/slow`);
    const signal = await entered.promise;

    const stopped = started[0]?.stop();
    await expect(fetch(`${base}/slow`)).rejects.toThrow();
    expect(signal.aborted).toBe(false);
    proceed.resolve();

    expect(await (await running).json()).toBe('done');
    await stopped;
  });

  it('cuts off what still runs when its time is over', async () => {
    const entered = Promise.withResolvers<AbortSignal>();
    const base = await serve(
      [
        simple('/stuck', ({ signal }) => {
          entered.resolve(signal);
          return new Promise(() => undefined);
        }),
      ],
      { drainMs: 30 },
    );
    const running = fetch(`${base}/stuck`).catch(() => 'cut off');
    const signal = await entered.promise;

    await started[0]?.stop();

    expect(signal.aborted).toBe(true);
    expect(await running).toBe('cut off');
  });

  it('ends streams at once and unsubscribes them; started again, it serves new ones', async () => {
    let subscribed = 0;
    const events = simple('/events', () =>
      stream((client) => {
        subscribed += 1;
        client.send({ id: '1', event: 'hello', data: { a: 1 } });
        return () => (subscribed -= 1);
      }),
    );
    const base = await serve([events]);
    const first = await fetch(`${base}/events`);

    await started[0]?.stop();
    expect(await first.text()).toContain('id: 1\nevent: hello\ndata: {"a":1}\n\n');
    expect(subscribed).toBe(0);

    await started[0]?.start();
    const again = await fetch(`http://127.0.0.1:${started[0]?.port()}/events`);
    const { value } = (await again.body?.getReader().read()) ?? {};
    expect(Buffer.from(value ?? []).toString()).toContain(': connected');
    expect(subscribed).toBe(1);
  });
});

describe('a stream', () => {
  it('is told when its reader goes away', async () => {
    const gone = Promise.withResolvers<void>();
    const base = await serve([simple('/events', () => stream(() => () => gone.resolve()))]);
    const leave = new AbortController();
    await fetch(`${base}/events`, { signal: leave.signal });

    leave.abort();

    await gone.promise;
    await until(async () => (await metrics.expose()).includes('route="/events",method="GET",status="200"} 1'));
    expect(await metrics.expose()).not.toContain('psa_bridge_http_request_seconds_count{route="/events"');
  });

  it('cuts off a reader that does not read, instead of keeping what it misses', async () => {
    const opened = Promise.withResolvers<EventClient>();
    let ends = 0;
    const base = await serve([
      simple('/events', () =>
        stream((client) => {
          opened.resolve(client);
          return () => (ends += 1);
        }),
      ),
    ]);
    const { socket, closed } = raw(base, 'GET /events HTTP/1.1\r\nhost: x\r\n\r\n');
    const client = await opened.promise;
    socket.pause();

    const data = 'x'.repeat(100_000);
    await until(() => !client.send({ event: 'much', data }));
    socket.resume();
    await closed;

    expect(client.send({ event: 'more', data: 1 })).toBe(false);
    expect(ends).toBe(1);
    expect(lines.join()).toContain('"reason":"too_slow"');
  });

  it('cannot be split by what its ids and names contain', async () => {
    const base = await serve([
      simple('/events', () =>
        stream((client) => {
          client.send({ id: '1\n\ndata: x', event: 'a\r\nid: 2', data: 'line\nline' });
          client.close('done');
          return () => undefined;
        }),
      ),
    ]);

    const text = await (await fetch(`${base}/events`)).text();

    expect(text).toBe(': connected\n\nid: 1data: x\nevent: aid: 2\ndata: "line\\nline"\n\n');
  });

  it('that cannot be opened leaves nothing behind', async () => {
    const base = await serve([
      simple('/events', () =>
        stream(() => {
          throw unavailable('too_many', 'Too many.');
        }),
      ),
    ]);

    const response = await fetch(`${base}/events`);

    expect(await response.text().catch(() => 'cut off')).toMatch(/connected|cut off/);
    expect(lines.join()).toContain('"code":"too_many"');
  });
});

describe('slow and broken clients', () => {
  it('are not waited for: headers and bodies have their time', async () => {
    const base = await serve([simple('/', () => ok(1))], { timeouts: { headersMs: 40, requestMs: 60 } });

    const { closed } = raw(base, 'GET / HTTP/1.1\r\nhost:');

    expect(await closed).toMatch(/^HTTP\/1.1 408 .*"code":"request_too_slow"/s);
  });

  it('are told by a problem what is wrong with a request that cannot be read', async () => {
    const base = await serve([simple('/', () => ok(1))]);

    const long = await fetch(`${base}/?q=${'x'.repeat(20_000)}`);
    const { closed } = raw(base, 'not http at all\r\n\r\n');

    expect([long.status, long.headers.get('content-type')]).toEqual([431, 'application/problem+json; charset=utf-8']);
    expect(await long.json()).toMatchObject({ status: 431, code: 'headers_too_large', requestId: expect.any(String) });
    expect(await closed).toMatch(/^HTTP\/1.1 400 .*"code":"malformed_request"/s);
  });

  it('that go away are told to the handler and counted', async () => {
    const entered = Promise.withResolvers<AbortSignal>();
    const base = await serve([
      simple('/slow', ({ signal }) => {
        entered.resolve(signal);
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('gone'))));
      }),
    ]);
    const leave = new AbortController();
    const call = fetch(`${base}/slow`, { signal: leave.signal }).catch(() => 'left');
    const signal = await entered.promise;

    leave.abort();

    expect(await call).toBe('left');
    await until(() => signal.aborted);
    await until(async () => (await metrics.expose()).includes('route="/slow",method="GET",status="499"} 1'));
  });
});

describe('the ways to a route', () => {
  const things: Route[] = [
    simple('/things/{id}', () => ok('get')),
    simple('/things/{thingId}', () => ok('delete'), 'DELETE'),
    simple('/things/search', () => ok('search'), 'POST'),
  ];
  const asked = async (base: string, path: string, method = 'GET'): Promise<[number, unknown, string | null]> => {
    const response = await fetch(`${base}${path}`, { method });
    const text = await response.text();
    return [response.status, text === '' ? '' : JSON.parse(text), response.headers.get('allow')];
  };

  it('are all found, whatever their placeholders are called, and all named where none fits', async () => {
    const base = await serve(things);

    expect(await asked(base, '/things/7')).toEqual([200, 'get', null]);
    expect(await asked(base, '/things/7', 'DELETE')).toEqual([200, 'delete', null]);
    expect(await asked(base, '/things/search', 'POST')).toEqual([200, 'search', null]);
    expect(await asked(base, '/things/search')).toEqual([200, 'get', null]);
    expect(await asked(base, '/things/7', 'PATCH')).toEqual([405, expect.anything(), 'DELETE, GET']);
    expect(await asked(base, '/things/search', 'PUT')).toEqual([405, expect.anything(), 'DELETE, GET, POST']);
    expect((await asked(base, '/things/7', 'HEAD'))[0]).toBe(200);
  });

  it('are refused at the start where two would answer the same request, or a placeholder is not declared', async () => {
    await expect(serve([...things, simple('/things/{other}', () => ok(1))])).rejects.toThrow('GET /things/{}');
    await expect(serve([{ ...simple('/things/{id}', () => ok(1)), params: z.object({}) }])).rejects.toThrow('does not declare');
  });

  it('that cannot be decoded are the mistake of the client', async () => {
    const base = await serve(things);

    expect(await asked(base, '/things/%zz')).toMatchObject([
      400,
      { code: 'invalid_request', problems: [{ field: 'path' }] },
      null,
    ]);
  });

  it('are counted by template, never by URL', async () => {
    const base = await serve(things);

    await asked(base, '/things/12345');
    await asked(base, '/nowhere/12345');

    const text = await metrics.expose();
    expect(text).toContain('route="/things/{id}",method="GET",status="200"} 1');
    expect(text).toContain('route="unknown",method="GET",status="404"} 1');
    expect(text).not.toContain('12345');
  });
});

describe('a request', () => {
  const echo = defineRoute({
    method: 'POST',
    path: '/echo',
    summary: 'Echo',
    permission: 'signed-in',
    body: z.object({ lines: z.array(z.object({ n: z.number() })) }),
    responses: { 200: z.unknown() },
    handle: ({ body, headers }) => ok({ body, context: currentContext(), id: headers['x-request-id'] }),
  });
  const post = (base: string, body: string | undefined, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${base}/echo`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, ...(body && { body }) });

  it('runs under its id, its trace and its tenant', async () => {
    const base = await serve([echo]);
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

    const response = await post(base, '{"lines":[]}', { 'x-request-id': 'req-1', traceparent });

    expect(response.headers.get('x-request-id')).toBe('req-1');
    expect(await response.json()).toMatchObject({
      context: { requestId: 'req-1', tenantId: 't1', traceId: '0af7651916cd43dd8448eb211c80319c', traceparent },
    });
  });

  it.each(['', 'a b', 'x'.repeat(101), '<script>'])('is given an id where it brings none that is sane: %s', async (id) => {
    const base = await serve([echo]);

    const given = (await post(base, '{"lines":[]}', { 'x-request-id': id })).headers.get('x-request-id');

    expect(given).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    { of: 'an undeclared member deep inside', body: '{"lines":[{"n":1,"x":2}]}', status: 400, named: 'body.lines.0.x' },
    { of: 'a forged prototype', body: '{"lines":[],"__proto__":{"admin":true}}', status: 400, named: '__proto__' },
    { of: 'no body', body: undefined, status: 400, named: 'body' },
    {
      of: 'an unknown encoding',
      body: '{}',
      headers: { 'content-encoding': 'zzz' },
      status: 415,
      named: 'unsupported_media_type',
    },
    { of: 'another type', body: '{}', headers: { 'content-type': 'text/xml' }, status: 415, named: 'unsupported_media_type' },
  ])('is refused for $of', async ({ body, headers, status, named }) => {
    const base = await serve([echo]);

    const response = await post(base, body, headers);

    expect(response.status).toBe(status);
    expect(await response.text()).toContain(named);
  });

  it('of a stranger is refused before its body is read', async () => {
    const refuse = (): Promise<never> => Promise.reject(unavailable('keys_unavailable', 'Not now.'));
    const base = await serve([echo], { verifyToken: refuse });
    const answered = Promise.withResolvers<IncomingMessage>();
    const request = httpRequest(`${base}/echo`, { method: 'POST', headers: { 'content-length': '1000' } }, answered.resolve);

    request.flushHeaders();

    const response = await answered.promise;
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '5']);
    request.destroy();
  });

  it('with a signature is given the bytes as they were sent, or refused when they are packed', async () => {
    const hook = defineRoute({
      ...{ method: 'POST', path: '/hook', summary: 'Hook', permission: 'public', rawBody: true },
      responses: { 200: z.string() },
      handle: ({ rawBody }) => ok(rawBody.toString('hex')),
    });
    const base = await serve([hook]);

    expect(await (await fetch(`${base}/hook`, { method: 'POST', body: Buffer.from([0, 255]) })).json()).toBe('00ff');
    const packed = await fetch(`${base}/hook`, { method: 'POST', headers: { 'content-encoding': 'gzip' }, body: 'x' });
    expect(packed.status).toBe(415);
  });
});

describe('a mount', () => {
  it('goes through the permission check, runs as its caller and is counted by its path', async () => {
    const mount = (permission: 'admin' | 'signed-in', path: string): NonNullable<HttpServerOptions['mounts']>[number] => ({
      path,
      permission,
      handler: (_request, response) => void response.json(currentContext().tenantId),
    });
    const base = await serve([], { mounts: [mount('admin', '/admins'), mount('signed-in', '/all')] });

    expect((await fetch(`${base}/admins/x`)).status).toBe(403);
    const response = await fetch(`${base}/all/x/y?z=1`);

    expect(await response.json()).toBe('t1');
    expect(await metrics.expose()).toContain('route="/all/*",method="GET",status="200"} 1');
  });
});
