import type { BillingItem, Person, SourceInvoice } from '../src/domain/invoice.ts';
import { DEFAULT_OPTIONS, type SyncOptions } from '../src/domain/options.ts';
import type { Chart } from '../src/domain/document/accounts.ts';

export const CHART: Chart = { activeCodes: new Set(['200', '260', '860']), roundingCode: '860' };

export function options(more: Partial<SyncOptions> = {}): SyncOptions {
  return { ...DEFAULT_OPTIONS, accounts: { byBillingCode: { '5': '260' }, default: '200' }, ...more };
}

export function item(more: Partial<BillingItem> = {}): BillingItem {
  return {
    ...{ externalId: '1', type: 'Labor', name: 'Demo work', quantity: '2', rate: '50.00', extendedPrice: '100.00' },
    ...{ taxDollars: '15.00', totalAmount: '115.00', billingCodeId: '5', isNonBillable: false },
    ...more,
  };
}

export function person(more: Partial<Person> = {}): Person {
  return { externalId: '31', firstName: 'Demo', lastName: 'Receiver', email: 'accounts@example.com', ...more };
}

/** An invoice whose totals are those of its lines, unless others are given. */
export function invoice(more: Partial<SourceInvoice> = {}): SourceInvoice {
  return {
    ...{ externalId: '4711', number: '1001', invoiceDate: '2026-11-02', dueDate: '2026-11-20', total: '115.00' },
    ...{ taxTotal: '15.00', currency: 'NZD', isVoided: false, lines: [item()] },
    company: { externalId: '77', name: 'Demo Company', isNotSynced: false, people: [person()] },
    ...more,
  };
}
