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
  /** Does nothing unless the point is armed. */
  reach(point: FaultPoint): Promise<void>;
}

export const noFaults: ArmedPoints = { reach: () => Promise.resolve() };

/** Points armed with what shall happen there, each as often as `times` says (default once). */
export function armPoints(
  armed: Partial<Record<FaultPoint, { action: () => Promise<void> | void; times?: number }>>,
): ArmedPoints {
  const left = new Map(Object.entries(armed).map(([point, { times = 1 }]) => [point, times]));
  return {
    async reach(point) {
      const remaining = left.get(point) ?? 0;
      if (remaining <= 0) return;
      left.set(point, remaining - 1);
      await armed[point]?.action();
    },
  };
}
