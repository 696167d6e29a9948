import { LANES } from '../definition/lanes.ts';
import type { WorkRow } from './row.ts';
import type { Hold } from './table.ts';

type Place = Pick<WorkRow, 'integrationId' | 'lane'>;

/** Lanes of integrations whose rows would only come back: a limit was met, so that lane and the less urgent ones rest. */
export interface LaneHolds {
  hold(place: Place, until: Date): void;
  isHeld(place: Place): boolean;
  list(): readonly Hold[];
}

export function createLaneHolds(now: () => number): LaneHolds {
  const held = new Map<string, Place & { until: number }>();
  const keyOf = ({ integrationId, lane }: Place): string => `${integrationId}|${lane}`;
  const isOn = (place: Place): boolean => (held.get(keyOf(place))?.until ?? 0) > now();
  return {
    hold({ integrationId, lane }, until) {
      held.set(keyOf({ integrationId, lane }), { integrationId, lane, until: until.getTime() });
    },
    isHeld: ({ integrationId, lane: own }) => LANES.some((_, lane) => lane <= own && isOn({ integrationId, lane })),
    list: () => [...held.values()].filter(isOn).map(({ integrationId, lane }) => ({ integrationId, fromLane: lane })),
  };
}
