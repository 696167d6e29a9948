/**
 * What kind of failure it is decides everything that follows: the HTTP status, what a consumer does with the message and
 * what the work table does with the row.
 */
export const ERROR_KINDS = [
  'invalid_input',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'too_large',
  'rate_limited',
  'unavailable',
  'rejected',
  'bug',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

export interface AppErrorOptions {
  /** Stable, machine-readable name of the failure, in snake_case. */
  code: string;
  kind: ErrorKind;
  /** Facts about the failure that may be shown to the caller: never a secret. */
  details?: Readonly<Record<string, unknown>>;
  /** When trying again makes sense; set on `rate_limited` and, where known, on `unavailable`. */
  retryAt?: Date;
  /** True for failures that belong to normal life: logged at info and not counted as errors. */
  expected?: boolean;
  cause?: unknown;
}

const BRAND = Symbol.for('psa-bridge.AppError');

/** The one error class of the platform. Compare `code` and `kind`, never the message. */
export class AppError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly details: Readonly<Record<string, unknown>>;
  readonly retryAt: Date | undefined;
  readonly expected: boolean;

  constructor(message: string, options: AppErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = options.code;
    this.kind = options.kind;
    this.details = options.details ?? {};
    this.retryAt = options.retryAt;
    this.expected = options.expected ?? false;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Works across copies of this package, which `instanceof` does not. */
export function isAppError(error: unknown): error is AppError {
  return typeof error === 'object' && error !== null && BRAND in error;
}

type Extras = Omit<AppErrorOptions, 'code' | 'kind'>;
type Maker = (code: string, message: string, extras?: Extras) => AppError;

function maker(kind: ErrorKind): Maker {
  return (code, message, extras = {}) => new AppError(message, { ...extras, code, kind });
}

/** The input is wrong; the message names the field and the cure. */
export const invalidInput = maker('invalid_input');
export const unauthenticated = maker('unauthenticated');
export const forbidden = maker('forbidden');
export const notFound = maker('not_found');
export const conflict = maker('conflict');
export const tooLarge = maker('too_large');
/** A limit was met; give `retryAt`. */
export const rateLimited = maker('rate_limited');
/** Timeout, 5xx, open breaker, database down: trying later may work. */
export const unavailable = maker('unavailable');
/** The other system understood and said no: trying the same again will not work. */
export const rejected = maker('rejected');

/** Whatever was thrown, as an AppError: an unknown throwable is a bug, with the original as its cause. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new AppError(message, { code: 'bug', kind: 'bug', cause: error });
}
