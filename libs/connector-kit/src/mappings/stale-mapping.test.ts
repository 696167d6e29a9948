import { describe, expect, it } from '@jest/globals';
import { staleMappings, warningOf } from './stale-mapping.ts';

const page = { name: 'billing-codes', title: 'Billing Codes' };
const target = { psa: 'billing_code', key: '5' };
const inactive = { reason: 'Billing code "Hardware" is inactive in Acme.', remedy: 'Choose another.' };

describe('a stale mapping', () => {
  it('is one for each place, however many references meet there', () => {
    const path = ['categoryBillingCodes', 'c1'];
    const [mapping, ...others] = staleMappings(page, [
      {
        reference: { path, target: { record: 'category', id: 'c1' } },
        reason: 'There is no category c1.',
        remedy: 'Choose another.',
      },
      {
        reference: { path, target, title: 'Billing code', affects: [{ type: 'product', filters: { categoryId: 'c1' } }] },
        of: 'category c1',
        ...inactive,
      },
    ]);

    expect(others).toEqual([]);
    expect(mapping && warningOf(mapping, new Map())).toEqual({
      entityId: 'billing-codes:categoryBillingCodes.c1',
      entityName: 'Billing code of category c1',
      message:
        'There is no category c1. Billing code "Hardware" is inactive in Acme. ' +
        'It is set as "Billing code of category c1" on the page Billing Codes. Nothing here uses it yet.',
      remedy: 'Choose another. This warning clears by itself once that is done.',
    });
  });

  it('is called by the words of its setting where the page gives no title', () => {
    const [mapping] = staleMappings(page, [{ reference: { path: ['chargeBillingCode'], target }, ...inactive }]);

    expect(mapping?.entityName).toBe('Charge billing code');
  });

  it('names the first of those that would fail and counts the others, within what an issue shows', () => {
    const affects = [{ type: 'product' as const }];
    const [mapping] = staleMappings(page, [{ reference: { path: ['default'], target, affects }, ...inactive }]);
    const names = Array.from({ length: 10 }, (_, at) => `${at} ${'long '.repeat(50)}`);
    const tally = { total: 240, names };

    const message =
      mapping &&
      warningOf(
        mapping,
        new Map([
          ['category', tally],
          ['product', tally],
          ['open quote', tally],
          ['company', tally],
        ]),
      ).message;

    expect(message).toMatch(
      /240 categories: 0 long .*…, 1 long .* and 230 more; 240 products: .*; 240 open quotes: .*; 240 companies: /,
    );
    expect(message?.length).toBeLessThan(2_000);
  });

  it('does not speak of records that no reference knows of', () => {
    const [mapping] = staleMappings(page, [{ reference: { path: ['ownerResource'], target }, ...inactive }]);

    expect(mapping && warningOf(mapping, new Map()).message).toMatch(/on the page Billing Codes\.$/);
  });
});
