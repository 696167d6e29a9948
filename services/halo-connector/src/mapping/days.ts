import { dayText, instant } from '@psa-bridge/connector-kit';

/** Before it no date is meant: the empty date is the first of 1900 (halopsa.md section 4). */
const FIRST_YEAR = 1901;

/** A day of HaloPSA's, which works in UTC; undefined for its empty date. */
export function haloDay(value: string | null | undefined): string | undefined {
  const day = dayText(value);
  return day !== undefined && Number(day.slice(0, 4)) >= FIRST_YEAR ? day : undefined;
}

export function haloInstant(value: string | null | undefined): Date | undefined {
  const time = instant(value);
  return time && time.getUTCFullYear() >= FIRST_YEAR ? time : undefined;
}

/** A day as HaloPSA takes it. */
export function midnight(day: string): string {
  return `${day}T00:00:00Z`;
}
