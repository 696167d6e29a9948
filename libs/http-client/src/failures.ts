import { AppError, invalidInput, isAppError, unavailable } from '@psa-bridge/core';
import type { Exchange } from './exchange.ts';

const DNS = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'ENODATA', 'ESERVFAIL']);

/**
 * A network failure with a name, and whether the other side may have acted (`details.maybeSent`): the one thing that decides
 * whether a create may simply be repeated.
 */
export function networkFailure(error: unknown, maybeSent: boolean): AppError {
  const known = causes(error).find(isAppError);
  if (known) return withDetails(known, { maybeSent });
  const code = errorCode(error);
  const facts = { cause: error, details: { maybeSent } };
  if (code === 'UND_ERR_INVALID_ARG') return invalidInput('invalid_request', 'The request cannot be sent as it is.', facts);
  if (!maybeSent && DNS.has(code)) return unavailable('dns_failed', 'The host name was not found.', facts);
  if (!maybeSent) return unavailable('connect_failed', 'No connection could be made.', facts);
  if (causes(error).some((cause) => (cause as { name?: unknown }).name === 'HTTPParserError'))
    return unavailable('invalid_response', 'The other side did not answer in HTTP.', facts);
  return unavailable('connection_reset', 'The connection was reset.', facts);
}

export function timeout(): AppError {
  return unavailable('timeout', 'The other side did not answer in time.', { details: { maybeSent: false } });
}

export function aborted(cause: unknown): AppError {
  return unavailable('aborted', 'The call was given up.', { cause, expected: true, details: { maybeSent: false } });
}

export function responseTooLarge(maxBytes: number): AppError {
  return new AppError(`The answer is larger than ${maxBytes} bytes.`, {
    code: 'response_too_large',
    kind: 'rejected',
    details: { maybeSent: true },
  });
}

export function breakerOpen(retryAt: Date): AppError {
  return unavailable('breaker_open', 'The other side failed too often; it is left alone for a while.', {
    retryAt,
    expected: true,
    details: { maybeSent: false },
  });
}

export interface FailureDetails {
  maybeSent?: boolean;
  exchange?: Exchange;
}

/** The same error with further details. */
export function withDetails(error: AppError, details: FailureDetails): AppError {
  const { code, kind, retryAt, expected, cause } = error;
  const options = { code, kind, expected, cause, details: { ...error.details, ...details } };
  return new AppError(error.message, retryAt ? { ...options, retryAt } : options);
}

/** A failure that says something about the other side: what the breaker counts. */
export function isOutage(error: unknown): boolean {
  return isAppError(error) && error.kind === 'unavailable' && error.code !== 'aborted' && error.code !== 'breaker_open';
}

function errorCode(error: unknown): string {
  const codes = causes(error).map((cause) => (cause as { code?: unknown }).code);
  return codes.find((code) => typeof code === 'string') ?? '';
}

/** The error and what caused it; by shape, because an error may come from another realm. */
function causes(error: unknown): readonly object[] {
  const found: object[] = [];
  for (
    let current = error;
    typeof current === 'object' && current !== null && found.length < 10;
    current = (current as { cause?: unknown }).cause
  ) {
    found.push(current);
  }
  return found;
}
