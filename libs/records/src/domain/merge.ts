import { assignField, isSame, type Fields } from './fields.ts';
import type { MergeConflict } from './record.ts';

export interface MergeInput {
  /** What was last seen in the PSA. */
  base: Fields;
  /** What stands here. */
  local: Fields;
  /** What the PSA says now. */
  incoming: Fields;
  /**
   * The fields that the PSA is known to speak of. An answer leaves empty fields out, so the absence of such a field says that
   * it is empty; the absence of any other says nothing.
   */
  spokenOf: ReadonlySet<string>;
  at: Date;
}

export interface MergeResult {
  merged: Fields;
  /** True when `merged` differs from what stood here. */
  isChanged: boolean;
  /** The next merge's base. */
  seen: Fields;
  /** True when `seen` differs from the base. */
  isNews: boolean;
  /** Newly found ones. */
  conflicts: readonly MergeConflict[];
}

/**
 * Merges three ways, field by field: what changed only in the PSA is taken, what changed only here is kept (it waits for its
 * push), and where both changed to different values the local one wins and the conflict is told (architecture rule 1).
 */
export function mergeThreeWays({ base, local, incoming, spokenOf, at }: MergeInput): MergeResult {
  const merged: Record<string, unknown> = { ...local };
  const seen: Record<string, unknown> = { ...base };
  const conflicts: MergeConflict[] = [];
  let isChanged = false;
  let isNews = false;
  for (const field of new Set([...Object.keys(base), ...Object.keys(incoming)])) {
    const theirs = incoming[field];
    if (theirs === undefined && !spokenOf.has(field)) continue;
    const isTheirChange = !isSame(theirs, base[field]);
    if (!isTheirChange) continue;
    isNews = true;
    assignField(seen, field, theirs);
    if (isSame(local[field], theirs)) continue;
    if (isSame(local[field], base[field])) {
      isChanged = true;
      assignField(merged, field, theirs);
    } else {
      conflicts.push(conflictOf(field, local[field], theirs, at));
    }
  }
  return { merged, isChanged, seen, isNews, conflicts };
}

/** An empty side is told as null, so that it is kept in the record. */
function conflictOf(field: string, local: unknown, external: unknown, at: Date): MergeConflict {
  return { field, local: local ?? null, external: external ?? null, kept: 'local', at };
}
