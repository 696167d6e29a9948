import type { Draft, Stored } from '@psa-bridge/persistence';
import { SILENT_MS, type Replica } from './replica.ts';
import type { Judgement } from './service-state.ts';

/** That somebody looks after the services, in one document of the platform. */
export interface StatusWatch extends Stored {
  /** Without a gap. */
  since: Date;
  until: Date;
}

export const WATCH_ID = 'watch';
/** Longer than another replica needs to take a dead one's place. */
export const GAP_MS = 2 * SILENT_MS;

/** Nobody has looked for so long that what happened meanwhile is not known. */
export function isGap(watch: StatusWatch | undefined, now: Date): boolean {
  return watch !== undefined && now.getTime() - watch.until.getTime() > GAP_MS;
}

export function afterLook(watch: StatusWatch | undefined, tenantId: string, now: Date): Draft<StatusWatch> {
  const since = watch && !isGap(watch, now) ? watch.since : now;
  return { _id: WATCH_ID, tenantId, since, until: now };
}

/**
 * Right after a gap the silent ones may not have had the time to speak yet: the database may have been away, and nobody could. Of those
 * nothing is said, rather than that they are down.
 */
export function cautious(
  judgement: Judgement,
  replicas: readonly Replica[],
  watch: StatusWatch | undefined,
  now: Date,
): Judgement {
  const isSilence = replicas.length === 0 || replicas.some(({ state }) => state === 'vanished');
  if (judgement.state === 'up' || !isSilence || !isTooEarly(watch, now)) return judgement;
  return { state: 'unknown', from: now, cause: 'it has not been heard of yet' };
}

function isTooEarly(watch: StatusWatch | undefined, now: Date): boolean {
  return watch === undefined || isGap(watch, now) || now.getTime() - watch.since.getTime() <= SILENT_MS;
}
