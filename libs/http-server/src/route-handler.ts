import { AppError, type Caller } from '@psa-bridge/core';
import { withContext, type Logger } from '@psa-bridge/observability';
import type { Request, RequestHandler, Response } from 'express';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { checkPermission, type VerifyToken } from './auth.ts';
import { bodyReader, hasBody } from './body.ts';
import { serveEventStream, type EventStream } from './event-stream.ts';
import { requestIdOf } from './request-context.ts';
import type { RouteResult } from './results.ts';
import type { Route, RoutePermission } from './route.ts';
import { requestReader } from './validation.ts';

const HEARTBEAT_MS = 15_000;
const JSON_TYPE = 'application/json; charset=utf-8';
const MAX_BUFFERED_BYTES = 1024 * 1024;

/** What the handlers of one server share. */
export interface ServerParts {
  verifyToken: VerifyToken | undefined;
  logger: Logger;
  bodyLimitBytes: number;
  /** Aborted when the server begins to stop: streams end then. */
  stopping: () => AbortSignal;
  /** Aborted when the time for running requests is over. */
  overdue: () => AbortSignal;
}

/** The verified caller, or undefined on public routes; the permission is checked. */
export async function authorize(
  request: Request,
  permission: RoutePermission,
  verifyToken: VerifyToken | undefined,
): Promise<Caller | undefined> {
  if (permission === 'public') return undefined;
  if (!verifyToken) throw new Error('A server with protected routes needs verifyToken.');
  const caller = await verifyToken(request.get('authorization'));
  checkPermission(permission, caller);
  return caller;
}

/** Runs `work` as the caller's: log lines and events name the tenant. */
export function asCaller<Result>(caller: Caller | undefined, work: () => Result): Result {
  return caller ? withContext({ tenantId: caller.tenantId }, work) : work();
}

/** Express handler of one route: authorize, read, handle, check the answer, send. Strangers' bodies are not read. */
export function routeHandler(route: Route, parts: ServerParts): RequestHandler {
  const readBody = bodyReader(route, parts.bodyLimitBytes);
  const read = requestReader(route);
  const checking = { ...route, responses: compiledResponses(route) };
  return async (request, response) => {
    const caller = await authorize(request, route.permission, parts.verifyToken);
    if (readBody) await readBody(request, response);
    const { params, query, headers } = request;
    const body: unknown = request.body;
    const input = read({ params, query, body, hasBody: hasBody(request) });
    const handled = new HandledRequest({ ...input, caller, headers, raw: body }, response, parts.overdue());
    const result = await asCaller(caller, () => route.handle(handled as never));
    if ('stream' in result) sendStream(route, result.stream, { response, parts });
    else sendResult(checking, result, response);
  };
}

const NO_BYTES = Buffer.alloc(0);

interface Input {
  params: unknown;
  query: unknown;
  body: unknown;
  /** The body as it was read. */
  raw: unknown;
  caller: Caller | undefined;
  headers: IncomingHttpHeaders;
}

/** What a handler is told. Its signal costs more than the rest of a small request, so it is made when asked for. */
class HandledRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly caller: Caller | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly requestId: string;
  readonly rawBody: Buffer;
  readonly #response: Response;
  readonly #overdue: AbortSignal;
  #signal: AbortSignal | undefined;

  constructor({ params, query, body, caller, headers, raw }: Input, response: Response, overdue: AbortSignal) {
    this.params = params;
    this.query = query;
    this.body = body;
    this.caller = caller;
    this.headers = headers;
    this.requestId = requestIdOf(response);
    this.rawBody = Buffer.isBuffer(raw) ? raw : NO_BYTES;
    this.#response = response;
    this.#overdue = overdue;
  }

  get signal(): AbortSignal {
    this.#signal ??= AbortSignal.any([goneSignal(this.#response), this.#overdue]);
    return this.#signal;
  }
}

/** Aborted when the connection ends, whether or not the answer was complete. */
function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController();
  if (response.destroyed) gone.abort();
  else response.once('close', () => gone.abort());
  return gone.signal;
}

interface StreamPlace {
  response: Response;
  parts: ServerParts;
}

function sendStream(route: Route, open: EventStream, { response, parts }: StreamPlace): void {
  response.locals['isStream'] = true;
  serveEventStream({
    response,
    open,
    signal: AbortSignal.any([goneSignal(response), parts.stopping()]),
    heartbeatMs: HEARTBEAT_MS,
    maxBufferedBytes: MAX_BUFFERED_BYTES,
    onDropped: (reason) => parts.logger.info({ route: route.path, reason }, 'stream_reader_dropped'),
  });
}

/** Every answer is checked, and compiled schemas check several times as fast; what they refuse is explained by the original. */
function compiledResponses({ responses }: Route): Route['responses'] {
  return Object.fromEntries(Object.entries(responses).map(([status, schema]) => [status, schema && z.compile(schema)]));
}

/** An answer that does not fit its declaration is our bug and is not sent. */
function sendResult(route: Route, result: Exclude<RouteResult, { stream: unknown }>, response: Response): void {
  const schema = route.responses[result.status];
  if (schema === undefined) throw bug(`${route.method} ${route.path} answered the undeclared status ${result.status}`);
  const checked = schema?.safeParse(result.body);
  if (checked?.success === false) {
    throw bug(`${route.method} ${route.path} answered against its own schema: ${checked.error.message}`);
  }
  if (result.headers) response.set(result.headers);
  response.status(result.status);
  if (checked) response.setHeader('content-type', JSON_TYPE).end(JSON.stringify(checked.data));
  else response.end();
}

function bug(message: string): AppError {
  return new AppError(message, { code: 'response_mismatch', kind: 'bug' });
}
