import type { Stored } from '@psa-bridge/persistence';

/**
 * A sign-in that went off to a provider and is expected back; `_id` is the `state` that comes back with it. The browser keeps
 * the PKCE verifier and here is its hash, which is also the challenge: whoever brings the provider's answer has to be the one
 * who set out.
 */
export interface SsoAttempt extends Stored {
  provider: string;
  nonce: string;
  challenge: string;
  /** What the user gave as address before setting out. */
  expectedEmail?: string;
  expiresAt: Date;
}

/** As long as somebody may take to sign in at the provider. */
export const SSO_ATTEMPT_MS = 10 * 60_000;

const MAX_LENGTH = 8_000;
const STATE = /^[\w-]{22}$/;

/** What the provider sent the browser back with. */
export interface Callback {
  state: string;
  parameters: ReadonlyMap<string, string>;
}

/**
 * Reads the query of the address that the browser came back to. Undefined where it cannot be an answer to one of our attempts:
 * the state is missing or not ours, or a parameter comes twice, of which one could be taken for the other.
 */
export function parseCallback(query: string): Callback | undefined {
  if (query.length > MAX_LENGTH) return undefined;
  const entries = [...new URLSearchParams(query)];
  const parameters = new Map(entries);
  const state = parameters.get('state') ?? '';
  return parameters.size === entries.length && STATE.test(state) ? { state, parameters } : undefined;
}
