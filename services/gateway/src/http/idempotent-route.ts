import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '@psa-bridge/core';
import type { Route, RouteResult } from '@psa-bridge/http-server';
import type { AnswerShelf } from '../ports.ts';
import { answeredBefore, askedOf, keyIn, REPLAYED } from './idempotency.ts';

interface PostedRequest {
  caller: Caller | undefined;
  headers: IncomingHttpHeaders;
  params: unknown;
  query: unknown;
  body: unknown;
}

/**
 * A route that people post to, so that the same request sent twice is carried out once, whether it creates or does something: with
 * `Idempotency-Key` its answer is kept for a day and given again. What failed is not kept, for it changed nothing. Other routes are
 * left as they are.
 */
export function idempotent(route: Route, shelf: AnswerShelf): Route {
  if (route.method !== 'POST' || route.permission === 'public') return route;
  const run = route.handle as unknown as (request: PostedRequest) => Promise<RouteResult>;
  const { method, path } = route;

  async function handle(request: PostedRequest): Promise<RouteResult> {
    const { caller, params, query, body } = request;
    const key = keyIn(request.headers);
    if (key === undefined || !caller) return run(request);
    const asked = askedOf({ caller, key, method, path, content: [params, query, body] });
    const before = await answeredBefore(shelf, asked);
    if (before) return { ...before, headers: { ...before.headers, ...REPLAYED } };
    const result = await run(request).catch(async (error: unknown) => {
      await shelf.forget(asked);
      throw error;
    });
    if (!('stream' in result)) await shelf.keep(asked, { ...withoutSecret(result), headers: result.headers ?? {} });
    return result;
  }

  return { ...route, takesIdempotencyKey: true, handle: handle };
}

/** A secret that is shown once is not kept: the same request sent again is told null in its place. */
function withoutSecret<Result extends { body?: unknown }>(result: Result): Result {
  const { body } = result;
  const hasSecret = typeof body === 'object' && body !== null && 'secret' in body;
  return hasSecret ? { ...result, body: { ...body, secret: null } } : result;
}
