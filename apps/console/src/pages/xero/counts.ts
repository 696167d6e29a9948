import type { Counts, SyncState } from '../../api/xero.ts';
import { STATES, type Period } from './xero-search.ts';

export interface Range {
  dateFrom: string;
  dateTo: string;
  by: 'day' | 'month';
}

const DAY_MS = 24 * 60 * 60_000;
const DAYS: Readonly<Record<Period, number>> = { month: 30, quarter: 90, year: 365 };

/** The days up to today that a period stands for; a year is counted by month. */
export function rangeOf(period: Period, now: Date): Range {
  const dateTo = dayOf(now);
  const dateFrom = dayOf(new Date(now.getTime() - (DAYS[period] - 1) * DAY_MS));
  return { dateFrom, dateTo, by: period === 'year' ? 'month' : 'day' };
}

/** Every day or month of the range, so that gaps are seen as such. */
export function periodsOf({ dateFrom, dateTo, by }: Range): readonly string[] {
  const periods = new Set<string>();
  for (let at = Date.parse(dateFrom); at <= Date.parse(dateTo); at += DAY_MS) {
    periods.add(dayOf(new Date(at)).slice(0, by === 'month' ? 'yyyy-mm'.length : undefined));
  }
  return [...periods];
}

/** How many of a state there are in each period. */
export function seriesOf(counts: readonly Counts[], periods: readonly string[], state: SyncState): readonly number[] {
  const byPeriod = new Map(counts.map(({ period, counts: { [state]: count } }) => [period, count]));
  return periods.map((period) => byPeriod.get(period) ?? 0);
}

/** Each series as it stands on those before it. */
export function stacked(series: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const reached: number[] = [];
  return series.map((heights) => heights.map((height, at) => (reached[at] = (reached[at] ?? 0) + height)));
}

export function totalsOf(counts: readonly Counts[]): Readonly<Record<SyncState, number>> {
  const totals = { pending: 0, processing: 0, complete: 0, fault: 0, skipped: 0, held: 0 };
  for (const one of counts) for (const state of STATES) totals[state] += one.counts[state];
  return totals;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 'yyyy-mm-dd'.length);
}
