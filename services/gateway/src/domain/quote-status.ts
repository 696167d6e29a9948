import { conflict } from '@psa-bridge/core';
import type { Quote } from '@psa-bridge/records';

type QuoteStatus = Quote['status'];

/** What people do with a quote. */
export const QUOTE_ACTIONS = {
  send: { from: ['draft'], to: 'sent', says: 'Sends a quote: it leaves draft and goes to the connected PSAs.' },
  approve: { from: ['draft', 'sent'], to: 'approved', says: 'Approves a quote, sent or straight from draft.' },
  decline: { from: ['sent'], to: 'declined', says: 'Marks a sent quote as declined by the customer.' },
} as const satisfies Record<string, { from: readonly QuoteStatus[]; to: QuoteStatus; says: string }>;

export type QuoteAction = keyof typeof QUOTE_ACTIONS;

/**
 * The status after an action; undefined where the quote is there already, so that a repeated request changes nothing.
 *
 * @throws AppError `quote_status_conflict` naming both statuses.
 */
export function statusAfter(action: QuoteAction, current: QuoteStatus): QuoteStatus | undefined {
  const { from, to } = QUOTE_ACTIONS[action];
  if (current === to) return undefined;
  if ((from as readonly QuoteStatus[]).includes(current)) return to;
  throw conflict('quote_status_conflict', `A quote that is ${current} cannot become ${to}; it must be ${from.join(' or ')}.`, {
    details: { status: current, allowed: from },
  });
}
