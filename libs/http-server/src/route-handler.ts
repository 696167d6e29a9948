import { AppError, type Caller } from '@psa-bridge/core';
import { addToContext, type Logger } from '@psa-bridge/observability';
import type { Request, RequestHandler, Response } from 'express';
import type { IncomingHttpHeaders } from 'node:http';
import { permissionCheck, type VerifyToken } from './auth.ts';
import { bodyReader, hasBody } from './body.ts';
import { compiledOnUse } from './compiled-schema.ts';
import type { Admit } from './create-http-server.ts';
import { serveEventStream, type EventStream } from './event-stream.ts';
import { factsOf } from './request-facts.ts';
import type { RouteResult } from './results.ts';
import type { Route, RoutePermission } from './route.ts';
import type { StandingHeaders } from './standing-headers.ts';
import { requestReader } from './validation.ts';

const HEARTBEAT_MS = 15_000;
const JSON_TYPE = 'application/json; charset=utf-8';
const NO_CONTENT = 204;
const MAX_BUFFERED_BYTES = 1024 * 1024;

/** What the handlers of one server share. */
export interface ServerParts {
  verifyToken: VerifyToken | undefined;
  admit: Admit | undefined;
  logger: Logger;
  bodyLimitBytes: number;
  headers: StandingHeaders;
  /** Aborted when the server begins to stop: streams end then. */
  stopping: () => AbortSignal;
  /** Aborted when the time for running requests is over. */
  overdue: () => AbortSignal;
}

/** Answers the verified caller, or undefined on public routes; the permission is checked. Log lines and events name the tenant then. */
export function authorizer(
  permission: RoutePermission,
  { verifyToken, admit }: Pick<ServerParts, 'verifyToken' | 'admit'>,
): (request: Request, response: Response) => Promise<Caller | undefined> {
  if (permission === 'public') return () => NOBODY;
  const check = permissionCheck(permission);
  return async (request, response) => {
    if (!verifyToken) throw new Error('A server with protected routes needs verifyToken.');
    const caller = await verifyToken(request.headers.authorization);
    addToContext({ tenantId: caller.tenantId, actor: caller.subject });
    if (admit) await admit(caller, request, response);
    check(caller);
    return caller;
  };
}

const NOBODY = Promise.resolve(undefined);

/** Express handler of one route: authorize, read, handle, check the answer, send. Strangers' bodies are not read. */
export function routeHandler(route: Route, parts: ServerParts): RequestHandler {
  const authorize = authorizer(route.permission, parts);
  const readBody = bodyReader(route, parts.bodyLimitBytes);
  const read = requestReader(route);
  const check = answerCheck(route);
  return async (request, response) => {
    const facts = factsOf(response);
    facts.route = route.path;
    const caller = await authorize(request, response);
    if (readBody) await readBody(request, response);
    const { params, headers } = request;
    const body: unknown = request.body;
    const input = read({ params, query: queryOf(request), body, hasBody: hasBody(request) });
    const given = { ...input, caller, headers, raw: body, requestId: facts.requestId };
    const result = await route.handle(new HandledRequest(given, response, parts.overdue) as never);
    if ('stream' in result) sendStream(route, result.stream, { response, parts });
    else sendResult(check(result), result, { response, parts });
  };
}

const NO_QUERY = {};

/** Express parses the query each time it is asked, also where there is none. */
function queryOf(request: Request): unknown {
  return request.url.includes('?') ? request.query : NO_QUERY;
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
  requestId: string;
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
  readonly #overdue: () => AbortSignal;
  #signal: AbortSignal | undefined;

  constructor({ params, query, body, caller, headers, raw, requestId }: Input, response: Response, overdue: () => AbortSignal) {
    this.params = params;
    this.query = query;
    this.body = body;
    this.caller = caller;
    this.headers = headers;
    this.requestId = requestId;
    this.rawBody = Buffer.isBuffer(raw) ? raw : NO_BYTES;
    this.#response = response;
    this.#overdue = overdue;
  }

  get signal(): AbortSignal {
    this.#signal ??= AbortSignal.any([goneSignal(this.#response), this.#overdue()]);
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

type Answer = Exclude<RouteResult, { stream: unknown }>;

interface AnswerPlace {
  response: Response;
  parts: ServerParts;
}

function sendStream(route: Route, open: EventStream, { response, parts }: AnswerPlace): void {
  factsOf(response).isStream = true;
  parts.headers.set(response);
  serveEventStream({
    response,
    open,
    signal: AbortSignal.any([goneSignal(response), parts.stopping()]),
    heartbeatMs: HEARTBEAT_MS,
    maxBufferedBytes: MAX_BUFFERED_BYTES,
    onDropped: (reason) => parts.logger.info({ route: route.path, reason }, 'stream_reader_dropped'),
  });
}

/** Every answer is checked; one that does not fit its declaration is our bug and is not sent. Answers the body to send, if there is one. */
function answerCheck({ method, path, responses }: Route): (result: Answer) => { data: unknown } | undefined {
  const schemas = new Map(
    Object.entries(responses).map(([status, schema]) => [Number(status), schema && compiledOnUse(() => schema)] as const),
  );
  return ({ status, body }) => {
    if (!schemas.has(status)) throw bug(`${method} ${path} answered the undeclared status ${status}`);
    const checked = schemas.get(status)?.().safeParse(body);
    if (checked?.success === false) throw bug(`${method} ${path} answered against its own schema: ${checked.error.message}`);
    return checked;
  };
}

function sendResult(checked: { data: unknown } | undefined, result: Answer, { response, parts }: AnswerPlace): void {
  const headers = parts.headers.forAnswer(response);
  for (const name in result.headers) headers.push(name, result.headers[name] ?? '');
  const text = checked && JSON.stringify(checked.data);
  if (text !== undefined) headers.push('content-type', JSON_TYPE, 'content-length', String(Buffer.byteLength(text)));
  else if (result.status !== NO_CONTENT) headers.push('content-length', '0');
  response.writeHead(result.status, headers).end(text);
}

function bug(message: string): AppError {
  return new AppError(message, { code: 'response_mismatch', kind: 'bug' });
}
