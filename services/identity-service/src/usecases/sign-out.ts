import { parseOpaqueToken } from '../domain/opaque-token.ts';
import { endSession, judgeSecret } from '../domain/session.ts';
import type { Deps } from '../ports.ts';
import { findSession } from './refresh-session.ts';

/**
 * Ends the session of a refresh token; a token that was used before ends it too, for then somebody else may hold the newest.
 * An unknown or ended one is as signed out as can be: no error.
 */
export function makeSignOut(deps: Pick<Deps, 'sessions' | 'clock' | 'logger'>) {
  return async (refreshToken: string): Promise<void> => {
    const shown = parseOpaqueToken(refreshToken);
    const found = shown && (await findSession(deps, shown));
    if (!found) return;
    const now = deps.clock.now();
    await deps.sessions.forTenant(found.tenantId).mutate(found._id, (session) => {
      if (!session || session.endedAt) return undefined;
      return endSession(session, judgeSecret(session, shown.secret, now) === 'reused' ? 'reuse' : 'sign-out', now);
    });
    deps.logger.info({ tenantId: found.tenantId, userId: found.userId }, 'signed_out');
  };
}
