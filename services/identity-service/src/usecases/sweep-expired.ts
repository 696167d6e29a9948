import type { Deps } from '../ports.ts';

type SweepDeps = Pick<Deps, 'sessions' | 'mailTokens' | 'ssoAttempts' | 'attempts' | 'roles' | 'clock'>;

const DAY_MS = 24 * 60 * 60_000;

/** Deletes sessions, mailed tokens, single sign-ons and roles that are over, and attempts that nobody counts any more, a day after. */
export function makeSweepExpired({ sessions, mailTokens, ssoAttempts, attempts, roles, clock }: SweepDeps) {
  const reason = 'Cleaning up knows no tenant.';

  return async (): Promise<void> => {
    const before = new Date(clock.now().getTime() - DAY_MS);
    await sessions.acrossTenants(reason).deleteMany({ expiresAt: { $lt: before } });
    await ssoAttempts.acrossTenants(reason).deleteMany({ expiresAt: { $lt: before } });
    await mailTokens.acrossTenants(reason).deleteMany({ expiresAt: { $lt: before } });
    await roles.acrossTenants(reason).deleteMany({ deletedAt: { $lt: before } });
    await attempts.acrossTenants(reason).deleteMany({ lastAt: { $lt: before } });
  };
}
