import cors from 'cors';
import type { RequestHandler } from 'express';

/** What a page may read of an answer, besides the few headers that browsers show anyway. */
const SHOWN = [
  'etag',
  'location',
  'retry-after',
  'x-request-id',
  'x-ratelimit-remaining',
  'ratelimit',
  'ratelimit-policy',
  'idempotency-replayed',
];
const PREFLIGHT_SECONDS = 600;

/** Lets the pages of these origins call, and no other's. They carry tokens, never cookies, so credentials are not allowed. */
export function corsFor(origins: readonly string[]): RequestHandler {
  return cors({
    origin: [...origins],
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'if-match', 'idempotency-key', 'last-event-id', 'x-request-id'],
    exposedHeaders: SHOWN,
    maxAge: PREFLIGHT_SECONDS,
  });
}
