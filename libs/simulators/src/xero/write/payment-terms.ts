import { isSales, type DocumentType, type RecordRow } from '../store/rows.ts';
import { readAmount, readObject, readText } from './input.ts';

/** When a document of this day is due by the terms of its contact (xero.md 9); undefined without such terms. */
export function dueByTerms(contact: RecordRow | undefined, type: DocumentType, date: string): string | undefined {
  const terms = contact && readObject(contact.values, 'PaymentTerms');
  const term = terms && readObject(terms, isSales(type) ? 'Sales' : 'Bills');
  const days = term && readAmount(term, 'Day')?.toNumber();
  if (!term || days === undefined) return undefined;
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const endOfMonth = Date.UTC(year, month, 0);
  switch (readText(term, 'Type')) {
    case 'DAYSAFTERBILLDATE':
      return onDay(Date.UTC(year, month - 1, day + days));
    case 'DAYSAFTERBILLMONTH':
      return onDay(endOfMonth + days * 86_400_000);
    case 'OFCURRENTMONTH':
      return onDay(Math.min(Date.UTC(year, month - 1, days), endOfMonth));
    case 'OFFOLLOWINGMONTH':
      return onDay(Math.min(Date.UTC(year, month, days), Date.UTC(year, month + 1, 0)));
    default:
      return undefined;
  }
}

function onDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
