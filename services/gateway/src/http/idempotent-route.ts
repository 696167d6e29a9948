import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '@psa-bridge/core';
import type { Route, RouteResult } from '@psa-bridge/http-server';
import type { AnswerShelf } from '../ports.ts';
import { answeredBefore, askedOf, keyIn, REPLAYED } from './idempotency.ts';

const CREATED = 201;

interface CreatingRequest {
  caller: Caller | undefined;
  headers: IncomingHttpHeaders;
  params: unknown;
  query: unknown;
  body: unknown;
}

/**
 * A route that creates, so that the same request sent twice creates once: with `Idempotency-Key` its answer is kept for a
 * day and given again. What failed is not kept, for it changed nothing. Other routes are left as they are.
 */
export function idempotent(route: Route, shelf: AnswerShelf): Route {
  if (route.method !== 'POST' || route.responses[CREATED] === undefined) return route;
  const run = route.handle as unknown as (request: CreatingRequest) => Promise<RouteResult>;
  const { method, path } = route;

  async function handle(request: CreatingRequest): Promise<RouteResult> {
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
    if (!('stream' in result)) await shelf.keep(asked, { ...result, headers: result.headers ?? {} });
    return result;
  }

  return { ...route, takesIdempotencyKey: true, handle: handle };
}
