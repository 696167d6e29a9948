import type { ReactNode } from 'react';
import type { InvoiceSummary, SyncState } from '../../api/xero.ts';
import { StateBadge, type Tone } from '../../display/states.tsx';
import { xeroTexts } from '../../texts/xero.ts';

const t = xeroTexts;
const TONES: Readonly<Record<SyncState, Tone>> = {
  pending: 'busy',
  processing: 'busy',
  complete: 'good',
  fault: 'bad',
  skipped: 'calm',
  held: 'warn',
};

export function SyncStateBadge({ state }: { state: SyncState }): ReactNode {
  return <StateBadge tone={TONES[state]}>{t.states[state]}</StateBadge>;
}

export function invoiceName({ number, externalId }: Pick<InvoiceSummary, 'number' | 'externalId'>): string {
  return number === null || number === '' ? t.invoices.noNumber(externalId) : t.invoices.named(number);
}

/** As people write it: the amount as it is, and its currency. */
export function moneyOf({ total, currency }: Pick<InvoiceSummary, 'total' | 'currency'>): string {
  return `${total} ${currency}`.trim();
}
