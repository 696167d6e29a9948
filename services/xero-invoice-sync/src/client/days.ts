const MS_DATE = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}/;

/** The day of a date as Xero writes it, in either of its ways (xero.md 4); undefined where it is none. */
export function dayOf(text: string): string | undefined {
  const iso = ISO_DAY.exec(text)?.[0];
  if (iso !== undefined) return iso;
  const ms = MS_DATE.exec(text)?.[1];
  const at = new Date(Number(ms ?? Number.NaN));
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().slice(0, 10);
}
