import { describe, expect, it } from '@jest/globals';
import { mayBeMadeAnew, mayBeSentAgain } from './invoice-standing.ts';

const there = { id: 'd1', kind: 'invoice', number: 'INV-1', status: 'AUTHORISED', paidOn: null } as const;
const complete = { state: 'complete', document: there, isDismissed: false } as const;

describe('an invoice', () => {
  it('XI-04: can be sent again once it is in Xero or at fault, and not while it is on its way or left out', () => {
    const states = ['complete', 'fault', 'pending', 'processing', 'held', 'skipped'] as const;

    expect(states.filter((state) => mayBeSentAgain({ ...complete, state }))).toEqual(['complete', 'fault']);
    expect(mayBeSentAgain({ ...complete, isDismissed: true })).toBe(false);
  });

  it('XI-05: can become another document only where the one in Xero stands no more', () => {
    const of = (status: string | null) => mayBeMadeAnew({ ...complete, document: { ...there, status } });

    expect([of('AUTHORISED'), of(null), of('VOIDED'), of('DELETED')]).toEqual([false, false, true, true]);
    expect(mayBeMadeAnew({ ...complete, state: 'fault', document: null })).toBe(false);
  });
});
