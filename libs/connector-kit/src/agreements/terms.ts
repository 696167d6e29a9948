import type { QuoteItem } from '@psa-bridge/records';
import type { PartContext } from '../definition/session.ts';

/** The line with the period that its service is sold by, where it names none of its own. */
export async function withPeriod(
  item: QuoteItem,
  { records }: Pick<PartContext<unknown, unknown>, 'records'>,
): Promise<QuoteItem> {
  if (item.kind !== 'service' || item.serviceId === undefined || item.period !== 'one-time') return item;
  const service = await records.get('service', item.serviceId);
  return service ? { ...item, period: service.data.period } : item;
}

/** The day before the same day some months later; where that month is shorter, its last day counts as that day. */
export function lastDay(startDate: string, months: number): string {
  const [year = 0, month = 1, day = 1] = startDate.split('-').map(Number);
  const daysThen = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, daysThen) - 1)).toISOString().slice(0, 10);
}
