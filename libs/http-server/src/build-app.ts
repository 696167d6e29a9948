import { AppError, invalidInput, notFound, toAppError } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { HttpServerOptions } from './create-http-server.ts';
import { openApiDocument } from './openapi.ts';
import { retryAfterSeconds, statusOf, toProblem } from './problem.ts';
import { requestContext, requestIdOf } from './request-context.ts';
import { asCaller, authorize, routeHandler, type ServerParts } from './route-handler.ts';
import type { Route } from './route.ts';

/** nginx's name for a request whose client went away before the answer. */
const CLIENT_GONE = 499;

/** The Express application: context, measuring, mounts, routes, and what is said where there is none. */
export function buildApp(options: HttpServerOptions, parts: ServerParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(requestContext, measure(options), ...(options.middleware ?? []), securityHeaders());
  addDocument(app, options);
  for (const mount of options.mounts ?? []) {
    const guard: RequestHandler = async (request, _response, next) => {
      asCaller(await authorize(request, mount.permission, parts.verifyToken), next);
    };
    app.use(mount.path, named(`${mount.path}/*`), guard, mount.handler);
  }
  addRoutes(app, options.routes, parts);
  app.use(refuseUnknown);
  app.use(problemHandler(options));
  return app;
}

/** What helmet says of every answer. It says the same each time, so it is asked once. */
function securityHeaders(): RequestHandler {
  const request = new IncomingMessage(new Socket());
  const blank = new ServerResponse(request);
  helmet()(request, blank, () => undefined);
  const headers = new Map(Object.entries(blank.getHeaders() as Readonly<Record<string, string>>));
  return (_request, response, next) => {
    response.setHeaders(headers);
    next();
  };
}

function addDocument(app: Express, { name, version = '1', routes }: HttpServerOptions): void {
  const document = JSON.stringify(openApiDocument({ title: name, version, routes }));
  app.get('/openapi.json', named('/openapi.json'), (_request, response) => {
    response.type('application/json').send(document);
  });
}

/**
 * Fixed paths first, so that `/v1/issues/counts` is not taken for an id. The router looks at one place after the other, so each
 * path is one of them, with all its methods, and knows which ones it would take.
 */
function addRoutes(app: Express, routes: readonly Route[], parts: ServerParts): void {
  refuseMistakes(routes);
  const sorted = [...routes].sort((a, b) => placeholders(a) - placeholders(b) || b.path.length - a.path.length);
  for (const [path, ofPath] of Map.groupBy(sorted, (route) => route.path)) {
    const place = app.route(path.replace(/\{(\w+)\}/g, ':$1'));
    for (const route of ofPath) {
      const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
      place[method](named(path), routeHandler(route, parts));
    }
    place.all((_request, response, next) => {
      const allowed = (response.locals['allowed'] ?? []) as readonly string[];
      response.locals['allowed'] = [...allowed, ...ofPath.map((route) => route.method)];
      next();
    });
  }
}

/** Mistakes that would otherwise show when the first request comes, if ever: a twin behind another route, a lost placeholder. */
function refuseMistakes(routes: readonly Route[]): void {
  const seen = new Set<string>();
  for (const { method, path, params } of routes) {
    const shape = `${method} ${path.replace(/\{\w+\}/g, '{}')}`;
    if (seen.has(shape)) throw new Error(`Two routes answer ${shape}.`);
    seen.add(shape);
    const placed = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
    const declared = Object.keys(params?.shape ?? {}).sort();
    if (placed.join() !== declared.join()) throw new Error(`${method} ${path} does not declare the params of its path.`);
  }
}

function placeholders({ path }: Route): number {
  return path.split('{').length;
}

const refuseUnknown: RequestHandler = (request, response) => {
  const allowed = (response.locals['allowed'] ?? []) as readonly string[];
  if (allowed.length === 0) {
    throw notFound('unknown_path', `There is nothing at ${request.path.slice(0, 200)}.`, { expected: true });
  }
  const allow = [...new Set(allowed)].sort().join(', ');
  response.setHeader('allow', allow);
  throw invalidInput('method_not_allowed', `This path takes ${allow}.`, { expected: true, details: { allow } });
};

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
    response.once('close', () => {
      const route = String(response.locals['route'] ?? 'unknown');
      const { method } = request;
      const isStream = response.locals['isStream'] === true;
      const status = String(response.writableFinished || isStream ? response.statusCode : CLIENT_GONE);
      metrics.count('psa_bridge_http_requests_total', { route, method, status });
      if (isStream) return;
      metrics.observe('psa_bridge_http_request_seconds', (clock.now().getTime() - startedAt) / 1000, { route, method });
    });
    next();
  };
}

function problemHandler({ logger, clock }: HttpServerOptions): ErrorRequestHandler {
  return (thrown, request, response, next) => {
    const error = isUriError(thrown) ? undecodable() : toAppError(thrown);
    log(logger, error, { method: request.method, route: response.locals['route'] });
    if (response.headersSent) return next(thrown);
    sendProblem(response, error, clock.now());
  };
}

function isUriError(error: unknown): boolean {
  return error instanceof Error && error.name === 'URIError';
}

/** What Express says to a path like `/things/%zz`. */
function undecodable(): AppError {
  const problems = [{ field: 'path', message: 'is not properly percent-encoded' }];
  return invalidInput('invalid_request', 'path: is not properly percent-encoded', { expected: true, details: { problems } });
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
