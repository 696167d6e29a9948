import type { Lane } from './lanes.ts';

/** A PSA's limits as data. Windows are settings, scaled alike in simulator and service (architecture rule 15). */
export interface Limits {
  /** At most `calls` in any `ms` milliseconds, for the whole PSA database. */
  window: { calls: number; ms: number };
  /** Share of the window's calls up to which each lane may fill the allowance, all lanes' and others' use counted, 0 to 1. */
  ceilings: Readonly<Record<Lane, number>>;
  /** Calls of the window that only `interactive` may use. */
  reserve: number;
  /** Calls in flight per endpoint group, over all replicas. */
  inFlightPerGroup: number;
  /** How often `readUsage` is asked at most, in milliseconds. Default a minute. */
  usageEveryMs?: number;
  /** How long a lane stands still after the PSA said "limited" without a time, in milliseconds. Default a tenth of the window. */
  penaltyMs?: number;
}

/** What the PSA itself counts. */
export interface Usage {
  /** Calls of all integrations within the window, ours included. */
  used: number;
  /** The allowance as the PSA states it, where it does. */
  limit?: number;
}
