import { isLate, objectiveOf } from '@psa-bridge/connector-kit/scheduling';
import { createEventQueue } from './event-queue.ts';
import { createInstallation } from './installation.ts';
import { everydayLoad, othersSpend, rush } from './load.ts';
import { jainIndex, percentile } from './measures.ts';
import type { Job } from './replicas.ts';
import { COSTS, DELTA_EVERY_MS, HOUR_MS, makeTenants, MINUTE_MS, type Tenant } from './tenants.ts';

export interface Simulation {
  tenants: number;
  replicas: number;
  /** In [0, 1). */
  random: () => number;
}

export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

export interface Outcome {
  /** How old the last agreement with the PSA was at each minute, in seconds, of tenants whose PSA has room. */
  ageSeconds: Percentiles;
  /** Looks at which it was older than its objective. */
  latePercent: number;
  /** The same of tenants whose PSA's allowance others use up. */
  limitedAgeSeconds: Percentiles;
  /** From a save until the PSA has it, in seconds; and of tenants whose PSA's allowance others use up. */
  pushSeconds: Percentiles;
  limitedPushSeconds: Percentiles;
  /** Jain's index of tenants' mean speed of pushes, and of what tenants with as much bulk work waiting got within five minutes. */
  fairnessOfPushes: number;
  fairnessOfBulk: number;
  callsPerSecond: number;
}

const WARM_UP_MS = 15 * MINUTE_MS;
const END_MS = WARM_UP_MS + HOUR_MS;
/** Within the hour some tenants change everything and full syncs are asked for. */
const RUSH_AT_MS = WARM_UP_MS + 20 * MINUTE_MS;
const RUSH_LOOK_MS = 5 * MINUTE_MS;
/** Every so manieth large tenant. */
const RUSHING_EVERY = 5;
const PUSH_MS = COSTS.callsOfPush * COSTS.callMs;

/** Many tenants, each with a PSA of its own, on some replicas of one connector, for an hour of work on a driven clock. */
export function simulate({ tenants: count, replicas, random }: Simulation): Outcome {
  const queue = createEventQueue();
  const tenants = makeTenants(count, random);
  const done = ({ owner, row, raisedAt }: Job<Tenant>): void => {
    if (raisedAt < WARM_UP_MS) return;
    if (row.lane === 0) owner.waited.push(queue.now() - raisedAt);
    else if (row.lane === BULK_RANK) owner.bulkDone += 1;
  };
  const installation = createInstallation({ queue, tenants, replicas, done });
  const looks = watchAges(tenants, queue);
  for (const tenant of tenants) everydayLoad(tenant, { queue, installation, random });
  const limited = tenants.filter(({ isLimited }) => isLimited);
  for (const tenant of limited) othersSpend(tenant, { queue });
  const rushing = tenants.filter(({ size, isLimited }, at) => size === 'large' && !isLimited && at % RUSHING_EVERY === 0);
  queue.at(RUSH_AT_MS, () => rush(rushing, tenants, installation));
  queue.runUntil(RUSH_AT_MS + RUSH_LOOK_MS);
  const fairnessOfBulk = jainIndex(rushing.map(({ bulkDone }) => bulkDone));
  queue.runUntil(END_MS);
  const free = tenants.filter(({ isLimited }) => !isLimited);
  return {
    ...looks(),
    pushSeconds: inSeconds(free.flatMap(({ waited }) => waited)),
    limitedPushSeconds: inSeconds(limited.flatMap(({ waited }) => waited)),
    fairnessOfPushes: jainIndex(free.filter(({ waited }) => waited.length > 0).map(({ waited }) => PUSH_MS / meanOf(waited))),
    fairnessOfBulk,
    callsPerSecond: Math.round(installation.calls() / (END_MS / 1_000)),
  };
}

const BULK_RANK = 3;

/** Looks at every tenant once a minute; answers what was seen. */
function watchAges(tenants: readonly Tenant[], queue: ReturnType<typeof createEventQueue>) {
  const [free, limited]: [number[], number[]] = [[], []];
  let late = 0;
  const objectiveMs = objectiveOf(DELTA_EVERY_MS);

  function look(): void {
    const now = new Date(queue.now());
    for (const { readAt, isLimited } of tenants) {
      (isLimited ? limited : free).push(queue.now() - readAt);
      const standing = { entityType: 'company', isRead: true, objectiveMs, readAt: new Date(readAt) };
      if (!isLimited && isLate(standing, now)) late += 1;
    }
    queue.after(MINUTE_MS, look);
  }
  queue.at(WARM_UP_MS, look);
  return (): Pick<Outcome, 'ageSeconds' | 'limitedAgeSeconds' | 'latePercent'> => ({
    ageSeconds: inSeconds(free),
    limitedAgeSeconds: inSeconds(limited),
    latePercent: Math.round((late / Math.max(1, free.length)) * 1_000) / 10,
  });
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function inSeconds(ms: readonly number[]): Percentiles {
  const of = (percent: number): number => Math.round(percentile(ms, percent) / 100) / 10;
  return { p50: of(50), p95: of(95), p99: of(99) };
}
