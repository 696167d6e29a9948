import { createHash, randomBytes } from 'node:crypto';
import type { Draft, Stored } from '@psa-bridge/persistence';

/**
 * One sign-in and the refresh tokens that grew from it. Only hashes are kept, of the newest token's secret and, for a moment, of
 * the one before: whoever shows the session's id with another secret holds a token that was used before.
 */
export interface Session extends Stored {
  userId: string;
  secretHash: string;
  /** The token before, while nobody has shown the newest: the answer that held that one may have been lost. */
  former?: { secretHash: string; until: Date };
  startedAt: Date;
  /** Moves on with each refresh (ID-28). */
  expiresAt: Date;
  endedAt?: Date;
  endedBy?: 'sign-out' | 'reuse' | 'user-gone';
}

export interface RefreshToken {
  sessionId: string;
  secret: string;
}

export function newRefreshToken(sessionId: string = randomBytes(16).toString('base64url')): RefreshToken {
  return { sessionId, secret: randomBytes(32).toString('base64url') };
}

export function formatRefreshToken({ sessionId, secret }: RefreshToken): string {
  return `${sessionId}.${secret}`;
}

export function parseRefreshToken(text: string): RefreshToken | undefined {
  const match = /^([\w-]{22})\.([\w-]{43})$/.exec(text);
  return match?.[1] && match[2] ? { sessionId: match[1], secret: match[2] } : undefined;
}

export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

export type RefreshVerdict = 'current' | 'repeated' | 'ended' | 'reused';

/** Longer than a service that was killed takes to come back. */
const ANSWER_LOST_MS = 60_000;

/** What showing this secret means: the newest token, one whose answer may have been lost, a session that is over, or a token used before. */
export function judgeRefresh(session: Session, secret: string, now: Date): RefreshVerdict {
  if (session.endedAt || now >= session.expiresAt) return 'ended';
  const shown = secretHash(secret);
  if (session.secretHash === shown) return 'current';
  return session.former?.secretHash === shown && now < session.former.until ? 'repeated' : 'reused';
}

/**
 * The session after a refresh: the token that was shown may be shown once more until the new one is. Then that one takes the
 * place of the one that was lost, so no two are ever good beside each other.
 */
export function refreshed(session: Session, verdict: 'current' | 'repeated', next: RefreshToken, now: Date): Draft<Session> {
  const shown = { secretHash: session.secretHash, until: new Date(now.getTime() + ANSWER_LOST_MS) };
  const { former = shown } = verdict === 'repeated' ? session : {};
  return { ...session, secretHash: secretHash(next.secret), former };
}

export function endSession(session: Session, endedBy: NonNullable<Session['endedBy']>, endedAt: Date): Draft<Session> {
  return { ...session, endedAt, endedBy };
}
