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
    // What the audit was not told yet waits in the role.
    const gone = (await roles.acrossTenants(reason).find({ deletedAt: { $lt: before } })).filter(
      ({ outbox = [] }) => !outbox.length,
    );
    await roles.acrossTenants(reason).deleteMany({ _id: { $in: gone.map(({ _id }) => _id) } });
    await attempts.acrossTenants(reason).deleteMany({ lastAt: { $lt: before } });
  };
}
