import type { SourceInvoice } from '../invoice.ts';
import { problem, type Problem } from '../problem.ts';
import type { Chart } from './accounts.ts';

/** What Xero would refuse of any document of this day and currency; better known before anything is sent (xero.md 13). */
export function preflight({ invoiceDate, currency }: SourceInvoice, { lockedUntil, currencies }: Chart): Problem | undefined {
  if (lockedUntil !== undefined && invoiceDate <= lockedUntil) return periodLocked(invoiceDate, lockedUntil);
  if (currencies !== undefined && !currencies.has(currency)) return notSubscribed(currency, currencies);
  return undefined;
}

function periodLocked(invoiceDate: string, lockedUntil: string): Problem {
  return {
    ...problem(
      'PERIOD_LOCKED',
      `The document date cannot be before the lock date, currently set at ${lockedUntil}`,
      "Move the lock date in Xero's financial settings, or change the invoice's date in Autotask; then resync.",
    ),
    details: [`The invoice is of ${invoiceDate}.`],
  };
}

/** XI-44, to the letter. */
function notSubscribed(currency: string, currencies: ReadonlySet<string>): Problem {
  return {
    ...problem(
      'CURRENCY_NOT_ENABLED',
      'Organisation is not subscribed to currency',
      'Add the currency in Xero under Settings > General Settings > Currencies, then resync.',
    ),
    details: [`The invoice is in ${currency}; the organisation has ${[...currencies].join(', ')}.`],
  };
}
