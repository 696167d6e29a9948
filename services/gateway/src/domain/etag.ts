import { invalidInput } from '@psa-bridge/core';

/** The ETag of a record: its dataRevision, so that bookkeeping of a sync never breaks a user's `If-Match`. */
export function etagOf(revision: number): string {
  return `"${revision}"`;
}

const ETAG = /^\s*(W\/)?"(\d{1,15})"\s*$/;

/** No record has this revision, so what asks for it conflicts. */
const NO_REVISION = -1;

/**
 * The revision that an `If-Match` header names. A weak tag never matches (RFC 9110, section 13.1.1).
 *
 * @throws AppError `invalid_if_match` for anything but one ETag.
 */
export function revisionOf(ifMatch: string): number {
  const match = ETAG.exec(ifMatch);
  if (!match) throw invalidInput('invalid_if_match', 'If-Match must be the ETag of the record as it was read, such as "3".');
  return match[1] === undefined ? Number(match[2]) : NO_REVISION;
}
