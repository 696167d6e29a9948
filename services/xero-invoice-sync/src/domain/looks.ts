/** When an organisation was last looked through for documents of ours that somebody changed there. */
export interface Looks {
  /** What was changed before is known. */
  since: Date;
  lookedAt: Date;
  /** Xero told that one of ours was changed. */
  hintedAt?: Date;
}

/** Some changes carry a time of shortly before they can be read (xero.md 4). */
const OVERLAP_MS = 5 * 60_000;
/** However many webhooks come: a look is one call for all of them. */
const HINTED_MS = 60_000;

export function isLookDue({ lookedAt, hintedAt }: Looks, now: Date, everyMs: number): boolean {
  const rest = now.getTime() - lookedAt.getTime();
  return rest >= everyMs || (hintedAt !== undefined && rest >= Math.min(HINTED_MS, everyMs));
}

/** What is told while the look is under way is looked for by the next one. */
export function afterLook({ hintedAt }: Looks, startedAt: Date): Looks {
  const isOpen = hintedAt !== undefined && hintedAt > startedAt;
  return { since: new Date(startedAt.getTime() - OVERLAP_MS), lookedAt: startedAt, ...(isOpen ? { hintedAt } : {}) };
}
