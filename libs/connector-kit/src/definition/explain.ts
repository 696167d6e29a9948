import { AppError, isAppError, toAppError } from '@psa-bridge/core';
import type { Classify, Failure, FailureContext } from './failure.ts';

const REMEDIES: Readonly<Record<string, string>> = {
  missing_external_id: 'Synchronize that record first; it is tried again by itself once it is linked.',
  external_already_linked: 'Two records here stand for the same entity of the PSA. Remove one of them, then retry.',
  record_refused: 'Correct the entity in the PSA; it is read again with the next change or by Retry.',
};

/** The words for an error: the provider's own, else the kit's by its kind. */
export function explainFailure(error: unknown, classify: Classify, context: FailureContext): Failure {
  const known = toAppError(error);
  const failure = classify(known, context) ?? plainFailure(known);
  const { reference } = known.details;
  return failure.reference === undefined && typeof reference === 'string' ? { ...failure, reference } : failure;
}

/** What whoever threw an error knows of its object, whichever words it has. */
export interface ErrorObject {
  /** The PSA's names of the fields that it is about. */
  fields?: readonly string[] | undefined;
  /** Such as `billing code 17`: what fails for the same is mended together. */
  reference?: string | undefined;
}

/** The error with its object named; what it names already stays. */
export function pointingAt(error: AppError, { fields, reference }: ErrorObject): AppError {
  const { code, kind, details, retryAt, expected, cause } = error;
  return new AppError(error.message, {
    ...{ code, kind, expected, cause },
    ...(retryAt === undefined ? {} : { retryAt }),
    details: { ...(fields === undefined ? {} : { fields }), ...(reference === undefined ? {} : { reference }), ...details },
  });
}

/** The fields that an error is about. */
export function fieldsOf(error: unknown): readonly string[] {
  const fields = isAppError(error) ? error.details['fields'] : undefined;
  return Array.isArray(fields) ? fields.filter((field): field is string => typeof field === 'string') : [];
}

function plainFailure(error: AppError): Failure {
  const psaText = psaTextOf(error);
  return {
    code: error.code,
    kind: error.kind,
    message: error.kind === 'bug' ? 'The synchronization met an unexpected error.' : (psaText ?? error.message),
    remedy: REMEDIES[error.code] ?? remedyOfKind(error),
    ...(psaText === undefined ? {} : { psaText }),
    ...(error.kind === 'unauthenticated' ? { scope: 'integration' as const } : {}),
  };
}

function remedyOfKind(error: AppError): string {
  switch (error.kind) {
    case 'unauthenticated':
      return 'Enter the credentials of the integration anew and test the connection.';
    case 'forbidden':
      return 'Give the API user of the PSA the permission that is missing, then retry.';
    case 'rate_limited':
      return 'The PSA limits the number of calls. Wait a few minutes, then retry.';
    case 'unavailable':
      return 'The PSA did not answer. Retry when it is reachable again.';
    case 'bug':
      return 'Report it with the trace id; Retry tries again.';
    default:
      return 'Correct the record or the mapping that the message names, then retry.';
  }
}

/** The PSA's own words, where the error carries them. */
export function psaTextOf(error: unknown): string | undefined {
  const text = isAppError(error) ? error.details['psaText'] : undefined;
  return typeof text === 'string' && text !== '' ? text : undefined;
}
