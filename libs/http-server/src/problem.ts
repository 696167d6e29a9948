import type { AppError, ErrorKind } from '@psa-bridge/core';

/** RFC 9457 problem with our `code` and `requestId`; never a stack or a driver's text. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  requestId: string;
  [extension: string]: unknown;
}

const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  unavailable: 503,
  rejected: 502,
  bug: 500,
};

/** The few codes whose status is finer than that of their kind. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  revision_conflict: 412,
  settings_conflict: 412,
  if_match_required: 428,
  method_not_allowed: 405,
  unsupported_media_type: 415,
  idempotency_key_reused: 422,
  // Not the caller's own: what the PSA knows them by is missing or wrong, which whoever may change it can mend.
  credentials_missing: 409,
  psa_credentials: 409,
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'Invalid request',
  401: 'Not signed in',
  403: 'Access Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Too slow',
  409: 'Conflict',
  412: 'Changed in the meantime',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Key used before',
  428: 'If-Match required',
  429: 'Too many requests',
  431: 'Too large',
  500: 'Internal error',
  502: 'Refused by the other system',
  503: 'Not available now',
};

/** Facts of an error that a caller may see; others stay in the log. */
const SHOWN_DETAILS = ['problems', 'field', 'allow', 'currentRevision', 'psaText', 'remedy', 'checks'] as const;

export function statusOf(error: AppError): number {
  return STATUS_OF_CODE[error.code] ?? STATUS[error.kind];
}

export function toProblem(error: AppError, requestId: string): Problem {
  const status = statusOf(error);
  const shown = error.kind === 'bug' ? [] : SHOWN_DETAILS.filter((key) => error.details[key] !== undefined);
  return {
    ...problemOf({
      status,
      code: error.kind === 'bug' ? 'internal_error' : error.code,
      detail: error.kind === 'bug' ? 'Something went wrong on our side. The request id names it in the logs.' : error.message,
      requestId,
    }),
    ...Object.fromEntries(shown.map((key) => [key, error.details[key]])),
  };
}

export function problemOf(facts: { status: number; code: string; detail: string; requestId: string }): Problem {
  return { type: 'about:blank', title: TITLES[facts.status] ?? 'Error', ...facts };
}

/** Whole seconds until the error's time, at least one. */
export function retryAfterSeconds(error: AppError, now: Date): number | undefined {
  if (error.retryAt) return Math.max(1, Math.ceil((error.retryAt.getTime() - now.getTime()) / 1000));
  return error.kind === 'unavailable' ? 5 : undefined;
}
