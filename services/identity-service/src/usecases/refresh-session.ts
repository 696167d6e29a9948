import { unauthenticated } from '@psa-bridge/core';
import {
  endSession,
  judgeRefresh,
  newRefreshToken,
  parseRefreshToken,
  refreshed,
  type RefreshToken,
  type RefreshVerdict,
  type Session,
} from '../domain/session.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';
import { makeIssueTokens, type SessionTokens } from './issue-tokens.ts';

type RefreshDeps = Pick<Deps, 'users' | 'roles' | 'sessions' | 'clock' | 'signer' | 'sessionMs' | 'logger'>;

/**
 * Gives new tokens for a refresh token and makes the old one worthless, but for one whose answer was lost. A token that was used
 * before means that two parties hold it: the whole session ends.
 *
 * @throws AppError `invalid_refresh_token` or `refresh_token_reused` (401).
 */
export function makeRefreshSession(deps: RefreshDeps) {
  const issueTokens = makeIssueTokens(deps);

  return async (refreshToken: string): Promise<SessionTokens> => {
    const shown = parseRefreshToken(refreshToken);
    const session = shown && (await findSession(deps, shown));
    if (!session) throw invalidRefreshToken();
    const user = await deps.users.forTenant(session.tenantId).get(session.userId);
    const { verdict, next, expiresAt } = await rotate(session, shown, user);
    if (verdict === 'reused') deps.logger.warn({ tenantId: session.tenantId, userId: session.userId }, 'refresh_token_reused');
    if (verdict === 'reused')
      throw unauthenticated('refresh_token_reused', 'This session was ended because its refresh token was used twice.');
    if (verdict === 'ended' || !user) throw invalidRefreshToken();
    return issueTokens(user, next, expiresAt);
  };

  async function rotate(found: Session, shown: RefreshToken, user: User | undefined) {
    const now = deps.clock.now();
    const expiresAt = new Date(now.getTime() + deps.sessionMs);
    const next = newRefreshToken(found._id);
    let verdict: RefreshVerdict = 'ended';
    await deps.sessions.forTenant(found.tenantId).mutate(found._id, (session) => {
      if (!session) return undefined;
      verdict = judgeRefresh(session, shown.secret, now);
      if (verdict === 'ended') return undefined;
      if (verdict === 'reused') return endSession(session, 'reuse', now);
      return user ? { ...refreshed(session, verdict, next, now), expiresAt } : endSession(session, 'user-gone', now);
    });
    return { verdict: verdict as RefreshVerdict, next, expiresAt };
  }
}

export function findSession({ sessions }: Pick<Deps, 'sessions'>, { sessionId }: RefreshToken): Promise<Session | undefined> {
  return sessions.acrossTenants('The refresh token names the session, and the session its tenant.').get(sessionId);
}

function invalidRefreshToken() {
  return unauthenticated('invalid_refresh_token', 'The refresh token is not valid any more. Sign in again.', { expected: true });
}
