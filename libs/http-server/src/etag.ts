import { invalidInput } from '@psa-bridge/core';

/** The ETag of something with a revision that rises only when people would see a change, so that bookkeeping never breaks an `If-Match`. */
export function etagOf(revision: number): string {
  return `"${revision}"`;
}

const ETAG = /^\s*(W\/)?"(\d{1,15})"\s*$/;

/** Nothing has this revision, so what asks for it conflicts. */
const NO_REVISION = -1;

/**
 * The revision that an `If-Match` header names, where there is one. A weak tag never matches (RFC 9110, section 13.1.1).
 *
 * @throws AppError `invalid_if_match` for anything but one ETag.
 */
export function revisionOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined) return undefined;
  const match = ETAG.exec(ifMatch);
  if (!match) throw invalidInput('invalid_if_match', 'If-Match must be the ETag as it was read, such as "3".');
  return match[1] === undefined ? Number(match[2]) : NO_REVISION;
}

/** @throws AppError `if_match_required` (428) where the header is missing, `invalid_if_match`. */
export function requiredRevisionOf(ifMatch: string | undefined): number {
  const revision = revisionOf(ifMatch);
  if (revision !== undefined) return revision;
  throw invalidInput(
    'if_match_required',
    "If-Match is required: send the ETag as you read it, so that nobody else's change is lost.",
    {
      expected: true,
    },
  );
}
