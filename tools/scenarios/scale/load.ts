import { withUsage } from '@psa-bridge/connector-kit/scheduling';
import type { EventQueue } from './event-queue.ts';
import type { Installation } from './installation.ts';
import { COSTS, HABITS, HOUR_MS, LIMITS, MINUTE_MS, type Tenant } from './tenants.ts';

export interface LoadParts {
  queue: EventQueue;
  installation: Installation;
  /** In [0, 1). */
  random: () => number;
}

const READING_EVERY_MS = 10 * MINUTE_MS;
/** Calls that the PSA of a limited tenant counts, others' and ours. */
const COUNTED = 9_200;
const RUSH_ROWS = 2_000;
/** One tenant in so many asks for a full sync at the same time. */
const FULL_SYNC_EVERY = 33;

/** Saves of people and webhooks of a tenant, at their habitual rate and at any time. */
export function everydayLoad(tenant: Tenant, { queue, installation, random }: LoadParts): void {
  const { pushes, hints } = HABITS[tenant.size];
  const keepComing = (perHour: number, happen: () => void): void => {
    const pauseMs = -Math.log(1 - random()) * (HOUR_MS / perHour);
    queue.after(pauseMs, () => {
      happen();
      keepComing(perHour, happen);
    });
  };
  keepComing(pushes, () => installation.raise(tenant, 'interactive', COSTS.callsOfPush));
  keepComing(hints, () => installation.raise(tenant, 'webhook', COSTS.callsOfHint));
}

/** What the PSA of a limited tenant says again and again: others have nearly all of its allowance. */
export function othersSpend(tenant: Tenant, { queue }: Pick<LoadParts, 'queue'>): void {
  const usage = { used: COUNTED, limit: LIMITS.window.calls };
  tenant.budget = withUsage(tenant.budget, usage, LIMITS, queue.now());
  queue.after(READING_EVERY_MS, () => othersSpend(tenant, { queue }));
}

/** Some tenants change everything they have, and others ask for a full sync, all at the same moment. */
export function rush(rushing: readonly Tenant[], tenants: readonly Tenant[], installation: Installation): void {
  for (const tenant of rushing)
    for (let row = 0; row < RUSH_ROWS; row += 1) installation.raise(tenant, 'bulk', COSTS.callsOfPush);
  for (const tenant of tenants.filter((_, at) => at % FULL_SYNC_EVERY === 1))
    installation.full(tenant, HABITS[tenant.size].pages);
}
