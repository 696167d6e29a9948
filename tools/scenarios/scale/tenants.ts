import type { Limits } from '@psa-bridge/connector-kit';
import type { BudgetState } from '@psa-bridge/connector-kit/scheduling';

type Size = 'small' | 'medium' | 'large';

export const HOUR_MS = 60 * 60_000;
export const MINUTE_MS = 60_000;
export const DELTA_EVERY_MS = 5 * MINUTE_MS;
/** A call and a full page of the PSA, as the simulators answer; what a push, a hint and a quiet delta cost. */
export const COSTS = { callMs: 150, pageMs: 400, callsOfPush: 3, callsOfHint: 1, callsOfDelta: 7 } as const;

/** What happens in a tenant in an hour of work, and how many pages all of its PSA is. */
export const HABITS: Readonly<Record<Size, { share: number; pushes: number; hints: number; pages: number }>> = {
  small: { share: 0.7, pushes: 6, hints: 20, pages: 20 },
  medium: { share: 0.25, pushes: 30, hints: 100, pages: 120 },
  large: { share: 0.05, pushes: 150, hints: 500, pages: 600 },
};

/** Autotask's, as its connector has them. */
export const LIMITS: Limits = {
  window: { calls: 10_000, ms: HOUR_MS },
  ceilings: { interactive: 0.95, webhook: 0.85, scheduled: 0.75, bulk: 0.7 },
  reserve: 1_000,
  inFlightPerGroup: 2,
};

export interface Tenant {
  id: string;
  size: Size;
  /** Other vendors leave so little of its PSA's allowance that only what people wait for gets through. */
  isLimited: boolean;
  budget: BudgetState;
  /** When the delta that began last did so, and when the one that ended last had begun. */
  deltaStartedAt: Date;
  readAt: number;
  isSyncing: boolean;
  /** How long each push that somebody waited for took. */
  waited: number[];
  calls: number;
  /** Bulk rows done within the minutes in which all of a kind have some waiting. */
  bulkDone: number;
}

/** One in a hundred has a PSA whose allowance others use up. */
const LIMITED_EVERY = 100;

/** The same tenants each time; `spread` puts their deltas apart. */
export function makeTenants(count: number, spread: () => number): readonly Tenant[] {
  return Array.from({ length: count }, (_, at) => {
    const begunAt = -Math.floor(spread() * DELTA_EVERY_MS);
    return {
      ...{ id: `tenant-${at}`, size: sizeOf(at / count), isLimited: at % LIMITED_EVERY === LIMITED_EVERY - 1 },
      ...{ budget: { buckets: [] }, deltaStartedAt: new Date(begunAt), readAt: begunAt, isSyncing: false },
      ...{ waited: [], calls: 0, bulkDone: 0 },
    };
  });
}

function sizeOf(place: number): Size {
  if (place < HABITS.large.share) return 'large';
  return place < HABITS.large.share + HABITS.medium.share ? 'medium' : 'small';
}
