import type { Clock } from '@psa-bridge/core';
import type { Leases } from './port.ts';

export interface KeptLease {
  leases: Leases;
  name: string;
  owner: string;
  ttlMs: number;
  clock: Clock;
}

/**
 * Renews a lease that the owner holds for as long as the work takes, so that it can be short: then a killed owner's work is
 * soon taken up. Whether the lease was lost all the same is for the work to ask.
 */
export async function whileRenewing<Result>(
  { leases, name, owner, ttlMs, clock }: KeptLease,
  work: () => Promise<Result>,
): Promise<Result> {
  const done = new AbortController();
  const renewing = (async () => {
    while (!done.signal.aborted) {
      await clock.sleep(ttlMs / 3, done.signal).catch(() => undefined);
      if (!done.signal.aborted) await leases.acquire(name, owner, ttlMs).catch(() => undefined);
    }
  })();
  try {
    return await work();
  } finally {
    done.abort();
    await renewing;
  }
}
