import { AppError, invalidInput, type Caller } from '@psa-bridge/core';
import { withContext } from '@psa-bridge/observability';
import type { Request, RequestHandler, Response } from 'express';
import { checkPermission, type VerifyToken } from './auth.ts';
import { serveEventStream } from './event-stream.ts';
import type { ServerParts } from './create-http-server.ts';
import { requestIdOf } from './request-context.ts';
import type { RouteResult } from './results.ts';
import type { Route, RoutePermission } from './route.ts';
import { requestReader } from './validation.ts';

const HEARTBEAT_MS = 15_000;
const MAX_BUFFERED_BYTES = 1024 * 1024;

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

/** Express handler of one route: authorize, read, handle, check the answer, send. */
export function routeHandler(route: Route, parts: ServerParts): RequestHandler {
  const read = requestReader(route);
  return async (request, response) => {
    const caller = await authorize(request, route.permission, parts.verifyToken);
    refuseOtherMediaTypes(route, request);
    const input = read({ params: request.params, query: request.query, body: request.body, hasBody: hasBody(request) });
    const signal = requestSignal(response, parts.stopping);
    const run = (): Promise<RouteResult> | RouteResult =>
      route.handle({
        ...input,
        caller,
        headers: request.headers,
        requestId: requestIdOf(response),
        signal,
        rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      } as never);
    const result = await (caller ? withContext({ tenantId: caller.tenantId }, run) : run());
    if ('stream' in result) {
      const onDropped = (reason: string): void => parts.logger.warn({ route: route.path, reason }, 'stream_reader_dropped');
      serveEventStream({
        response,
        open: result.stream,
        signal,
        heartbeatMs: HEARTBEAT_MS,
        maxBufferedBytes: MAX_BUFFERED_BYTES,
        onDropped,
      });
      return;
    }
    sendResult(route, result, response);
  };
}

function hasBody(request: Request): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}

function refuseOtherMediaTypes(route: Route, request: Request): void {
  if (!route.body || route.rawBody === true || !hasBody(request) || request.is('json')) return;
  throw invalidInput('unsupported_media_type', 'content-type: must be application/json', { expected: true });
}

/** Aborted when the client goes away before the answer is complete, or the server stops. */
function requestSignal(response: Response, stopping: AbortSignal): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return AbortSignal.any([gone.signal, stopping]);
}

/** An answer that does not fit its declaration is our bug and is not sent. */
function sendResult(route: Route, result: Exclude<RouteResult, { stream: unknown }>, response: Response): void {
  const schema = route.responses[result.status];
  if (schema === undefined) throw bug(`${route.method} ${route.path} answered the undeclared status ${result.status}`);
  if (result.headers) response.set(result.headers);
  response.status(result.status);
  if (schema === null) {
    response.end();
    return;
  }
  const checked = schema.safeParse(result.body);
  if (!checked.success) throw bug(`${route.method} ${route.path} answered against its own schema: ${checked.error.message}`);
  response.json(checked.data);
}

function bug(message: string): AppError {
  return new AppError(message, { code: 'response_mismatch', kind: 'bug' });
}
