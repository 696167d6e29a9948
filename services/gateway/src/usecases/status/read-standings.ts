import type { Clock } from '@psa-bridge/core';
import type { Collection } from '@psa-bridge/persistence';
import { BEATS_KEPT_MS, PLATFORM_TENANT, type ServiceBeat } from '@psa-bridge/service-host';
import { lives, replicaOf, type Replica } from '../../domain/status/replica.ts';
import type { ServiceHistory } from '../../domain/status/service-history.ts';
import { judge, type Judgement } from '../../domain/status/service-state.ts';
import { cautious, WATCH_ID, type StatusWatch } from '../../domain/status/status-watch.ts';

export interface StandingsDeps {
  beats: Collection<ServiceBeat>;
  histories: Collection<ServiceHistory>;
  watches: Collection<StatusWatch>;
  clock: Clock;
}

/** One service as it stands. */
export interface ServiceStanding {
  service: string;
  judgement: Judgement;
  /** The one that began first comes first. */
  replicas: readonly Replica[];
  /** Of the processes that live. */
  beats: readonly ServiceBeat[];
  /** As it was noted last. */
  told?: Pick<ServiceHistory, 'current' | 'lastUp'>;
}

export type ReadStandings = () => Promise<readonly ServiceStanding[]>;

/** How every service stands that beats, or did. */
export function makeReadStandings({ clock, ...deps }: StandingsDeps): ReadStandings {
  const beats = deps.beats.forTenant(PLATFORM_TENANT);
  const histories = deps.histories.forTenant(PLATFORM_TENANT);
  const watches = deps.watches.forTenant(PLATFORM_TENANT);

  return async () => {
    const now = clock.now();
    const [latest, told, watch] = await Promise.all([
      beats.find({ at: { $gte: new Date(now.getTime() - BEATS_KEPT_MS) } }, { sort: { startedAt: 1 } }),
      histories.find({}, { fields: ['current', 'lastUp'] }),
      watches.get(WATCH_ID),
    ]);
    const toldOf = new Map(told.map((history) => [history._id, history]));
    const beatsOf = Map.groupBy(latest, ({ service }) => service);
    return [...new Set([...beatsOf.keys(), ...toldOf.keys()])].sort().map((service) => {
      const all = (beatsOf.get(service) ?? []).map((beat) => ({ beat, replica: replicaOf(beat, now) }));
      const replicas = all.map(({ replica }) => replica);
      const alive = all.filter(({ replica }) => lives(replica)).map(({ beat }) => beat);
      const noted = toldOf.get(service);
      const judgement = cautious(judge(replicas, now), replicas, watch, now);
      return { service, judgement, replicas, beats: alive, ...(noted === undefined ? {} : { told: noted }) };
    });
  };
}
