import type { SyncedType } from '../sync/run.ts';

/** What a full pass left out of one type. */
export interface Missing {
  type: SyncedType;
  /** Linked and not marked as gone before the pass. */
  linked: number;
  missing: number;
}

const SHARE = 0.05;
/** So few are deleted on any day, however few there are in all. */
const FEW = 3;

/** How many of a type may go at once without a person being asked. */
export function unaskedLimit(linked: number): number {
  return Math.max(FEW, Math.floor(linked * SHARE));
}

/**
 * Whether a person has to look: more than one in twenty, or all of several. A security level that was narrowed looks just like
 * a deletion, in lists and by id (architecture rule 8).
 */
export function isForAPerson({ linked, missing }: Pick<Missing, 'linked' | 'missing'>): boolean {
  return missing > unaskedLimit(linked) || (missing === linked && missing > 1);
}

export interface MissingWords extends Missing {
  /** What people call the type, such as `Companies`. */
  label: string;
  psa: string;
  examples: readonly string[];
}

export function missingFailure({ label, psa, linked, missing, examples }: MissingWords) {
  const named = examples.length === 0 ? '' : `, such as ${examples.join(', ')}`;
  return {
    code: 'many_missing',
    kind: 'conflict' as const,
    message:
      `${label}: ${missing} of ${linked} that are linked here are not found in ${psa} any more${named}. ` +
      `Either they were deleted or merged there, or the API user's security level does not show them any more. Nothing was marked.`,
    remedy:
      `Look in ${psa} whether they are there. If they are, give the API user's security level access to them and run a full ` +
      'synchronization. If they were deleted, confirm it for this integration, and they are marked as deleted; or discard it.',
  };
}
