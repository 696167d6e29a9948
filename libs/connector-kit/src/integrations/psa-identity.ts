import type { ConnectionReport } from '../define-connector.ts';

interface Identified {
  fingerprint?: string | undefined;
  recognisedBy?: readonly string[] | undefined;
}

/**
 * All names of the PSA database that a test told, the surest first: `kind:value`. A test may tell a lesser one alone, such as where
 * the PSA cannot be asked for its number; what was known of the surer kinds is kept.
 */
export function namesAfter(known: Identified, { fingerprint, alsoKnownAs = [] }: ConnectionReport): readonly string[] {
  const told = [fingerprint, ...alsoKnownAs];
  const kinds = new Set(told.map(kindOf));
  return [...namesOf(known).filter((name) => !kinds.has(kindOf(name))), ...told];
}

/** The surest kind of name that both sides have decides: people rename companies, and two databases may have one name. */
export function isSamePsa(known: Identified, { fingerprint, alsoKnownAs = [] }: ConnectionReport): boolean {
  const told = new Map([fingerprint, ...alsoKnownAs].map((name) => [kindOf(name), name]));
  const decisive = namesOf(known).find((name) => told.has(kindOf(name)));
  return decisive !== undefined && told.get(kindOf(decisive)) === decisive;
}

function namesOf({ fingerprint, recognisedBy }: Identified): readonly string[] {
  return recognisedBy ?? (fingerprint === undefined ? [] : [fingerprint]);
}

function kindOf(name: string): string {
  return name.split(':', 1)[0] ?? '';
}
