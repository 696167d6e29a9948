import { isAppError, newId, type Clock } from '@psa-bridge/core';
import { createFieldCipher, fieldAad, type Collection, type Draft, type FieldCipher } from '@psa-bridge/persistence';
import {
  claimed,
  newCookie,
  sealingKeyOf,
  sessionIdOf,
  standingOf,
  type BrowserSession,
  type SessionTokens,
} from '../../domain/session/browser-session.ts';
import type { SignIn } from '../../ports.ts';

export interface BrowserSessionDeps {
  sessions: Collection<BrowserSession>;
  signIn: Pick<SignIn, 'renew' | 'end'>;
  clock: Clock;
}

/** What a cookie stands for; `renewedUntil` where the cookie is to live on until then. */
export interface Authorized {
  authorization: string;
  renewedUntil?: Date;
}

export type BrowserSessions = ReturnType<typeof makeBrowserSessions>;

const WAIT_MS = 50;
const MOST_WAITS = 200;
const WHOSE = 'The cookie names the session, and the session its tenant.';

/** Sessions of browsers: a cookie goes in, the access token that it stands for comes out, renewed when its time is near. */
export function makeBrowserSessions({ sessions, signIn, clock }: BrowserSessionDeps) {
  const find = (cookie: string) => sessions.acrossTenants(WHOSE).get(sessionIdOf(cookie));

  /** One of those who ask for it at the same time renews; the others wait for what comes of it. */
  async function renewed(cookie: string, session: BrowserSession): Promise<Authorized | undefined> {
    const who = newId();
    for (let waits = 0; waits < MOST_WAITS; waits += 1) {
      const now = clock.now();
      const stored = await sessions.forTenant(session.tenantId).mutate(session._id, (current) => claimed(current, who, now));
      if (!stored || standingOf(stored, now) === 'ended') return undefined;
      if (standingOf(stored, now) === 'good') return { authorization: bearer(cookie, stored) };
      if (stored.renewedBy?.who === who) return renew(cookie, stored);
      if (stored.accessEndsAt > now) return { authorization: bearer(cookie, stored) };
      await clock.sleep(WAIT_MS);
    }
    return undefined;
  }

  async function renew(cookie: string, session: BrowserSession): Promise<Authorized | undefined> {
    try {
      const tokens = await signIn.renew(unsealed(cookie, session).refreshToken);
      await sessions.forTenant(session.tenantId).mutate(session._id, (current) => current && toSession(cookie, tokens));
      return { authorization: `Bearer ${tokens.accessToken}`, renewedUntil: tokens.refreshTokenExpiresAt };
    } catch (error) {
      if (!isAppError(error) || (error.kind !== 'unauthenticated' && error.kind !== 'forbidden')) throw error;
      await sessions.forTenant(session.tenantId).delete(session._id);
      return undefined;
    }
  }

  return {
    /** Answers the cookie that the browser is to keep. */
    async begin(tokens: SessionTokens): Promise<string> {
      const cookie = newCookie();
      await sessions.forTenant(tokens.tenantId).insert(toSession(cookie, tokens));
      return cookie;
    },
    /** Undefined where nobody is signed in with it any more. @throws AppError `upstream_unavailable` */
    async authorizationOf(cookie: string): Promise<Authorized | undefined> {
      const session = await find(cookie);
      const standing = session && standingOf(session, clock.now());
      if (!session || standing === 'ended') return undefined;
      return standing === 'good' ? { authorization: bearer(cookie, session) } : renewed(cookie, session);
    },
    async end(cookie: string): Promise<void> {
      const session = await find(cookie);
      if (!session) return;
      await sessions.forTenant(session.tenantId).delete(session._id);
      await signIn.end(unsealed(cookie, session).refreshToken);
    },
    /** Deletes what nobody can use any more. */
    async sweep(): Promise<void> {
      await sessions.acrossTenants('Cleaning up knows no tenant.').deleteMany({ expiresAt: { $lte: clock.now() } });
    },
  };
}

function toSession(cookie: string, tokens: SessionTokens): Draft<BrowserSession> {
  const { tenantId, accessToken, refreshToken, accessTokenExpiresAt: accessEndsAt, refreshTokenExpiresAt: expiresAt } = tokens;
  const _id = sessionIdOf(cookie);
  const sealed = cipherOf(cookie).encrypt(JSON.stringify({ accessToken, refreshToken }), placeOf({ _id, tenantId }));
  return { _id, tenantId, sealed, accessEndsAt, expiresAt };
}

function bearer(cookie: string, session: BrowserSession): string {
  return `Bearer ${unsealed(cookie, session).accessToken}`;
}

function unsealed(cookie: string, session: BrowserSession): Pick<SessionTokens, 'accessToken' | 'refreshToken'> {
  const text = cipherOf(cookie).decrypt(session.sealed, placeOf(session));
  return JSON.parse(text) as Pick<SessionTokens, 'accessToken' | 'refreshToken'>;
}

function cipherOf(cookie: string): FieldCipher {
  return createFieldCipher({ keys: sealingKeyOf(cookie), activeKeyId: 'cookie' });
}

function placeOf({ _id, tenantId }: Pick<BrowserSession, '_id' | 'tenantId'>): string {
  return fieldAad(tenantId, `browser_session.${_id}`);
}
