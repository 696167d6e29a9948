import { describe, expect, it } from '@jest/globals';
import { eventChoices, familyIn, pruned } from './event-choice.ts';
import { deliveryQueryOf, toDeliverySearch } from './webhook-search.ts';

describe('what an endpoint can be told of', () => {
  it('is everything, a family, or one type', () => {
    expect(eventChoices(['issue.opened', 'issue.cleared', 'invoice.posted'])).toEqual([
      '*',
      'issue.*',
      'invoice.*',
      'issue.opened',
      'issue.cleared',
      'invoice.posted',
    ]);
  });

  it('is told apart: everything, a whole family, or one type', () => {
    expect([familyIn('*'), familyIn('sync-result.*'), familyIn('sync-result.failed')]).toEqual(['', 'sync-result', undefined]);
  });

  it('says nothing twice: a family holds its types, everything holds all', () => {
    expect([
      pruned(['issue.opened', 'invoice.posted', 'issue.*']),
      pruned(['issue.*', 'invoice.posted', '*']),
      pruned(['*', 'issue.opened']),
    ]).toEqual([['invoice.posted', 'issue.*'], ['*'], ['issue.opened']]);
  });
});

describe('the address of the deliveries', () => {
  it('says which are meant and which one is open, and leaves out what it does not know', () => {
    const search = toDeliverySearch({ state: 'failed', eventType: 'issue.opened', delivery: 'd1', colour: 'red' });

    expect(search).toEqual({ state: 'failed', eventType: 'issue.opened', delivery: 'd1' });
    expect(deliveryQueryOf(search)).toEqual({ state: 'failed', eventType: 'issue.opened' });
    expect(toDeliverySearch({ state: 'lost' })).toEqual({});
  });
});
