import type { CauseGroup } from '../../api/issues.ts';

interface Peak {
  message: string;
  /** The most that were open at once. */
  open: number;
}

/** Of each cause the most that were open since somebody came to look. */
export type Peaks = ReadonlyMap<string, Peak>;

type Counted = Pick<CauseGroup, 'part' | 'open'> & { cause: Pick<CauseGroup['cause'], 'id' | 'message'> };

export function keyOf({ cause, part }: Counted): string {
  return `${cause.id} ${part?.value ?? ''}`;
}

/** The same map where nothing has risen. */
export function risen(peaks: Peaks, groups: readonly Counted[]): Peaks {
  const higher = groups.filter((group) => group.open > (peaks.get(keyOf(group))?.open ?? 0));
  if (higher.length === 0) return peaks;
  const now = higher.map((group) => [keyOf(group), { message: group.cause.message, open: group.open }] as const);
  return new Map([...peaks, ...now]);
}

/** Those of which none is open any more. */
export function gone(peaks: Peaks, groups: readonly Counted[]): readonly (Peak & { key: string })[] {
  const left = new Set(groups.map(keyOf));
  return [...peaks].filter(([key]) => !left.has(key)).map(([key, peak]) => ({ key, ...peak }));
}

/** The share that is done with, from 0 to 1. */
export function doneWith(open: number, peak: number): number {
  return peak === 0 ? 0 : Math.max(0, peak - open) / peak;
}
