import { newId, type Clock } from '@psa-bridge/core';
import type { Collection, Leases } from '@psa-bridge/persistence';
import { PLATFORM_TENANT } from '@psa-bridge/service-host';
import { SERVICE_NAME } from '../../collections.ts';
import { afterJudgement, interrupted, isTakenOut, type ServiceHistory } from '../../domain/status/service-history.ts';
import { afterLook, isGap, WATCH_ID, type StatusWatch } from '../../domain/status/status-watch.ts';
import type { ReadStandings, ServiceStanding } from './read-standings.ts';

export interface WatchDeps {
  readStandings: ReadStandings;
  histories: Collection<ServiceHistory>;
  watches: Collection<StatusWatch>;
  leases: Leases;
  clock: Clock;
}

const LEASE = 'status-watch';
/** Taken again with each look; when it lapses another replica looks. */
const LEASE_MS = 15_000;
const NOBODY_WATCHED = 'no gateway ran, or the database did not answer';

/**
 * Looks after all services and notes what changed (OP-04). One replica does so at a time. Each look can be repeated, so that one that
 * was killed half-way is made up for by the next.
 */
export function makeWatchServices({ readStandings, leases, clock, ...deps }: WatchDeps) {
  const owner = newId();
  const histories = deps.histories.forTenant(PLATFORM_TENANT);
  const watches = deps.watches.forTenant(PLATFORM_TENANT);

  /** Whatever was meanwhile: the gateway itself was not there, and of the others nobody knows. */
  async function noteGap(service: string, { until: from }: StatusWatch): Promise<void> {
    const state = service === SERVICE_NAME ? 'down' : 'unknown';
    await histories.mutate(service, (history) => history && interrupted(history, { state, from, cause: NOBODY_WATCHED }));
  }

  async function note({ service, judgement, told }: ServiceStanding): Promise<void> {
    if (told && isTakenOut(told, clock.now())) return void (await histories.delete(service));
    if (told?.current.state === judgement.state) return;
    const whose = { _id: service, tenantId: PLATFORM_TENANT };
    await histories.mutate(service, (history) => afterJudgement(history, whose, judgement));
  }

  return async (): Promise<void> => {
    if ((await leases.acquire(LEASE, owner, LEASE_MS)) === undefined) return;
    const now = clock.now();
    const watch = await watches.get(WATCH_ID);
    const before = await readStandings();
    if (watch && isGap(watch, now)) {
      for (const { service } of before) await noteGap(service, watch);
      for (const standing of await readStandings()) await note(standing);
    } else for (const standing of before) await note(standing);
    await watches.mutate(WATCH_ID, (current) => afterLook(current, PLATFORM_TENANT, now));
  };
}
