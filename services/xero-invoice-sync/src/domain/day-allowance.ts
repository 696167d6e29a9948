/**
 * What Xero still gives an organisation in its day. How many calls a day has depends on the plan, and its day begins when Xero
 * likes (xero.md 5.1): only what each answer says is left tells of either.
 */
export interface DayAllowance {
  left: number;
  /** When Xero said so. */
  readAt: Date;
  /** The most that was left in this day: all that it has, where its beginning was seen. */
  most: number;
  /** When this day was first seen: it ends within 24 hours of that. */
  since: Date;
}

/** What one answer said. */
export interface DayReading {
  left: number;
  at: Date;
}

const DAY_MS = 24 * 60 * 60_000;
/** Of the day's calls, those for documents alone: whoever only looks stands back (xero.md 5.1). */
const KEPT_FOR_DOCUMENTS = 0.1;

/** What is known after an answer; undefined where it says nothing newer. */
export function afterReading(known: DayAllowance | undefined, reading: DayReading | undefined): DayAllowance | undefined {
  if (reading === undefined || (known !== undefined && reading.at <= known.readAt)) return undefined;
  const { left, at: readAt } = reading;
  // Within a day it only falls.
  const isNewDay = known === undefined || left >= known.most || readAt >= endOf(known);
  return isNewDay ? { left, readAt, most: left, since: readAt } : { ...known, left, readAt };
}

/** True where what is left of the day is for documents alone. A reading of a day that is over says nothing any more. */
export function isKeptForDocuments(day: DayAllowance | undefined, now: Date): boolean {
  return day !== undefined && now < endOf(day) && day.left <= day.most * KEPT_FOR_DOCUMENTS;
}

/** When the day is over at the latest. */
export function endOf({ since }: Pick<DayAllowance, 'since'>): Date {
  return new Date(since.getTime() + DAY_MS);
}
