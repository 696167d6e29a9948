/** Where a process can be made to die or fail, to prove that nothing is lost or done twice. */
export const FAULT_POINTS = [
  'before_call',
  'after_call',
  'after_write',
  'before_publish',
  'after_publish',
  'before_offset_commit',
] as const;
export type FaultPoint = (typeof FAULT_POINTS)[number];

export interface ArmedPoints {
  /** Does nothing unless the point is armed. `place` says in whose work, such as `push:quote` or `poll:opportunity`. */
  reach(point: FaultPoint, place: string): Promise<void>;
}

export const noFaults: ArmedPoints = { reach: () => Promise.resolve() };

export interface ArmedPoint {
  action: () => Promise<void> | void;
  /** How often; once where it is left out. */
  times?: number;
  /** How the places begin at which it is armed; everywhere where it is left out. */
  place?: string;
}

/** Points armed with what shall happen there. */
export function armPoints(armed: Partial<Record<FaultPoint, ArmedPoint>>): ArmedPoints {
  const left = new Map(Object.entries(armed).map(([point, { times = 1 }]) => [point, times]));
  return {
    async reach(point, place) {
      const remaining = left.get(point) ?? 0;
      if (remaining <= 0 || !place.startsWith(armed[point]?.place ?? '')) return;
      left.set(point, remaining - 1);
      await armed[point]?.action();
    },
  };
}
