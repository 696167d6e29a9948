import { randomBytes } from 'node:crypto';
import type { Clock } from '@psa-bridge/core';

export interface Token {
  value: string;
  scopes: readonly string[];
  lifeSeconds: number;
}

/** Access tokens that have been given out. */
export interface Tokens {
  issue(scopes: readonly string[]): Token;
  /** Scopes of a token that is known and has not expired. */
  scopesOf(value: string): readonly string[] | undefined;
  /** How many have been given out since the start. */
  issued(): number;
  /** Ends those that are out. */
  revoke(): void;
  setLife(seconds: number): void;
  reset(): void;
}

export function createTokens(clock: Clock, initialLife: number): Tokens {
  const known = new Map<string, { scopes: readonly string[]; until: number }>();
  let lifeSeconds = initialLife;
  let issued = 0;
  const now = (): number => clock.now().getTime();

  return {
    issue(scopes) {
      for (const [value, { until }] of known) if (until <= now()) known.delete(value);
      const value = randomBytes(32).toString('base64url');
      known.set(value, { scopes, until: now() + lifeSeconds * 1_000 });
      issued += 1;
      return { value, scopes, lifeSeconds };
    },
    scopesOf(value) {
      const found = known.get(value);
      return found && found.until > now() ? found.scopes : undefined;
    },
    issued: () => issued,
    revoke: () => known.clear(),
    setLife(seconds) {
      lifeSeconds = seconds;
    },
    reset() {
      known.clear();
      lifeSeconds = initialLife;
      issued = 0;
    },
  };
}
