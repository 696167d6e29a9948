import type { Clock } from '@psa-bridge/core';
import type { Collection, CollectionSpec, Leases, Stored } from './port.ts';

export interface LeaseDocument extends Stored {
  /** Absent while nobody holds it. */
  readonly owner?: string;
  /** Rises with every new holding; kept when the lease ends, so a token is never given twice. */
  readonly token: number;
  readonly expiresAt: Date;
}

/** Leases belong to the platform, not to a tenant. */
const PLATFORM = 'platform';

export const leaseCollection: CollectionSpec<LeaseDocument> = { name: 'leases', writer: 'persistence' };

/**
 * Leases as one document each, whose id is the lease's name. Ends are compared with the clock of whoever asks: give a time to
 * live that is long against the clock difference between machines.
 */
export function createLeases(collection: Collection<LeaseDocument>, clock: Clock): Leases {
  const leases = collection.forTenant(PLATFORM);
  const isHeld = (lease: LeaseDocument, now: Date): boolean => lease.owner !== undefined && lease.expiresAt > now;

  return {
    async acquire(name, owner, ttlMs) {
      const lease = await leases.mutate(name, (current) => {
        const now = clock.now();
        if (current && isHeld(current, now) && current.owner !== owner) return undefined;
        const isRenewal = current !== undefined && isHeld(current, now);
        const token = isRenewal ? current.token : (current?.token ?? 0) + 1;
        return { _id: name, tenantId: PLATFORM, owner, token, expiresAt: new Date(now.getTime() + ttlMs) };
      });
      return lease?.owner === owner ? lease.token : undefined;
    },
    async release(name, owner) {
      await leases.mutate(name, (current) =>
        current?.owner === owner ? { _id: name, tenantId: PLATFORM, token: current.token, expiresAt: clock.now() } : undefined,
      );
    },
  };
}
