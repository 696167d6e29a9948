import { createHash, randomBytes } from 'node:crypto';
import type { Draft, Stored } from '@psa-bridge/persistence';

/**
 * One sign-in and the refresh tokens that grew from it. Only the hash of the newest token's secret is kept: whoever shows
 * the session's id with another secret holds a token that was used before.
 */
export interface Session extends Stored {
  userId: string;
  secretHash: string;
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

export type RefreshVerdict = 'current' | 'ended' | 'reused';

/** What showing this secret means: the newest token, a session that is over, or a token used before. */
export function judgeRefresh(session: Session, secret: string, now: Date): RefreshVerdict {
  if (session.endedAt || now >= session.expiresAt) return 'ended';
  return session.secretHash === secretHash(secret) ? 'current' : 'reused';
}

export function endSession(session: Session, endedBy: NonNullable<Session['endedBy']>, endedAt: Date): Draft<Session> {
  return { ...session, endedAt, endedBy };
}
