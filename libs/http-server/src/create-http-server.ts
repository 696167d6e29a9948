import type { Caller, Clock, Component } from '@psa-bridge/core';
import type { Logger, Metrics } from '@psa-bridge/observability';
import type { Express, Request, RequestHandler, Response } from 'express';
import { createServer, type Server } from 'node:http';
import type { VerifyToken } from './auth.ts';
import { answerBrokenRequests } from './broken-requests.ts';
import { buildApp } from './build-app.ts';
import type { Route, RoutePermission } from './route.ts';
import { standingHeaders } from './standing-headers.ts';

/** A handler mounted beside the routes, such as a proxy or static files; it goes through the same permission check. */
export interface Mount {
  /** Everything at and below this path; it comes before the routes. */
  path: string;
  permission: RoutePermission;
  handler: RequestHandler;
}

/** @throws AppError such as one that is rate limited. */
export type Admit = (caller: Caller, request: Request, response: Response) => Promise<void>;

export interface HttpServerOptions {
  name: string;
  version?: string;
  routes: readonly Route[];
  mounts?: readonly Mount[];
  verifyToken?: VerifyToken;
  logger: Logger;
  metrics: Metrics;
  clock: Clock;
  /** 0 takes a free one. */
  port: number;
  host?: string;
  /** Default 1 MiB. */
  bodyLimitBytes?: number;
  /** How long a client may take to send a request's headers (default 15 s) and all of it (default 60 s). */
  timeouts?: { headersMs?: number; requestMs?: number };
  /** How long running requests may take to end when the server stops. Default 10 s. */
  drainMs?: number;
  /** What every request goes through before its path is looked at. */
  before?: readonly RequestHandler[];
  /** Asked for what is at no path of the routes and mounts, such as the pages of an application; it passes on what is not its own. */
  fallback?: RequestHandler;
  /** Asked about every caller who was verified, before the permission is checked; whoever it throws for gets no further. */
  admit?: Admit;
  /**
   * Of a server that clients connect to themselves: addresses and networks of proxies whose `X-Forwarded-For` is believed, and no
   * other one's is. A server behind such a one, which is given none, believes the last hop.
   */
  trustedProxies?: readonly string[];
  /** Further headers of every answer. */
  headers?: Readonly<Record<string, string>>;
}

export interface HttpServer extends Component {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The port in use, once started. */
  port(): number;
  readonly app: Express;
}

const DEFAULT_BODY_LIMIT = 1024 * 1024;
const DEFAULT_DRAIN_MS = 10_000;
const REQUEST_TIMEOUT_MS = 60_000;
const HEADERS_TIMEOUT_MS = 15_000;
/** Longer than the idle time of the usual proxies, so that they close idle connections and not we under their hands. */
const KEEP_ALIVE_MS = 75_000;

const MOST_LISTENERS = 100;

/** One run of the server, from start to stop. */
interface Run {
  server: Server;
  stopping: AbortController;
  overdue: AbortController;
}

/** An HTTP server from routes as data. It serves its own OpenAPI document at `/openapi.json`. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { verifyToken, logger, bodyLimitBytes = DEFAULT_BODY_LIMIT, drainMs = DEFAULT_DRAIN_MS } = options;
  let run: Run | undefined;
  const never = new AbortController().signal;
  const app = buildApp(options, {
    verifyToken,
    admit: options.admit,
    logger,
    bodyLimitBytes,
    headers: standingHeaders(options.headers),
    stopping: () => run?.stopping.signal ?? never,
    overdue: () => run?.overdue.signal ?? never,
  });
  return {
    name: `http:${options.name}`,
    app,
    async start() {
      const server = makeServer(app, options);
      answerBrokenRequests(server);
      // Each handler that is mounted may wait for the server's end, such as the proxies of all services behind a gateway.
      server.setMaxListeners(MOST_LISTENERS);
      // Other expectations than to be told to go on are none of ours, and may be left (RFC 9110, 10.1.1).
      server.on('checkExpectation', app);
      await listen(server, options);
      run = { server, stopping: new AbortController(), overdue: new AbortController() };
    },
    async stop() {
      if (run) await drain(run, drainMs);
    },
    port() {
      const address = run?.server.address();
      if (!address || typeof address === 'string') throw new Error('The server does not listen.');
      return address.port;
    },
  };
}

function makeServer(app: Express, { timeouts = {} }: HttpServerOptions): Server {
  const { headersMs = HEADERS_TIMEOUT_MS, requestMs = REQUEST_TIMEOUT_MS } = timeouts;
  return createServer(
    {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: Math.max(10, Math.ceil(Math.min(headersMs, requestMs) / 3)),
    },
    app,
  );
}

function listen(server: Server, { port, host = '127.0.0.1' }: HttpServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Takes nothing new, ends the streams, lets running requests end; what still runs when the time is over is cut off. */
function drain({ server, stopping, overdue }: Run, drainMs: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => {
      overdue.abort();
      server.closeAllConnections();
    }, drainMs);
    // A connection on which a running request ends would be kept for the next one.
    const sweep = setInterval(() => server.closeIdleConnections(), 20);
    server.close(() => {
      clearTimeout(force);
      clearInterval(sweep);
      resolve();
    });
    stopping.abort();
    server.closeIdleConnections();
  });
}
