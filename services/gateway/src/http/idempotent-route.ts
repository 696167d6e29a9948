import { createHash } from 'node:crypto';
import { conflict, invalidInput, type Caller } from '@psa-bridge/core';
import type { Route, RouteResult } from '@psa-bridge/http-server';
import type { AnswerShelf, AskedAnswer } from '../ports.ts';

const HEADER = 'idempotency-key';
const KEY = /^[\x21-\x7e]{1,200}$/;
const CREATED = 201;

interface CreatingRequest {
  caller: Caller | undefined;
  headers: Readonly<Record<string, string | string[] | undefined>>;
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

  async function handle(request: CreatingRequest): Promise<RouteResult> {
    const key = request.headers[HEADER];
    if (key === undefined || !request.caller) return run(request);
    if (typeof key !== 'string' || !KEY.test(key)) throw invalidKey();
    const asked = askedOf(route, request, { key, caller: request.caller });
    const claim = await shelf.claim(asked);
    if (claim.is === 'other') throw keyReused();
    if (claim.is === 'running') throw stillRunning();
    if (claim.is === 'answered') return { ...claim.answer, headers: { ...claim.answer.headers, 'idempotency-replayed': 'true' } };
    return runOnce(asked, () => run(request));
  }

  async function runOnce(asked: AskedAnswer, answerOf: () => Promise<RouteResult>): Promise<RouteResult> {
    const result = await answerOf().catch(async (error: unknown) => {
      await shelf.forget(asked);
      throw error;
    });
    if (!('stream' in result)) await shelf.keep(asked, { ...result, headers: result.headers ?? {} });
    return result;
  }

  return { ...route, takesIdempotencyKey: true, handle: handle };
}

/** Keys are each caller's own, and each route's. */
function askedOf(
  { method, path }: Route,
  { params, query, body }: CreatingRequest,
  { key, caller }: { key: string; caller: Caller },
): AskedAnswer {
  return {
    tenantId: caller.tenantId,
    id: digest([caller.tenantId, caller.subject, method, path, key]),
    fingerprint: digest([params, query, body]),
  };
}

function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function invalidKey() {
  const message = 'must be one text of 1 to 200 visible ASCII characters';
  const problems = [{ field: 'header.idempotency-key', message }];
  return invalidInput('invalid_request', `header.idempotency-key: ${message}`, { details: { problems }, expected: true });
}

function keyReused() {
  const message = 'This Idempotency-Key was sent with another request before. Send a new key with a new request.';
  return invalidInput('idempotency_key_reused', message, { expected: true });
}

function stillRunning() {
  const message = 'A request with this Idempotency-Key is running. Ask again in a moment to get its answer.';
  return conflict('idempotency_in_progress', message, { expected: true });
}
