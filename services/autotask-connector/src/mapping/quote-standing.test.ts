import { describe, expect, it } from '@jest/globals';
import { primaryOf } from '@psa-bridge/connector-kit';
import fc from 'fast-check';
import { opportunityMove } from './quote-standing.ts';

const STATUSES = ['draft', 'sent', 'approved', 'declined', 'expired'] as const;

describe('the primary quote of an opportunity', () => {
  it('is the one that got furthest, the newest among equals', () => {
    expect(
      primaryOf([
        { id: '1', status: 'sent' },
        { id: '2', status: 'sent' },
      ]),
    ).toBe('2');
    expect(
      primaryOf([
        { id: '1', status: 'approved' },
        { id: '2', status: 'sent' },
      ]),
    ).toBe('1');
    expect(
      primaryOf([
        { id: '1', status: 'sent' },
        { id: '2', status: 'declined' },
      ]),
    ).toBe('1');
    expect(primaryOf([])).toBeUndefined();
  });

  it('is exactly one, in whatever order the quotes are looked at', () => {
    const quotes = fc.uniqueArray(fc.record({ id: fc.uuid({ version: 7 }), status: fc.constantFrom(...STATUSES) }), {
      selector: ({ id }) => id,
      minLength: 1,
    });
    fc.assert(
      fc.property(quotes, (all) => {
        const primary = primaryOf(all);

        expect(all.filter(({ id }) => id === primary)).toHaveLength(1);
        expect(primaryOf([...all].reverse())).toBe(primary);
      }),
    );
  });
});

describe('what a quote does to its opportunity', () => {
  it('is what the page says for its status, stage, status or both', () => {
    const page = { sent: { stage: '29683452' }, approved: { stage: '29683454', status: '3' } };

    expect(opportunityMove('sent', page)).toEqual({ stage: 29_683_452 });
    expect(opportunityMove('approved', page)).toEqual({ stage: 29_683_454, status: 3 });
    expect(opportunityMove('declined', page)).toBeUndefined();
  });
});
