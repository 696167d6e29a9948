import { compact, picklistValue } from '@psa-bridge/connector-kit';
import type { Quote } from '@psa-bridge/records';
import type { AutotaskWrite } from '../client/types.ts';

type QuoteStatus = Quote['status'];

/** Which status speaks for an opportunity first. */
const STANDING: readonly QuoteStatus[] = ['approved', 'sent', 'draft', 'expired', 'declined'];

export interface StandingQuote {
  id: string;
  status: QuoteStatus;
}

/**
 * Which quote of an opportunity is the primary one, from which Autotask takes the opportunity's totals: the one that got
 * furthest, the newest among equals (ids rise with time). Exactly one, where there is any.
 */
export function primaryOf(quotes: readonly StandingQuote[]): string | undefined {
  return [...quotes].sort(
    (a, b) => STANDING.indexOf(a.status) - STANDING.indexOf(b.status) || (a.id > b.id ? -1 : a.id < b.id ? 1 : 0),
  )[0]?.id;
}

/** Where a quote's status takes its opportunity (product-behaviour 10.4); undefined where it leaves it alone. */
export function opportunityMove(
  status: QuoteStatus,
  quoteStatuses: Readonly<Partial<Record<QuoteStatus, { stage?: string | undefined; status?: string | undefined }>>>,
): AutotaskWrite | undefined {
  const target = quoteStatuses[status];
  const row = compact({ stage: picklistValue(target?.stage), status: picklistValue(target?.status) });
  return Object.keys(row).length === 0 ? undefined : row;
}
