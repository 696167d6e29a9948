import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '@psa-bridge/core';
import { writeAccessToken } from './access-token.ts';

export interface TokenSet {
  accessToken: string;
  /** Undefined without offline_access, and for a custom connection. */
  refreshToken: string | undefined;
  lifeSeconds: number;
  scopes: readonly string[];
}

export interface AccessToken {
  clientId: string;
  scopes: readonly string[];
  expiresAt: number;
}

/** How long things last (xero.md 2). */
export interface TokenLives {
  accessSeconds: number;
  refreshDays: number;
  graceMinutes: number;
}

interface Refreshable {
  scopes: readonly string[];
  authEventId: string;
  expiresAt: number;
  /** Set once it was used up. */
  usedAt: number | undefined;
  successors: readonly string[];
}

interface GivenCode {
  redirectUri: string;
  scopes: readonly string[];
  authEventId: string;
  /** S256 of PKCE, where one was given. */
  challenge: string | undefined;
}

/** Codes and tokens that have been given out (xero.md 2). */
export interface Grants {
  readonly lives: TokenLives;
  /** A code for the redirect. */
  giveCode(given: GivenCode): string;
  /** Undefined for a code that is unknown, used, older than five minutes, of another redirect, or whose challenge is not met. */
  redeem(code: string, shown: { redirectUri: string; verifier: string }, clientId: string): TokenSet | undefined;
  /** Undefined where only a new consent helps. */
  refresh(token: string, clientId: string, endsSuccessor: boolean): TokenSet | undefined;
  giveToApp(clientId: string, scopes: readonly string[]): TokenSet;
  access(token: string): AccessToken | undefined;
  /** Whether there was such a refresh token, which ends with all others of the person. */
  revoke(token: string): boolean;
  /** Tokens given out by grant type, since the start. */
  counts(): Readonly<Record<string, number>>;
  /** Access tokens end now; refresh tokens too where they are to. */
  end(alsoRefresh: boolean): void;
  reset(): void;
}

const CODE_MS = 5 * 60_000;
const DAY_MS = 86_400_000;
/** The one person of the simulation. */
const USER_ID = '00000000-0000-4000-8000-00000000005e';

export function createGrants(clock: Clock, given: TokenLives): Grants {
  const lives = { ...given };
  const codes = new Map<string, GivenCode & { until: number }>();
  const access = new Map<string, AccessToken>();
  const refreshable = new Map<string, Refreshable>();
  let counts: Record<string, number> = {};
  const now = (): number => clock.now().getTime();

  function issue(clientId: string, scopes: readonly string[], authEventId?: string): TokenSet {
    const at = now();
    const expiresAt = at + lives.accessSeconds * 1_000;
    const userId = authEventId === undefined ? undefined : USER_ID;
    const accessToken = writeAccessToken({ clientId, scopes, authEventId, userId, issuedAt: at, expiresAt });
    access.set(accessToken, { clientId, scopes, expiresAt });
    const isKept = authEventId !== undefined && scopes.includes('offline_access');
    const refreshToken = isKept ? randomBytes(32).toString('base64url') : undefined;
    if (refreshToken !== undefined && authEventId !== undefined)
      refreshable.set(refreshToken, {
        scopes,
        authEventId,
        expiresAt: at + lives.refreshDays * DAY_MS,
        usedAt: undefined,
        successors: [],
      });
    return { accessToken, refreshToken, lifeSeconds: lives.accessSeconds, scopes };
  }

  /** The one before the newest may be used again for a while, in case its answer was lost. */
  function isInGrace({ usedAt, successors }: Refreshable): boolean {
    if (usedAt === undefined) return true;
    const isPrevious = successors.every((token) => refreshable.get(token)?.usedAt === undefined);
    return isPrevious && now() < usedAt + lives.graceMinutes * 60_000;
  }

  function count(kind: string): void {
    counts[kind] = (counts[kind] ?? 0) + 1;
  }

  return {
    lives,
    giveCode(made) {
      const code = randomBytes(24).toString('base64url');
      codes.set(code, { ...made, until: now() + CODE_MS });
      return code;
    },
    redeem(code, { redirectUri, verifier }, clientId) {
      const found = codes.get(code);
      codes.delete(code);
      if (!found || found.until <= now() || found.redirectUri !== redirectUri) return undefined;
      if (found.challenge !== undefined && found.challenge !== challengeOf(verifier)) return undefined;
      count('authorization_code');
      return issue(clientId, found.scopes, found.authEventId);
    },
    refresh(token, clientId, endsSuccessor) {
      const found = refreshable.get(token);
      if (!found || found.expiresAt <= now() || !isInGrace(found)) return undefined;
      if (endsSuccessor) for (const successor of found.successors) refreshable.delete(successor);
      const set = issue(clientId, found.scopes, found.authEventId);
      const successors = [
        ...(endsSuccessor ? [] : found.successors),
        ...(set.refreshToken === undefined ? [] : [set.refreshToken]),
      ];
      refreshable.set(token, { ...found, usedAt: found.usedAt ?? now(), successors });
      count('refresh_token');
      return set;
    },
    giveToApp(clientId, scopes) {
      count('client_credentials');
      return issue(clientId, scopes);
    },
    access: (token) => access.get(token),
    revoke(token) {
      if (!refreshable.has(token)) return false;
      refreshable.clear();
      return true;
    },
    counts: () => ({ ...counts }),
    end(alsoRefresh) {
      for (const [token, one] of access) access.set(token, { ...one, expiresAt: Math.min(one.expiresAt, now()) });
      if (alsoRefresh) refreshable.clear();
    },
    reset() {
      for (const known of [codes, access, refreshable]) known.clear();
      Object.assign(lives, given);
      counts = {};
    },
  };
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

export function newAuthEventId(): string {
  return randomUUID();
}
