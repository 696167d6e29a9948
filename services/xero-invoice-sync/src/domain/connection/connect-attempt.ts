import type { Stored } from '@psa-bridge/persistence';
import { createHash, randomBytes } from 'node:crypto';

/**
 * A person who went off to Xero and is expected back; `_id` is the `state` that comes back too. The browser keeps the PKCE
 * verifier, so that whoever brings Xero's answer has to be the one who set out.
 */
export interface ConnectAttempt extends Stored {
  challenge: string;
  integrationId: string;
  endsAt: Date;
}

/** As long as a person may take to sign in at Xero and to choose organisations. */
export const ATTEMPT_MS = 10 * 60_000;

const RANDOM_BYTES = 32;
const MAX_LENGTH = 8_000;
const TOKEN = /^[\w-]{43}$/;

/** Enough for a state and for a PKCE verifier (43 to 128 characters). */
export function newToken(): string {
  return randomBytes(RANDOM_BYTES).toString('base64url');
}

/** S256 of RFC 7636. */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

export type Callback =
  | { kind: 'code'; state: string; code: string }
  /** The person said no, or the app may not have what it asks for (xero.md 3). */
  | { kind: 'refused'; state: string; error: string };

/** Reads the query of the address that Xero sent the browser back to; undefined where it answers none of our questions. */
export function parseCallback(query: string): Callback | undefined {
  if (query.length > MAX_LENGTH) return undefined;
  const entries = [...new URLSearchParams(query)];
  const parameters = new Map(entries);
  const state = parameters.get('state') ?? '';
  // A parameter that comes twice could be taken for one of both.
  if (parameters.size !== entries.length || !TOKEN.test(state)) return undefined;
  const [code, error] = [parameters.get('code'), parameters.get('error')];
  if (error) return { kind: 'refused', state, error };
  return code ? { kind: 'code', state, code } : undefined;
}
