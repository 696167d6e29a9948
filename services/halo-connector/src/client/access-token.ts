import { Secret, type Clock } from '@psa-bridge/core';
import type { TokenGrant } from './authorization.ts';

/** A token that may be used now. */
export interface AccessToken {
  /** The value of the header `Authorization`. */
  bearer: Secret;
  scopes: readonly string[];
}

/** The token of one tenant's application, for all work of this process. */
export interface TokenKeeper {
  /** The token that stands; `load` is called once for all who ask while there is none. */
  current(load: () => Promise<TokenGrant>): Promise<AccessToken>;
  /** It was answered with 401: the next who asks gets another one. One that was replaced meanwhile is left alone. */
  reject(token: AccessToken): void;
}

/** Renewed this much before it ends, so that it is good for the calls that are still to come. */
const EARLY_MS = 2 * 60_000;
/** A token that lives for a short time only is renewed within this share of it. */
const EARLY_SHARE = 0.1;

export function createTokenKeeper(clock: Clock): TokenKeeper {
  let kept: { token: Promise<AccessToken>; value?: AccessToken; renewAt: number } | undefined;

  function renew(load: () => Promise<TokenGrant>): Promise<AccessToken> {
    const askedAt = clock.now().getTime();
    // Whoever asks meanwhile shares this one.
    const entry: NonNullable<typeof kept> = {
      renewAt: Infinity,
      token: load().then(({ accessToken, lifeMs, scopes }) => {
        entry.renewAt = askedAt + lifeMs - Math.min(EARLY_MS, lifeMs * EARLY_SHARE);
        entry.value = { bearer: new Secret(`Bearer ${accessToken}`), scopes };
        return entry.value;
      }),
    };
    entry.token.catch(() => {
      if (kept === entry) kept = undefined;
    });
    kept = entry;
    return entry.token;
  }

  return {
    current: (load) => (kept && kept.renewAt > clock.now().getTime() ? kept.token : renew(load)),
    reject(token) {
      if (kept?.value === token) kept = undefined;
    },
  };
}
