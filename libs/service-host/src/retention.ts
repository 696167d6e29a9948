import { newId, type Component } from '@psa-bridge/core';
import { whileRenewing, type Kept } from '@psa-bridge/persistence';
import { createPeriodicTask } from './periodic-task.ts';
import type { Platform } from './platform.ts';

export interface RetentionOptions {
  platform: Pick<Platform, 'name' | 'store' | 'clock' | 'logger'>;
  kept: readonly Kept[];
}

const EVERY_MS = 60 * 60_000;
const LEASE_MS = 30_000;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Takes away what was kept for long enough, once an hour, in small parts and in one replica of the service at a time. Whatever a killed
 * one left is found by the next.
 */
export function createRetention({ platform, kept }: RetentionOptions): Component {
  const { name: service, store, clock, logger } = platform;
  const name = `retention:${service}`;
  const owner = newId();

  async function apply({ what, days, takeAway }: Kept, signal: AbortSignal): Promise<void> {
    const before = new Date(clock.now().getTime() - days * DAY_MS);
    let taken = 0;
    for await (const some of takeAway(before)) {
      taken += some;
      if (signal.aborted) break;
    }
    if (taken > 0) logger.info({ what, before: before.toISOString(), taken }, 'retention_applied');
  }

  async function run(signal: AbortSignal): Promise<void> {
    if ((await store.leases.acquire(name, owner, LEASE_MS)) === undefined) return;
    try {
      await whileRenewing({ leases: store.leases, name, owner, ttlMs: LEASE_MS, clock }, async () => {
        for (const each of kept) if (!signal.aborted) await apply(each, signal);
      });
    } finally {
      await store.leases.release(name, owner);
    }
  }

  return createPeriodicTask({ name, everyMs: EVERY_MS, run, clock, logger });
}
