import type { Deps } from '../ports.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Deletes sessions that are over and sign-in attempts that nobody counts any more, a day after. */
export function makeSweepExpired({ sessions, attempts, clock }: Pick<Deps, 'sessions' | 'attempts' | 'clock'>) {
  const reason = 'Cleaning up knows no tenant.';

  return async (): Promise<void> => {
    const before = new Date(clock.now().getTime() - DAY_MS);
    await sessions.acrossTenants(reason).deleteMany({ expiresAt: { $lt: before } });
    await attempts.acrossTenants(reason).deleteMany({ lastAt: { $lt: before } });
  };
}
