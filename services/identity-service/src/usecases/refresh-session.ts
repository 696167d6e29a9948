import { unauthenticated } from '@psa-bridge/core';
import { newOpaqueToken, parseOpaqueToken, type OpaqueToken } from '../domain/opaque-token.ts';
import { endSession, judgeRefresh, refreshed, type RefreshVerdict, type Session } from '../domain/session.ts';
import type { Deps } from '../ports.ts';
import { makeConditions, type Judgement } from './check-conditions.ts';
import { makeIssueTokens, type SessionTokens } from './issue-tokens.ts';
import type { StartSessionDeps } from './start-session.ts';

/**
 * Gives new tokens for a refresh token and makes the old one worthless, but for one whose answer was lost. A token that was used
 * before means that two parties hold it: the whole session ends. So does the session of a user whom the conditions do not let in any more.
 *
 * @throws AppError `invalid_refresh_token` or `refresh_token_reused` (401); of kind `forbidden` as at sign-in.
 */
export function makeRefreshSession(deps: StartSessionDeps) {
  const conditions = makeConditions(deps);
  const issueTokens = makeIssueTokens(deps);

  return async (refreshToken: string): Promise<SessionTokens> => {
    const shown = parseOpaqueToken(refreshToken);
    const session = shown && (await findSession(deps, shown));
    const user = session && (await deps.users.forTenant(session.tenantId).get(session.userId));
    if (!user) throw invalidRefreshToken();
    const judgement = await conditions.judge(user, session.method);
    const { verdict, next, expiresAt } = await rotate(session, shown, judgement);
    if (verdict === 'reused') throw reused(session);
    if (verdict === 'ended') throw invalidRefreshToken();
    if (judgement.refusal) return conditions.refuse(user, session.method, judgement.refusal);
    return issueTokens(user, next, expiresAt);
  };

  async function rotate(found: Session, shown: OpaqueToken, { refusal, sessionMs: lengthMs }: Judgement) {
    const now = deps.clock.now();
    const expiresAt = new Date(now.getTime() + lengthMs);
    const next = newOpaqueToken(found._id);
    let verdict: RefreshVerdict = 'ended';
    await deps.sessions.forTenant(found.tenantId).mutate(found._id, (session) => {
      if (!session) return undefined;
      verdict = judgeRefresh(session, shown.secret, { now, lengthMs });
      if (verdict === 'ended') return undefined;
      if (verdict === 'reused') return endSession(session, 'reuse', now);
      if (refusal) return endSession(session, 'refused', now);
      return refreshed(session, verdict, next.secret, { now, lengthMs });
    });
    return { verdict: verdict as RefreshVerdict, next, expiresAt };
  }

  function reused({ tenantId, userId }: Session) {
    deps.logger.warn({ tenantId, userId }, 'refresh_token_reused');
    return unauthenticated('refresh_token_reused', 'This session was ended because its refresh token was used twice.');
  }
}

export function findSession({ sessions }: Pick<Deps, 'sessions'>, { id }: OpaqueToken): Promise<Session | undefined> {
  return sessions.acrossTenants('The refresh token names the session, and the session its tenant.').get(id);
}

function invalidRefreshToken() {
  return unauthenticated('invalid_refresh_token', 'The refresh token is not valid any more. Sign in again.', { expected: true });
}
