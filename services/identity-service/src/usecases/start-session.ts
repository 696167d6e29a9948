import { newRefreshToken, secretHash } from '../domain/session.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';
import { makeIssueTokens, type SessionTokens } from './issue-tokens.ts';

/** Opens a session for a user whose identity has been proved. */
export function makeStartSession(deps: Pick<Deps, 'roles' | 'sessions' | 'signer' | 'clock' | 'sessionMs'>) {
  const issueTokens = makeIssueTokens(deps);

  return async (user: User): Promise<SessionTokens> => {
    const startedAt = deps.clock.now();
    const expiresAt = new Date(startedAt.getTime() + deps.sessionMs);
    const refresh = newRefreshToken();
    const { tenantId, _id: userId } = user;
    const session = { _id: refresh.sessionId, tenantId, userId, secretHash: secretHash(refresh.secret), startedAt, expiresAt };
    await deps.sessions.forTenant(tenantId).insert(session);
    return issueTokens(user, refresh, expiresAt);
  };
}
