import type { SourceInvoice } from '../invoice.ts';
import type { SyncOptions } from '../options.ts';

const DAY_MS = 86_400_000;

/** XI-22; where Autotask gives no due date, its payment term counts (autotask.md 7.5). `YYYY-MM-DD`. */
export function dueDateOf(invoice: SourceInvoice, { dueDateFrom }: SyncOptions): string {
  if (dueDateFrom === 'invoice-date') return invoice.invoiceDate;
  if (invoice.dueDate) return invoice.dueDate;
  const due = Date.parse(`${invoice.invoiceDate}T00:00:00Z`) + (invoice.paymentDueInDays ?? 0) * DAY_MS;
  return new Date(due).toISOString().slice(0, 10);
}
