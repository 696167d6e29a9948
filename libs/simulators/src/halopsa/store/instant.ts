import type { Switches } from '../switches.ts';

const DATE = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;
const NONE = '1900-01-01T00:00:00';

/** A time as sent, as UTC with milliseconds; null for the vendor's "no date"; undefined for what is no time (halopsa.md 4). */
export function readInstant(text: string): string | null | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const [, day = '', time = '00:00:00', zone = 'Z'] = match;
  const instant = new Date(`${day}T${time.length === 5 ? `${time}:00` : time.slice(0, 12)}${zone}`);
  if (Number.isNaN(instant.getTime())) return undefined;
  return instant.getUTCFullYear() < 1901 ? null : instant.toISOString();
}

/** A time as the tenant shows it. */
export function showInstant(value: string | null, { dateSuffix, emptyDates }: Switches): string | null {
  const suffix = dateSuffix === 'Z' ? 'Z' : '';
  if (value === null) return emptyDates === 'sentinel' ? `${NONE}${suffix}` : null;
  const plain = value.replace(/(?:\.000)?Z$/, '');
  return `${plain}${suffix}`;
}
