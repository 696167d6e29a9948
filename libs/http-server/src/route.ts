import type { Caller, Permission } from '@psa-bridge/core';
import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { RouteResult } from './results.ts';

/**
 * Who may call: everybody (`public` is spelled out), anyone signed in, admins, or holders of one of the permissions. Admins
 * pass every check (ID-06). `own-account`: what people do about themselves, also while they have no verified company (ID-03).
 */
export type RoutePermission = 'public' | 'own-account' | 'signed-in' | 'admin' | Permission | readonly Permission[];
/**
 * What the audit is told when the route changes something (OP-01): the kind, such as `role.created`; or why it is told nothing.
 * Every route that is no GET says so.
 */
export type Deed = string | { readonly untold: string };
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** Whether an `If-Match` is heeded, or even demanded; or why a change needs none. Every PUT, PATCH and DELETE says so. */
export type IfMatch = 'required' | 'optional' | { readonly needless: string };

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export interface RouteRequest<Params, Query, Body, Access> {
  params: Output<Params>;
  query: Output<Query>;
  body: Output<Body>;
  /** From the verified token; undefined on public routes. */
  caller: Access extends 'public' ? undefined : Caller;
  headers: IncomingHttpHeaders;
  requestId: string;
  /** Aborted when the client goes away or the server stops. */
  signal: AbortSignal;
  /** The bytes as they came, on routes with `rawBody`; empty elsewhere. */
  rawBody: Buffer;
}

export interface RouteDefinition<
  Params extends z.ZodObject | undefined,
  Query extends z.ZodObject | undefined,
  Body extends z.ZodType | undefined,
  Access extends RoutePermission,
> {
  method: HttpMethod;
  /** With OpenAPI's placeholders: `/v1/companies/{id}`. */
  path: string;
  summary: string;
  permission: Access;
  deed?: Deed;
  /** What callers show where it is no access token: something before the routes takes it for one. */
  credential?: 'api-key';
  params?: Params;
  query?: Query;
  body?: Body;
  /** The body arrives unparsed, as for webhooks whose signature covers the bytes. */
  rawBody?: boolean;
  /** Largest body in bytes; the server's default where absent. */
  bodyLimitBytes?: number;
  ifMatch?: IfMatch;
  /** Statuses that its use case refuses with besides those that the declaration implies; see `openapi.ts`. */
  refusals?: readonly number[];
  /** By status; `null` where there is no body. Problems are documented for every route. */
  responses: Readonly<Record<number, z.ZodType | null>>;
  handle(request: RouteRequest<Params, Query, Body, Access>): Promise<RouteResult> | RouteResult;
}

/** A route as data, its types erased so that routes of all shapes can be listed together. */
export interface Route {
  readonly method: HttpMethod;
  readonly path: string;
  readonly summary: string;
  readonly permission: RoutePermission;
  readonly deed?: Deed;
  readonly credential?: 'api-key';
  /** Whether `Idempotency-Key` makes a repetition harmless. */
  readonly takesIdempotencyKey?: boolean;
  readonly params?: z.ZodObject | undefined;
  readonly query?: z.ZodObject | undefined;
  readonly body?: z.ZodType | undefined;
  readonly rawBody?: boolean;
  readonly bodyLimitBytes?: number;
  readonly ifMatch?: IfMatch;
  readonly refusals?: readonly number[];
  readonly responses: Readonly<Record<number, z.ZodType | null>>;
  handle(request: RouteRequest<never, never, never, RoutePermission>): Promise<RouteResult> | RouteResult;
}

/** Declares a route: it validates, refuses what is not declared, checks the permission, and documents itself. */
export function defineRoute<
  const Access extends RoutePermission,
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(definition: RouteDefinition<Params, Query, Body, Access>): Route {
  return definition;
}

export function heedsIfMatch({ ifMatch }: Pick<Route, 'ifMatch'>): boolean {
  return ifMatch === 'required' || ifMatch === 'optional';
}

/** Route × permission, one row each, sorted: for the generated document. */
export function permissionTable(routes: readonly Route[]): readonly { method: string; path: string; permission: string }[] {
  return routes
    .map(({ method, path, permission }) => ({ method, path, permission: [permission].flat().join(' or ') }))
    .sort((a, b) => `${a.path} ${a.method}`.localeCompare(`${b.path} ${b.method}`));
}
