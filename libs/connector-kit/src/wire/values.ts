import { Decimal } from 'decimal.js';

/** Drops what is null or empty, so that absent stays absent. */
export function present(value: string | null | undefined): string | undefined {
  const text = value?.trim();
  return text === undefined || text === '' ? undefined : text;
}

/** An object without its undefined members: what is not known is not said. */
export function compact<Fields extends Record<string, unknown>>(
  fields: Fields,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

/** The key of a choice: a number in the PSA's rows, text in our records. */
export function picklistKey(value: number | null | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}

/** The number of a picklist value, a country …; a key that is none stays text, which `fieldProblems` then names. */
export function picklistValue(key: string | undefined): number | string | undefined {
  return key !== undefined && /^\d+$/.test(key) ? Number(key) : key;
}

/**
 * A PSA's money is a JSON number with up to four decimals; ours is decimal text. Nothing is ever computed with the number, so
 * that no cent drifts; a double tells four decimals apart up to 500 thousand million.
 */
export function moneyText(value: number | null | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  const amount = new Decimal(value).toDecimalPlaces(4);
  return amount.decimalPlaces() > 2 ? amount.toFixed() : amount.toFixed(2);
}

export function moneyNumber(text: string | undefined): number | undefined {
  return text === undefined ? undefined : new Decimal(text).toNumber();
}

/** Date-only fields carry a midnight that means nothing: only the day is taken, without any zone. */
export function dayText(value: string | null | undefined): string | undefined {
  const day = value?.slice(0, 10);
  return day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined;
}

/**
 * A day as an instant that falls on it for the people of the tenant: ten o'clock UTC is the same day from Hawaii to New Zealand, which
 * at noon has the next one.
 */
export function dayInstant(day: string): string {
  return `${day}T10:00:00Z`;
}

/** A PSA's instants are UTC, with or without fraction and Z. */
export function instant(value: string | null | undefined): Date | undefined {
  if (!value) return undefined;
  const time = new Date(/(Z|[+-]\d{2}:\d{2})$/i.test(value) ? value : `${value}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** Local and PSA choices of the one picklist, in words both sides show: `One-Time` and `one-time`. */
export function labelKey(label: string | null | undefined): string {
  return (label ?? '').trim().toLowerCase().replace(/\s+/g, '-');
}

/** The key that stands for a value, where a map is read the other way round. */
export function keyOf<Key, Value>(map: ReadonlyMap<Key, Value>, wanted: Value | undefined): Key | undefined {
  if (wanted === undefined) return undefined;
  for (const [key, value] of map) if (value === wanted) return key;
  return undefined;
}

/** The latest of the times of change that a PSA tells. */
export function latest(times: readonly (string | null | undefined)[]): Date | undefined {
  const known = times.flatMap((time) => instant(time)?.getTime() ?? []);
  return known.length === 0 ? undefined : new Date(Math.max(...known));
}
