import { endSession, judgeRefresh, parseRefreshToken } from '../domain/session.ts';
import type { Deps } from '../ports.ts';
import { findSession } from './refresh-session.ts';

/** Ends the session of a refresh token. An unknown or ended one is as signed out as can be: no error. */
export function makeSignOut(deps: Pick<Deps, 'sessions' | 'clock' | 'logger'>) {
  return async (refreshToken: string): Promise<void> => {
    const shown = parseRefreshToken(refreshToken);
    const found = shown && (await findSession(deps, shown));
    if (!found) return;
    const now = deps.clock.now();
    await deps.sessions.forTenant(found.tenantId).mutate(found._id, (session) => {
      if (!session || judgeRefresh(session, shown.secret, now) === 'ended') return undefined;
      return endSession(session, 'sign-out', now);
    });
    deps.logger.info({ tenantId: found.tenantId, userId: found.userId }, 'signed_out');
  };
}
