import { BEAT_EVERY_MS, type ServiceBeat } from '@psa-bridge/service-host';

/** Three beats that did not come. */
export const SILENT_MS = 3 * BEAT_EVERY_MS;

/** One process of a service, as its beats tell. */
export interface Replica {
  name: string;
  /** `vanished`: it says nothing any more, and did not say that it stops. */
  state: ServiceBeat['state'] | 'vanished';
  startedAt: Date;
  seenAt: Date;
  /** Why it is not ready. */
  trouble?: string;
}

export function replicaOf({ replica: name, state, startedAt, at: seenAt, trouble }: ServiceBeat, now: Date): Replica {
  const isSilent = state !== 'stopped' && now.getTime() - seenAt.getTime() > SILENT_MS;
  const why = trouble === undefined || isSilent ? {} : { trouble };
  return { name, state: isSilent ? 'vanished' : state, startedAt, seenAt, ...why };
}

export function lives({ state }: Replica): boolean {
  return state !== 'vanished' && state !== 'stopped';
}

/** A process that began after another one vanished takes its place; each takes one. */
export function unreplaced(replicas: readonly Replica[]): readonly Replica[] {
  const successors = replicas.filter(({ state }) => state !== 'vanished');
  return replicas.filter(({ state, seenAt }) => {
    if (state !== 'vanished') return false;
    const at = successors.findIndex(({ startedAt }) => startedAt >= seenAt);
    if (at === -1) return true;
    successors.splice(at, 1);
    return false;
  });
}
