import { compact, picklistValue } from '@psa-bridge/connector-kit';
import type { Quote } from '@psa-bridge/records';
import type { AutotaskWrite } from '../client/types.ts';

type QuoteStatus = Quote['status'];

/** Where a quote's status takes its opportunity (product-behaviour 10.4); undefined where it leaves it alone. */
export function opportunityMove(
  status: QuoteStatus,
  quoteStatuses: Readonly<Partial<Record<QuoteStatus, { stage?: string | undefined; status?: string | undefined }>>>,
): AutotaskWrite | undefined {
  const target = quoteStatuses[status];
  const row = compact({ stage: picklistValue(target?.stage), status: picklistValue(target?.status) });
  return Object.keys(row).length === 0 ? undefined : row;
}
