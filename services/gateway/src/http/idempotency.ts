import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { conflict, invalidInput, type Caller } from '@psa-bridge/core';
import type { AnswerShelf, AskedAnswer, KeptAnswer } from '../ports.ts';

const HEADER = 'idempotency-key';
const KEY = /^[\x21-\x7e]{1,200}$/;

/** What says that an answer was given before. */
export const REPLAYED = { 'idempotency-replayed': 'true' } as const;

export interface KeyedRequest {
  caller: Caller;
  key: string;
  method: string;
  path: string;
  /** Whatever makes it the same request or another one. */
  content: readonly unknown[];
}

/** The key of a request; undefined without one. @throws AppError `invalid_request` naming the header */
export function keyIn(headers: IncomingHttpHeaders): string | undefined {
  const key = headers[HEADER];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key)) throw invalidKey();
  return key;
}

/**
 * The answer that the request was given before; undefined where it is to be carried out now, and its answer kept or the claim
 * forgotten. @throws AppError `idempotency_key_reused`, `idempotency_in_progress`, `idempotency_answer_not_kept`
 */
export async function answeredBefore(shelf: AnswerShelf, asked: AskedAnswer): Promise<KeptAnswer | undefined> {
  const claim = await shelf.claim(asked);
  switch (claim.is) {
    case 'mine':
      return undefined;
    case 'answered':
      if (claim.answer.isWithheld === true) throw notKept();
      return claim.answer;
    case 'running':
      throw stillRunning();
    default:
      throw keyReused();
  }
}

/**
 * Keys are each caller's own, and each path's. What is kept of the request is salted with the key, for it may hold a password.
 */
export function askedOf({ caller: { tenantId, subject }, key, method, path, content }: KeyedRequest): AskedAnswer {
  return { tenantId, id: digest([tenantId, subject, method, path, key]), fingerprint: digest([key, ...content]) };
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

function notKept() {
  const message = 'This request was carried out before. Its answer holds a secret that is shown once, so it is not given again.';
  return conflict('idempotency_answer_not_kept', message, { expected: true });
}
