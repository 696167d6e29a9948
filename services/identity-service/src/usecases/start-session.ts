import { formatRefreshToken, newRefreshToken, secretHash } from '../domain/session.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';

/** What a client gets to act as the user. */
export interface SessionTokens {
  accessToken: string;
  accessTokenExpiresAt: Date;
  refreshToken: string;
  refreshTokenExpiresAt: Date;
  user: User;
}

/** Opens a session for a user whose identity has been proved. */
export function makeStartSession({
  sessions,
  signer,
  clock,
  sessionMs,
}: Pick<Deps, 'sessions' | 'signer' | 'clock' | 'sessionMs'>) {
  return async (user: User): Promise<SessionTokens> => {
    const startedAt = clock.now();
    const expiresAt = new Date(startedAt.getTime() + sessionMs);
    const refresh = newRefreshToken();
    const { tenantId, _id: userId } = user;
    const session = { _id: refresh.sessionId, tenantId, userId, secretHash: secretHash(refresh.secret), startedAt, expiresAt };
    await sessions.forTenant(tenantId).insert(session);
    const access = await signer.sign(user);
    return {
      ...{ accessToken: access.token, accessTokenExpiresAt: access.expiresAt },
      ...{ refreshToken: formatRefreshToken(refresh), refreshTokenExpiresAt: expiresAt, user },
    };
  };
}
