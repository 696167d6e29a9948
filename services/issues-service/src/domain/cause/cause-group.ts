import type { IssueFilter } from '../issue-filter.ts';
import type { KnownCause, SplitField } from './known-cause.ts';

/** The issues of one cause, or of one part of a cause that is split: counted as they are now. */
export interface CauseGroup {
  cause: KnownCause;
  /** Of a part: the field that it is told apart by, and what stands there. */
  part?: { by: SplitField; value: string };
  open: number;
  /** Those of the open ones whose retry is under way. */
  retrying: number;
}

export type Counts = ReadonlyMap<string, number>;

/** One group for each cause that issues have now, the largest first; those of a cause nobody noted are left out. */
export function groupsOf(causes: readonly KnownCause[], open: Counts, retrying: Counts): readonly CauseGroup[] {
  return largestFirst(
    causes.flatMap((cause) => {
      const count = open.get(cause._id) ?? 0;
      return count === 0 ? [] : [{ cause, open: count, retrying: retrying.get(cause._id) ?? 0 }];
    }),
  );
}

/** One group for each value of the field that the cause is split by. */
export function partsOf({ cause }: CauseGroup, by: SplitField, open: Counts, retrying: Counts): readonly CauseGroup[] {
  return [...open].map(([value, count]) => ({ cause, part: { by, value }, open: count, retrying: retrying.get(value) ?? 0 }));
}

export function largestFirst(groups: readonly CauseGroup[]): readonly CauseGroup[] {
  return [...groups].sort((a, b) => b.open - a.open || (a.cause._id < b.cause._id ? -1 : 1));
}

/** Which issues are in the group: what the list and the actions for all take. */
export function filterOf({ cause, part }: CauseGroup): IssueFilter {
  return { cause: [cause._id], ...(part ? { [part.by]: [part.value] } : {}) };
}
