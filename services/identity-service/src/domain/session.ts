import type { Draft, Stored } from '@psa-bridge/persistence';
import { currentContext } from '@psa-bridge/observability';
import { byUser, identityAction, UNKNOWN } from './audit/identity-action.ts';
import { isSecretOf, secretHash } from './opaque-token.ts';

/** From where somebody signed in, so that the user recognises the session. */
export interface Client {
  /** The network address. */
  address: string;
  userAgent?: string;
}

export const SESSION_ENDS = ['sign-out', 'revoked', 'password-set', 'reuse', 'refused', 'access-removed'] as const;

/**
 * One sign-in and the refresh tokens that grew from it. Only hashes are kept, of the newest token's secret and, for a moment, of
 * the one before: whoever shows the session's id with another secret holds a token that was used before.
 */
export interface Session extends Stored {
  userId: string;
  /** How the user signed in. */
  method: string;
  client: Client;
  secretHash: string;
  /** The token before, while nobody has shown the newest: the answer that held that one may have been lost. */
  former?: { secretHash: string; until: Date };
  startedAt: Date;
  /** The sign-in, or the last refresh. */
  lastUsedAt: Date;
  /** Moves on with each refresh (ID-28). */
  expiresAt: Date;
  endedAt?: Date;
  endedBy?: (typeof SESSION_ENDS)[number];
}

/** What a secret of a session that runs is: that of the newest token, of one whose answer may have been lost, or of one used before. */
export type SecretVerdict = 'current' | 'repeated' | 'reused';
export type RefreshVerdict = SecretVerdict | 'ended';

export interface SessionRules {
  now: Date;
  /** The tenant's session length now: one that was shortened counts for running sessions too. */
  lengthMs: number;
}

/** Longer than a service that was killed takes to come back. */
const ANSWER_LOST_MS = 60_000;

/** What showing this secret means, also where the session is over. */
export function judgeRefresh(session: Session, secret: string, rules: SessionRules): RefreshVerdict {
  return isOver(session, rules) ? 'ended' : judgeSecret(session, secret, rules.now);
}

export function judgeSecret({ secretHash: newest, former }: Session, secret: string, now: Date): SecretVerdict {
  if (isSecretOf(secret, newest)) return 'current';
  return former && now < former.until && isSecretOf(secret, former.secretHash) ? 'repeated' : 'reused';
}

function isOver({ endedAt, expiresAt, lastUsedAt }: Session, { now, lengthMs }: SessionRules): boolean {
  return endedAt !== undefined || now >= expiresAt || now.getTime() - lastUsedAt.getTime() >= lengthMs;
}

/**
 * The session after a refresh: the token that was shown may be shown once more until the new one is. Then that one takes the
 * place of the one that was lost, so no two are ever good beside each other.
 */
export function refreshed(
  session: Session,
  verdict: 'current' | 'repeated',
  nextSecret: string,
  rules: SessionRules,
): Draft<Session> {
  const { now, lengthMs } = rules;
  const shown = { secretHash: session.secretHash, until: new Date(now.getTime() + ANSWER_LOST_MS) };
  const { former = shown } = verdict === 'repeated' ? session : {};
  const expiresAt = new Date(now.getTime() + lengthMs);
  return { ...session, secretHash: secretHash(nextSecret), former, lastUsedAt: now, expiresAt };
}

export function endSession(session: Session, endedBy: NonNullable<Session['endedBy']>, endedAt: Date): Draft<Session> {
  const { _id: id, tenantId, userId } = session;
  // A refresh token is shown by its user; only one that was used before comes from nobody knows whom.
  const isTheft = endedBy === 'reuse';
  const told = { tenantId, id, at: endedAt, after: { endedBy, userId } };
  const action = isTheft
    ? identityAction({ ...told, kind: 'session.theft_suspected', actor: UNKNOWN })
    : identityAction({
        ...told,
        kind: 'session.ended',
        actor: currentContext().actor === undefined ? byUser(userId) : undefined,
      });
  return { ...session, endedAt, endedBy, outbox: [action] };
}
