import type { Secret } from '@psa-bridge/core';

/** One request to a PSA. Credentials go into `secretHeaders`: they are in no log, span or issue. */
export interface PsaRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute. */
  url: string;
  headers?: Readonly<Record<string, string>>;
  secretHeaders?: Readonly<Record<string, Secret>>;
  /** An object is sent as JSON; text as it stands, with the content type from `headers`. */
  body?: unknown;
  /** The endpoint group whose calls in flight are limited together, such as `Companies`; one breaker each. */
  group: string;
  /**
   * True when the PSA may change something: an answer that stays out is then unclear, not just missing. Default: every method
   * but GET. Set it to false for a POST that only queries.
   */
  writes?: boolean;
  /** False for calls that the vendor does not count, such as Autotask's zone discovery. Default true. */
  counted?: boolean;
  /** The whole call's deadline, in milliseconds; default from the kit's configuration. */
  timeoutMs?: number;
}

export interface PsaAnswer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** The body, parsed where it is JSON, else text; undefined where it is empty. */
  body: unknown;
}

/**
 * Calls the PSA: takes a permit of the lane from the integration's shared budget, a slot of the endpoint group, passes the
 * breaker, calls, and keeps the exchange (redacted) for the issue.
 *
 * @returns every answer with status 200 to 299.
 * @throws AppError for all others, by what `readAnswer` says of them:
 * `psa_refused` (rejected; details `status`, `psaText`, `body`), `psa_not_found` (not_found), `psa_forbidden` (forbidden),
 * `psa_credentials` (unauthenticated), `psa_limited` (rate_limited, `retryAt`), `psa_unavailable` (unavailable: surely not
 * carried out), `psa_unclear` (unavailable: a write that was perhaps carried out), `psa_no_answer` (unavailable: a read that got no answer),
 * `budget_exhausted`, `slots_busy` (rate_limited, `retryAt`), `breaker_open` (unavailable, `retryAt`).
 */
export type PsaCall = (request: PsaRequest) => Promise<PsaAnswer>;

/** What an answer outside 200 to 299 means. */
export interface AnswerReading {
  verdict: 'refused' | 'not_found' | 'forbidden' | 'credentials' | 'limited' | 'unavailable' | 'unclear';
  /** The PSA's own words. */
  psaText?: string;
  /** When the PSA said to come back. */
  retryAt?: Date;
  /** With `limited`: the allowance that it names, all of which is used now, by whomever. */
  limit?: number;
}

/**
 * Reads an answer outside 200 to 299. Pure. `unclear` is for answers to a write after which the entity may exist all the same;
 * `unavailable` and `unclear` count for the breaker, the others never do. Answer undefined to take the kit's reading by
 * status: 401 credentials, 403 forbidden, 404 not found, 429 limited (with `Retry-After`), 5xx unclear for writes and
 * unavailable for reads, else refused.
 */
export type ReadAnswer = (answer: PsaAnswer, request: PsaRequest, now: Date) => AnswerReading | undefined;
