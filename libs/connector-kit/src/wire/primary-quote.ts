import type { Quote } from '@psa-bridge/records';

type QuoteStatus = Quote['status'];

/** Which status speaks for an opportunity first. */
const STANDING: readonly QuoteStatus[] = ['approved', 'sent', 'draft', 'expired', 'declined'];

export interface StandingQuote {
  id: string;
  status: QuoteStatus;
}

/**
 * Which quote of an opportunity is the primary one, which speaks for it in the PSA: the one that got furthest, the
 * newest among equals (ids rise with time). Exactly one, where there is any.
 */
export function primaryOf(quotes: readonly StandingQuote[]): string | undefined {
  return [...quotes].sort(
    (a, b) => STANDING.indexOf(a.status) - STANDING.indexOf(b.status) || (a.id > b.id ? -1 : a.id < b.id ? 1 : 0),
  )[0]?.id;
}
