export { createAdminServer, type AdminServer, type AdminServerOptions, type HealthChecks } from './admin-server.ts';
export { createTokenVerifier, FORBIDDEN_MESSAGE, type TokenVerifierOptions, type VerifyToken } from './auth.ts';
export { rawBodyReader } from './body.ts';
export { createHttpServer, type Admit, type HttpServer, type HttpServerOptions, type Mount } from './create-http-server.ts';
export { etagOf, requiredRevisionOf, revisionOf } from './etag.ts';
export type { EventClient, EventStream, ServerEvent } from './event-stream.ts';
export { mergeOpenApi } from './merge-openapi.ts';
export { networkOf } from './network.ts';
export { NextCursor, page, pageSchema, pagingQuery } from './paging.ts';
export { withIdempotencyKey } from './openapi-problems.ts';
export { openApiDocument, type DocumentOptions, type OpenApiDocument } from './openapi.ts';
export { statusOf, toProblem, type Problem } from './problem.ts';
export { addToAnswer, callerOf } from './request-facts.ts';
export { accepted, created, noContent, ok, stream, type RouteResult } from './results.ts';
export {
  defineRoute,
  heedsIfMatch,
  permissionTable,
  type HttpMethod,
  type Route,
  type RouteDefinition,
  type Deed,
  type RoutePermission,
  type RouteRequest,
} from './route.ts';
export type { FieldProblem } from './field-problems.ts';
