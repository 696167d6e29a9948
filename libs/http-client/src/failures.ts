import { AppError, isAppError, unavailable } from '@psa-bridge/core';
import type { Exchange } from './exchange.ts';

/** Failed before anything of the request was on its way. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
]);
const RESET = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/**
 * A network failure with a name, and whether the other side may have acted (`details.maybeSent`): the one thing that decides
 * whether a create may simply be repeated.
 */
export function networkFailure(error: unknown, exchange: Exchange, deadlineHit: boolean): AppError {
  const known = innermostAppError(error);
  if (known) return withExchange(known, exchange);
  const code = errorCode(error);
  if (deadlineHit) return failure('timeout', 'The other side did not answer in time.', { error, exchange, maybeSent: true });
  if (RESET.has(code)) return failure('connection_reset', 'The connection was reset.', { error, exchange, maybeSent: true });
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return failure('dns_failed', 'The host name was not found.', { error, exchange, maybeSent: false });
  if (NOT_SENT.has(code)) return failure('connect_failed', 'No connection could be made.', { error, exchange, maybeSent: false });
  return failure('network_failed', 'The connection failed.', { error, exchange, maybeSent: true });
}

interface FailureFacts {
  error: unknown;
  exchange: Exchange;
  maybeSent: boolean;
}

function failure(code: string, message: string, { error, exchange, maybeSent }: FailureFacts): AppError {
  return unavailable(code, message, { cause: error, details: { maybeSent, exchange } });
}

export function withExchange(error: AppError, exchange: Exchange): AppError {
  if (error.details['exchange'] !== undefined) return error;
  const { code, kind, retryAt, expected, cause } = error;
  return new AppError(error.message, {
    code,
    kind,
    expected,
    cause,
    ...(retryAt && { retryAt }),
    details: { ...error.details, exchange },
  });
}

function innermostAppError(error: unknown): AppError | undefined {
  return causes(error).find(isAppError);
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
