import type { InvoiceSummary } from '../../api/xero.ts';

type Standing = Pick<InvoiceSummary, 'state' | 'document' | 'isDismissed'>;

const GONE = ['VOIDED', 'DELETED'];

/** Whatever waits or is being sent goes by itself (XI-04). */
export function mayBeSentAgain({ state, isDismissed }: Standing): boolean {
  return !isDismissed && (state === 'complete' || state === 'fault');
}

/** Only in the place of a document that stands no more: there is never a second one. */
export function mayBeMadeAnew(standing: Standing): boolean {
  const { status } = standing.document ?? {};
  return mayBeSentAgain(standing) && status !== undefined && status !== null && GONE.includes(status);
}
