import { createHash } from 'node:crypto';
import type { Clock } from '@psa-bridge/core';
import type { Collection } from '@psa-bridge/persistence';
import type { StoredLimit } from '../collections.ts';
import { endOf, giveBack, sliceAt, SLICE_MS, take, type Allowance, type Slice } from '../domain/limits/rolling-window.ts';

export interface LimitAnswer {
  isGranted: boolean;
  remaining: number;
  /** When the oldest that was taken leaves the window, so that there is more room. */
  freeAt: Date;
  freeInMs: number;
}

/** A limit that all replicas share. */
export interface SharedLimit {
  readonly name: string;
  readonly allowance: Allowance;
  /** One request, of one of those in a tenant that the limit is for; of the tenant itself without. */
  take(tenantId: string, who?: string): Promise<LimitAnswer>;
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

/** What one replica has leased of an allowance. */
interface Lease {
  id: string;
  tenantId: string;
  slice: Slice;
  remaining: number;
  freeAt: number;
  /** Leases are renewed one after the other; undefined while none is. */
  queue: Promise<unknown> | undefined;
}

/** A lease is at most this part of the allowance, and of what is left of it. */
const BLOCK = { ofAllowance: 50, ofRemaining: 20 };
const MAX_LEASES = 10_000;

/**
 * Requests are taken from the shared count in small blocks, so that most of them write nothing. The blocks shrink as the
 * allowance runs out: the last requests are for whichever replica they come to. A refusal is remembered until there is room.
 */
export function createSharedLimit({ collection, name, allowance, clock }: SharedLimitOptions): SharedLimit {
  const leases = new Map<string, Lease>();

  function leaseOf(tenantId: string, who: string): Lease {
    const key = `${tenantId} ${who}`;
    const known = leases.get(key);
    if (known) return known;
    const [oldest] = leases.keys();
    if (leases.size >= MAX_LEASES && oldest !== undefined) leases.delete(oldest);
    const id = `${name}:${tenantId}${who === '' ? '' : `:${digest(who)}`}`;
    const lease = { id, tenantId, slice: { at: 0, taken: 0 }, remaining: allowance.calls, freeAt: 0, queue: undefined };
    leases.set(key, lease);
    return lease;
  }

  async function renew(lease: Lease, want: number): Promise<void> {
    const { id, tenantId, slice: unused } = lease;
    const now = clock.now().getTime();
    const expiresAt = new Date(endOf(sliceAt(now), allowance));
    let taken = take([], 0, allowance, now);
    await collection.forTenant(tenantId).mutate(id, (current) => {
      taken = take(giveBack(current?.slices ?? [], unused), want, allowance, now);
      return { ...current, _id: id, tenantId, slices: taken.slices, expiresAt };
    });
    lease.slice = { at: sliceAt(now), taken: taken.granted };
    lease.remaining = taken.remaining;
    lease.freeAt = taken.freeAt;
  }

  function needsRenewal({ slice, remaining, freeAt }: Lease, now: number): boolean {
    const isUsedUp = slice.taken === 0 || slice.at + SLICE_MS <= now;
    const isRefused = slice.taken === 0 && remaining === 0 && freeAt > now;
    return isUsedUp && !isRefused;
  }

  function answer(lease: Lease, now: number): LimitAnswer {
    const isGranted = lease.slice.taken > 0;
    if (isGranted) lease.slice = { ...lease.slice, taken: lease.slice.taken - 1 };
    const { slice, remaining, freeAt } = lease;
    return { isGranted, remaining: remaining + slice.taken, freeAt: new Date(freeAt), freeInMs: freeAt - now };
  }

  async function takeOne(lease: Lease): Promise<LimitAnswer> {
    const now = clock.now().getTime();
    if (needsRenewal(lease, now)) await renew(lease, blockSize(lease, allowance));
    return answer(lease, now);
  }

  return {
    ...{ name, allowance },
    async take(tenantId, who = '') {
      const lease = leaseOf(tenantId, who);
      const now = clock.now().getTime();
      if (!lease.queue && !needsRenewal(lease, now)) return answer(lease, now);
      const turn = (lease.queue ?? Promise.resolve()).then(() => takeOne(lease));
      const queue = turn.then(noteEnd, noteEnd);
      lease.queue = queue;
      return turn;

      function noteEnd(): void {
        if (lease.queue === queue) lease.queue = undefined;
      }
    },
    async close() {
      // Together: one after the other, thousands of addresses would outlast the time that a process has to end.
      await Promise.all([...leases.values()].filter(({ slice }) => slice.taken > 0).map((lease) => renew(lease, 0)));
    },
  };
}

function blockSize({ remaining }: Lease, { calls }: Allowance): number {
  return Math.max(1, Math.floor(Math.min(calls / BLOCK.ofAllowance, remaining / BLOCK.ofRemaining)));
}

/** Addresses are personal data, and callers' names may be long. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
