import { Agent as HttpAgent, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isAppError, tooLarge, unavailable, type AppError, type Clock } from '@psa-bridge/core';
import { currentContext, currentTraceparent } from '@psa-bridge/observability';
import type { Request, RequestHandler, Response } from 'express';
import { createProxyMiddleware, debugProxyErrorsPlugin, proxyEventsPlugin } from 'http-proxy-middleware';

export interface UpstreamProxyOptions {
  /** What people call the service behind, for the message when it is down. */
  name: string;
  /** Its base URL; the path of the request is kept whole. */
  target: string;
  /** Silence of the service for longer is an outage. */
  timeoutMs: number;
  /** Larger bodies are refused while they come in; nothing is held in memory. */
  maxBodyBytes: number;
  /** What `Retry-After` says while the service is down. */
  retryAfterMs: number;
  clock: Clock;
}

/** Names of the address that a client might pretend to come from, and `expect`, which is answered here. */
const NOT_PASSED_ON = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
  'expect',
];

const KEPT_NOWHERE = 'keptNowhere';

/** Whether the service behind says so of its answer: it shows a secret, such as a new key. */
export function isToBeKeptNowhere({ locals }: Response): boolean {
  return locals[KEPT_NOWHERE] === true;
}

/** Passes requests to one service behind the gateway, a body that was read before too: bytes unchanged, failures as AppErrors to the error handler. */
export function createUpstreamProxy(options: UpstreamProxyOptions): RequestHandler {
  const { target, timeoutMs, maxBodyBytes } = options;
  /** The library tells of a failure by an event alone, which knows the request but not `next`. */
  const failures = new WeakMap<IncomingMessage, (error: unknown) => void>();
  const proxy = createProxyMiddleware({
    target,
    agent: new (target.startsWith('https:') ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: 256 }),
    proxyTimeout: timeoutMs,
    // The library's own plugins would log to the console and answer failures as plain text.
    ejectPlugins: true,
    plugins: [debugProxyErrorsPlugin, proxyEventsPlugin],
    on: {
      proxyReq(outgoing, request) {
        limitBody(outgoing, request, maxBodyBytes);
        const body: unknown = (request as Request).body;
        if (Buffer.isBuffer(body)) outgoing.write(body);
      },
      proxyRes(incoming, _request, response) {
        if (/\bno-store\b/.test(incoming.headers['cache-control'] ?? '')) (response as Response).locals[KEPT_NOWHERE] = true;
      },
      error: (error, request) => failures.get(request)?.(error),
    },
  });

  return async function passOn(request, response, next) {
    tellWhereFrom(request);
    nameTheWork(request);
    if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) return next(bodyTooLarge(maxBodyBytes));
    const fail = (error: unknown): void => {
      if (!failures.delete(request) || response.destroyed) return;
      if (response.headersSent) response.destroy();
      else next(toAppError(error, options));
    };
    failures.set(request, fail);
    // Mounted under a prefix, Express cuts it off; the service behind knows the whole path, and the library takes what then begins
    // with two slashes for a host.
    request.url = request.originalUrl;
    await proxy(request, response, fail);
  };
}

/** What the client itself says of where it comes from is worth nothing; what it is believed to be is decided in one place. */
function tellWhereFrom(request: Request): void {
  const from = { for: request.ip, proto: request.protocol, host: request.host };
  for (const name of NOT_PASSED_ON) delete request.headers[name];
  for (const [name, value] of Object.entries(from)) if (value) request.headers[`x-forwarded-${name}`] = value;
}

/** The service behind logs and traces under the same names. */
function nameTheWork(request: Request): void {
  const { requestId } = currentContext();
  const traceparent = currentTraceparent();
  if (requestId !== undefined) request.headers['x-request-id'] = requestId;
  if (traceparent !== undefined) request.headers['traceparent'] = traceparent;
}

/** Counts a body of unannounced length while it passes. Called in the turn in which the body begins to flow. */
function limitBody(outgoing: ClientRequest, incoming: IncomingMessage, maxBytes: number): void {
  let bytes = 0;
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) outgoing.destroy(bodyTooLarge(maxBytes));
  });
}

function bodyTooLarge(maxBytes: number): AppError {
  return tooLarge('body_too_large', `The body is larger than ${maxBytes} bytes.`, { details: { maxBytes }, expected: true });
}

function toAppError(error: unknown, { name, retryAfterMs, clock }: UpstreamProxyOptions): AppError {
  if (isAppError(error)) return error;
  return unavailable('upstream_unavailable', `The ${name} does not answer at the moment.`, {
    cause: error,
    retryAt: new Date(clock.now().getTime() + retryAfterMs),
  });
}
