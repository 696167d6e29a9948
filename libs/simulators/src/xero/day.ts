const DAY = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const WIRE = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `/Date(1518685950940+0000)/`, as dates go out (xero.md 4). */
export function wireDate(ms: number): string {
  return `/Date(${ms}+0000)/`;
}

export function wireDay(day: string): string {
  return wireDate(Date.parse(`${day}T00:00:00Z`));
}

/** Milliseconds of a date in the form in which it went out. */
export function readWireDate(text: string): number | undefined {
  const [, ms] = WIRE.exec(text) ?? [];
  return ms === undefined ? undefined : Number(ms);
}

/** `YYYY-MM-DD` of a date as it comes in; undefined for what is none. */
export function readDay(text: string): string | undefined {
  const ms = readWireDate(text);
  if (ms !== undefined) return dayOf(ms);
  const [, day] = DAY.exec(text) ?? [];
  return day === undefined ? undefined : dayOf(Date.parse(`${day}T00:00:00Z`), day);
}

/** The day of an instant in UTC; undefined when it is none, or not the one that was meant (31 February). */
function dayOf(ms: number, meant?: string): string | undefined {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return undefined;
  const day = date.toISOString().slice(0, 10);
  return (meant !== undefined && day !== meant) || !/^\d{4}-/.test(day) ? undefined : day;
}

/** Making one takes longer than all the rest of a write. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Today where the organisation is. */
export function today(now: Date, zone: string): string {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone });
  formats.set(zone, format);
  return format.format(now);
}

/** `31 March 2026`, as messages have it. */
export function dayInWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}
