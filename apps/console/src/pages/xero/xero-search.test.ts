import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hasFilters, invoicesOf, toInvoiceSearch, toLogSearch, toPeriodSearch } from './xero-search.ts';

describe('the address of the invoices', () => {
  it('says which ones are meant, which one is open and whether it is compared with Xero', () => {
    const raw = { search: ' Demo ', state: 'fault', dateFrom: '2026-11-01', invoice: 'i:1', audit: 'yes' };

    expect(toInvoiceSearch(raw)).toEqual({ ...raw, search: 'Demo' });
  });

  it('leaves out what it does not know, so that an old link still opens the page', () => {
    expect(toInvoiceSearch({ state: 'lost', dateFrom: '2026-13-01', dateTo: 'soon', audit: true, colour: 'red' })).toEqual({});
  });

  it('asks for what is filtered alone', () => {
    const search = toInvoiceSearch({ state: 'fault', invoice: 'i:1', audit: 'yes' });

    expect([invoicesOf(search), hasFilters(search)]).toEqual([{ state: 'fault' }, true]);
    expect(hasFilters(toInvoiceSearch({ invoice: 'i:1' }))).toBe(false);
  });

  it('is read whatever it holds, and reading it again changes nothing', () => {
    const names = ['search', 'state', 'dateFrom', 'dateTo', 'code', 'invoice', 'audit', 'period', 'day', 'externalId'];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.anything()), (raw) => {
        for (const read of [toInvoiceSearch, toLogSearch, toPeriodSearch]) {
          const once = read(raw);

          expect(read({ ...once })).toEqual(once);
        }
      }),
    );
  });
});
