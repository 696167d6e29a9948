import type { Clock } from '@psa-bridge/core';
import type { Collection, Draft } from '@psa-bridge/persistence';
import type { StoredLimit } from '../collections.ts';
import { giveBack, sliceMs, take, type Allowance, type Slice } from '../domain/limits/rolling-window.ts';

export interface LimitAnswer {
  isGranted: boolean;
  remaining: number;
  /** When the oldest that was taken leaves the window, so that there is more room. */
  freeAt: Date;
  freeInMs: number;
}

/** A limit that all replicas share. */
export interface SharedLimit {
  readonly allowance: Allowance;
  take(tenantId: string): Promise<LimitAnswer>;
  /** Puts back what was leased and not used. */
  close(): Promise<void>;
}

export interface SharedLimitOptions {
  collection: Collection<StoredLimit>;
  /** Which of the limits. */
  name: string;
  allowance: Allowance;
  clock: Clock;
}

/** What one replica has leased of a tenant's allowance. */
interface Lease {
  slice: Slice;
  remaining: number;
  freeAt: number;
  /** Leases are taken one after the other. */
  queue: Promise<unknown>;
}

const LARGEST_BLOCK = 10;
const MAX_TENANTS = 10_000;

/**
 * Requests are taken from the shared count in small blocks, so that most of them write nothing. The blocks shrink as the
 * allowance runs out: the last requests are for whichever replica they come to. A refusal is remembered until there is room.
 */
export function createSharedLimit({ collection, name, allowance, clock }: SharedLimitOptions): SharedLimit {
  const leases = new Map<string, Lease>();

  function leaseOf(tenantId: string): Lease {
    const known = leases.get(tenantId);
    if (known) return known;
    const [oldest] = leases.keys();
    if (leases.size >= MAX_TENANTS && oldest !== undefined) leases.delete(oldest);
    const lease = { slice: { at: 0, taken: 0 }, remaining: allowance.calls, freeAt: 0, queue: Promise.resolve() };
    leases.set(tenantId, lease);
    return lease;
  }

  async function renew(tenantId: string, lease: Lease, want: number): Promise<void> {
    const now = clock.now().getTime();
    const unused = lease.slice;
    let taken = take([], 0, allowance, now);
    await collection.forTenant(tenantId).mutate(`${name}:${tenantId}`, (current) => {
      const stored: Draft<StoredLimit> = current ?? { _id: `${name}:${tenantId}`, tenantId, slices: [] };
      taken = take(giveBack(stored.slices, unused), want, allowance, now);
      return { ...stored, slices: taken.slices };
    });
    lease.slice = { at: Math.floor(now / sliceMs(allowance)) * sliceMs(allowance), taken: taken.granted };
    lease.remaining = taken.remaining;
    lease.freeAt = taken.freeAt;
  }

  async function takeOne(tenantId: string, lease: Lease): Promise<LimitAnswer> {
    const now = clock.now().getTime();
    const isCurrent = lease.slice.at + sliceMs(allowance) > now;
    const isUsedUp = lease.slice.taken === 0 || !isCurrent;
    const isRefused = lease.slice.taken === 0 && lease.remaining === 0 && lease.freeAt > now;
    if (isUsedUp && !isRefused) await renew(tenantId, lease, blockSize(lease));
    const isGranted = lease.slice.taken > 0;
    if (isGranted) lease.slice = { ...lease.slice, taken: lease.slice.taken - 1 };
    return {
      isGranted,
      remaining: lease.remaining + lease.slice.taken,
      freeAt: new Date(lease.freeAt),
      freeInMs: lease.freeAt - now,
    };
  }

  return {
    allowance,
    take(tenantId) {
      const lease = leaseOf(tenantId);
      const turn = lease.queue.then(() => takeOne(tenantId, lease));
      lease.queue = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      for (const [tenantId, lease] of leases) if (lease.slice.taken > 0) await renew(tenantId, lease, 0);
    },
  };
}

function blockSize({ remaining }: Lease): number {
  return Math.max(1, Math.min(LARGEST_BLOCK, Math.floor(remaining / 20)));
}
