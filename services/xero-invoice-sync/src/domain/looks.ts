import { endOf, type DayAllowance } from './day-allowance.ts';
import { problem, type Problem } from './problem.ts';

/** When an organisation was last looked through for documents of ours that somebody changed there. */
export interface Looks {
  /** What was changed before is known. */
  since: Date;
  lookedAt: Date;
  /** Xero told that one of ours was changed. */
  hintedAt?: Date;
  /** A look is due and waits, for what is left of the day is kept for documents. */
  waiting?: { since: Date; problem: Problem };
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

/** Of the log of the organisation. */
export const LOOKED_AT_AGAIN = 'What becomes of documents in Xero is looked at again';

/** The looks while they wait for Xero's next day, and why. */
export function waitingLooks(looks: Looks, day: DayAllowance, at: Date): Looks & Required<Pick<Looks, 'waiting'>> {
  const said = problem(
    'XERO_DAY_RESERVE',
    `Xero's calls of this day are nearly used up (${day.left} left) and kept for sending: what is paid, changed or voided in Xero is seen later`,
    `Nothing: it goes on with Xero's next day, which begins by ${endOf(day).toISOString()}. A larger Xero plan has more calls.`,
  );
  return { ...looks, waiting: { since: at, problem: said } };
}
