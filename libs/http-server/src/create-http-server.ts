import { AppError, notFound, toAppError, type Clock, type Component } from '@psa-bridge/core';
import type { Logger, Metrics } from '@psa-bridge/observability';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { VerifyToken } from './auth.ts';
import { openApiDocument } from './openapi.ts';
import { retryAfterSeconds, statusOf, toProblem } from './problem.ts';
import { requestContext, requestIdOf } from './request-context.ts';
import { authorize, routeHandler } from './route-handler.ts';
import type { Route, RoutePermission } from './route.ts';
import { bodyError } from './validation.ts';

/** A handler mounted beside the routes, such as a proxy or static files; it goes through the same permission check. */
export interface Mount {
  /** Everything at and below this path. */
  path: string;
  permission: RoutePermission;
  handler: RequestHandler;
}

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
  /** How long running requests may take to end when the server stops. Default 10 s. */
  drainMs?: number;
  /** Answers for public cross-cutting concerns (limits, CORS); run before anything else. */
  middleware?: readonly RequestHandler[];
}

/** What the handlers share. */
export interface ServerParts {
  verifyToken: VerifyToken | undefined;
  logger: Logger;
  stopping: AbortSignal;
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

/** An HTTP server from routes as data. It serves its own OpenAPI document at `/openapi.json`. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const stopping = new AbortController();
  const app = buildApp(options, { verifyToken: options.verifyToken, logger: options.logger, stopping: stopping.signal });
  let server: Server | undefined;
  return {
    name: `http:${options.name}`,
    app,
    async start() {
      server = createServer(app);
      server.requestTimeout = REQUEST_TIMEOUT_MS;
      server.headersTimeout = HEADERS_TIMEOUT_MS;
      await listen(server, options);
    },
    async stop() {
      stopping.abort();
      if (server) await drain(server, options.drainMs ?? DEFAULT_DRAIN_MS);
    },
    port() {
      const address = server?.address();
      if (!address || typeof address === 'string') throw new Error('The server does not listen.');
      return (address satisfies AddressInfo).port;
    },
  };
}

function listen(server: Server, { port, host = '127.0.0.1' }: HttpServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

function drain(server: Server, drainMs: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), drainMs);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function buildApp(options: HttpServerOptions, parts: ServerParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(requestContext, measure(options), ...(options.middleware ?? []), helmet());
  addDocument(app, options);
  for (const mount of options.mounts ?? []) {
    const guard: RequestHandler = async (request, _response, next) => {
      await authorize(request, mount.permission, parts.verifyToken);
      next();
    };
    app.use(mount.path, named(`${mount.path}/*`), guard, mount.handler);
  }
  addRoutes(app, options, parts);
  app.use((request) => {
    throw notFound('unknown_path', `There is nothing at ${request.path.slice(0, 200)}.`, { expected: true });
  });
  app.use(problemHandler(options));
  return app;
}

function addDocument(app: Express, { name, version = '1', routes }: HttpServerOptions): void {
  const document = JSON.stringify(openApiDocument({ title: name, version, routes }));
  app.get('/openapi.json', named('/openapi.json'), (_request, response) => {
    response.type('application/json').send(document);
  });
}

/** Longer fixed paths first, so that `/v1/issues/counts` is not taken for an id. */
function addRoutes(app: Express, options: HttpServerOptions, parts: ServerParts): void {
  const byPath = Map.groupBy(options.routes, (route) => route.path);
  const paths = [...byPath.keys()].sort((a, b) => placeholders(a) - placeholders(b) || b.length - a.length);
  for (const path of paths) {
    const target = app.route(path.replace(/\{(\w+)\}/g, ':$1'));
    const routes = byPath.get(path) ?? [];
    for (const route of routes) {
      const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
      target[method](named(path), bodyReader(route, options), routeHandler(route, parts));
    }
    const allow = routes.map((route) => route.method).join(', ');
    target.all((_request, response) => {
      response.setHeader('allow', allow);
      throw new AppError(`This path takes ${allow}.`, {
        code: 'method_not_allowed',
        kind: 'invalid_input',
        expected: true,
        details: { allow },
      });
    });
  }
}

function placeholders(path: string): number {
  return path.split('{').length;
}

function bodyReader(route: Route, options: HttpServerOptions): RequestHandler {
  const limit = route.bodyLimitBytes ?? options.bodyLimitBytes ?? DEFAULT_BODY_LIMIT;
  if (route.rawBody === true) return express.raw({ type: () => true, limit });
  if (route.method === 'GET') return (_request, _response, next) => next();
  return express.json({ limit, strict: false });
}

/** Remembers the route's template for the metrics: never the URL itself. */
function named(path: string): RequestHandler {
  return (_request, response, next) => {
    response.locals['route'] = path;
    next();
  };
}

function measure({ metrics, clock }: HttpServerOptions): RequestHandler {
  return (request, response, next) => {
    const startedAt = clock.now().getTime();
    response.once('finish', () => {
      const route = String(response.locals['route'] ?? 'unknown');
      const { method } = request;
      metrics.count('psa_bridge_http_requests_total', { route, method, status: String(response.statusCode) });
      metrics.observe('psa_bridge_http_request_seconds', (clock.now().getTime() - startedAt) / 1000, { route, method });
    });
    next();
  };
}

function problemHandler({ logger, clock }: HttpServerOptions): ErrorRequestHandler {
  return (thrown, request, response, next) => {
    const error = isBodyParserError(thrown) ? bodyError(thrown) : toAppError(thrown);
    log(logger, error, { method: request.method, route: response.locals['route'] });
    if (response.headersSent) return next(thrown);
    sendProblem(response, error, clock.now());
  };
}

function isBodyParserError(error: unknown): boolean {
  return error instanceof Error && 'type' in error && 'expose' in error;
}

export function sendProblem(response: Response, error: AppError, now: Date): void {
  const wait = retryAfterSeconds(error, now);
  if (wait !== undefined) response.setHeader('retry-after', String(wait));
  if (error.kind === 'unauthenticated') response.setHeader('www-authenticate', 'Bearer');
  response
    .status(statusOf(error))
    .type('application/problem+json')
    .send(JSON.stringify(toProblem(error, requestIdOf(response))));
}

function log(logger: Logger, error: AppError, fields: Readonly<Record<string, unknown>>): void {
  const entry = { ...fields, code: error.code, kind: error.kind, error };
  if (error.kind === 'bug') logger.error(entry, 'request_failed');
  else if (error.expected || error.kind === 'not_found' || error.kind === 'invalid_input') logger.debug(entry, 'request_refused');
  else logger.info(entry, 'request_refused');
}
