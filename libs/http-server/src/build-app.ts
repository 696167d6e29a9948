import { AppError, invalidInput, notFound, toAppError } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from 'express';
import type { HttpServerOptions } from './create-http-server.ts';
import { openApiDocument } from './openapi.ts';
import { inPlaces, type Place } from './places.ts';
import { retryAfterSeconds, statusOf, toProblem } from './problem.ts';
import { requestContext } from './request-context.ts';
import { factsOf } from './request-facts.ts';
import { authorizer, routeHandler, type ServerParts } from './route-handler.ts';
import type { Route } from './route.ts';

/** The Express application: context and measuring, mounts, routes, and what is said where there is none. */
export function buildApp(options: HttpServerOptions, parts: ServerParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', [...(options.trustedProxies ?? [])]);
  app.use(requestContext(options));
  for (const handler of options.before ?? []) app.use(handler);
  app.use(inPlaces([documentPlace(options, parts), ...mountPlaces(options, parts), ...routePlaces(options.routes, parts)]));
  if (options.fallback) app.use(fallbackPlace(options.fallback, parts));
  app.use(refuseUnknown);
  app.use(problemHandler(options, parts));
  return app;
}

function documentPlace({ name, version = '1', routes }: HttpServerOptions, { headers }: ServerParts): Place {
  const path = '/openapi.json';
  let document: string | undefined;
  const handler: RequestHandler = (_request, response) => {
    factsOf(response).route = path;
    headers.set(response);
    document ??= JSON.stringify(openApiDocument({ title: name, version, routes }));
    response.type('application/json').send(document);
  };
  return { path, isBelowToo: false, addTo: (router) => router.get(path, handler) };
}

function mountPlaces({ mounts = [] }: HttpServerOptions, parts: ServerParts): readonly Place[] {
  return mounts.map(({ path, permission, handler }) => {
    const authorize = authorizer(permission, parts);
    const guard: RequestHandler = async (request, response, next) => {
      factsOf(response).route = `${path}/*`;
      const caller = await authorize(request, response);
      if (caller) factsOf(response).caller = caller;
      parts.headers.set(response);
      next();
    };
    return { path, isBelowToo: true, addTo: (router) => router.use(path, guard, handler) };
  });
}

/**
 * Fixed paths first, so that `/v1/issues/counts` is not taken for an id. Each path is one place, with all its methods, and knows
 * which ones it would take.
 */
function routePlaces(routes: readonly Route[], parts: ServerParts): readonly Place[] {
  refuseMistakes(routes);
  const sorted = [...routes].sort((a, b) => placeholders(a) - placeholders(b) || b.path.length - a.path.length);
  return [...Map.groupBy(sorted, (route) => route.path)].map(([path, ofPath]) => {
    const handlers = ofPath.map((route) => [route.method, routeHandler(route, parts)] as const);
    const note: RequestHandler = (_request, response, next) => {
      const facts = factsOf(response);
      facts.allowed = [...facts.allowed, ...ofPath.map((route) => route.method)];
      next();
    };
    return {
      path,
      isBelowToo: false,
      addTo(router) {
        const place = router.route(path.replace(/\{(\w+)\}/g, ':$1'));
        for (const [method, handler] of handlers) place[method.toLowerCase() as Lowercase<typeof method>](handler);
        place.all(note);
      },
    };
  });
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

/** Under one name for the metrics, whatever the path. A path that takes another method is no unknown one. */
function fallbackPlace(handler: RequestHandler, { headers }: ServerParts): RequestHandler {
  return (request, response, next) => {
    const facts = factsOf(response);
    if (facts.allowed.length > 0) return next();
    facts.route = '/*';
    headers.set(response);
    handler(request, response, next);
  };
}

const refuseUnknown: RequestHandler = (request, response) => {
  const { allowed } = factsOf(response);
  if (allowed.length === 0) {
    throw notFound('unknown_path', `There is nothing at ${request.path.slice(0, 200)}.`, { expected: true });
  }
  const allow = [...new Set(allowed)].sort().join(', ');
  response.setHeader('allow', allow);
  throw invalidInput('method_not_allowed', `This path takes ${allow}.`, { expected: true, details: { allow } });
};

function problemHandler({ logger, clock }: HttpServerOptions, { headers }: ServerParts): ErrorRequestHandler {
  return (thrown, request, response, next) => {
    const error = isUriError(thrown) ? undecodable() : toAppError(thrown);
    log(logger, error, { method: request.method, route: factsOf(response).route });
    if (response.headersSent) return next(thrown);
    headers.set(response);
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

const NOT_SIGNED_IN = 401;

function sendProblem(response: Response, error: AppError, now: Date): void {
  const wait = retryAfterSeconds(error, now);
  if (wait !== undefined) response.setHeader('retry-after', String(wait));
  if (statusOf(error) === NOT_SIGNED_IN) response.setHeader('www-authenticate', 'Bearer');
  response
    .status(statusOf(error))
    .type('application/problem+json')
    .send(JSON.stringify(toProblem(error, factsOf(response).requestId)));
}

function log(logger: Logger, error: AppError, fields: Readonly<Record<string, unknown>>): void {
  const entry = { ...fields, code: error.code, kind: error.kind, error };
  if (error.kind === 'bug') logger.error(entry, 'request_failed');
  else if (error.expected || error.kind === 'not_found' || error.kind === 'invalid_input') logger.debug(entry, 'request_refused');
  else logger.info(entry, 'request_refused');
}
