import { describe, expect, it } from '@jest/globals';
import { moneyText } from '@psa-bridge/connector-kit';
import { recordSchemas, type RecordType } from '@psa-bridge/records';
import fc from 'fast-check';
import { money, optional, trimmed } from '../../test/any-field.ts';
import { AutotaskContact, AutotaskOpportunity, AutotaskQuoteItem } from '../client/types.ts';
import { fromCanonicalContact, toCanonicalContact } from './contact.mapping.ts';
import { fromCanonicalOpportunity, newOpportunityRow, toCanonicalOpportunity } from './opportunity.mapping.ts';
import { fromCanonicalQuoteItem, productReference, quoteItemChanges, quoteLocationRow } from './quote.mapping.ts';

const COMPANY_ID = '01900000-0000-7000-8000-000000000001';
/** Our data points and the fields of opportunities that hold them. */
const POINTS = { reference: 'Quote Reference', forecast: 'Forecast Category' };
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Our data, sent to Autotask and read back, is the same. */
function roundTrip<Type extends RecordType>(
  type: Type,
  arbitrary: fc.Arbitrary<unknown>,
  there: (data: never) => unknown,
  back: (row: never) => unknown,
): void {
  fc.assert(
    fc.property(arbitrary, (input) => {
      const data = recordSchemas[type].parse(JSON.parse(JSON.stringify(input)));

      const returned = recordSchemas[type].parse(back(there(data as never) as never));

      expect(returned).toEqual(data);
    }),
  );
}

describe('contacts', () => {
  it('come back as they went there, but for the middle name, which is an initial in Autotask (ID-51)', () => {
    const contact = fc.record({
      companyId: fc.constant(COMPANY_ID),
      firstName: trimmed(50),
      lastName: trimmed(50),
      email: fc.integer({ min: 1 }).map((n) => `person${n}@example.com`),
      prefix: optional(fc.integer({ min: 1, max: 99 }).map(String)),
      suffix: optional(fc.integer({ min: 1, max: 99 }).map(String)),
      middleName: optional(fc.constantFrom('A', 'B', 'Ø')),
      phone: optional(trimmed(25)),
      mobilePhone: optional(trimmed(25)),
      jobTitle: optional(trimmed(50)),
      isActive: fc.boolean(),
    });

    roundTrip('contact', contact, fromCanonicalContact, (row) =>
      toCanonicalContact(AutotaskContact.parse({ id: 1, companyID: 5, ...(row as object) }), COMPANY_ID),
    );
  });

  it('keep the middle name that was sent while Autotask shows its initial, and take another initial (ID-51)', () => {
    const row = (middleInitial: string) => AutotaskContact.parse({ id: 1, companyID: 5, firstName: 'Demo', middleInitial });

    expect(toCanonicalContact(row('A'), COMPANY_ID, 'Alexandra')).toMatchObject({ middleName: 'Alexandra' });
    expect(toCanonicalContact(row('B'), COMPANY_ID, 'Alexandra')).toMatchObject({ middleName: 'B' });
    expect(toCanonicalContact(row(''), COMPANY_ID, 'Alexandra')).not.toHaveProperty('middleName');
  });

  it('carry no user-defined fields, for no page maps them', () => {
    const row = AutotaskContact.parse({
      ...{ id: 1, companyID: 5, firstName: 'Demo' },
      userDefinedFields: [{ name: 'Preferred Name', value: 'Dee' }],
    });

    expect(toCanonicalContact(row, COMPANY_ID)).not.toHaveProperty('customFields');
  });

  it('say 0 and 1 where others say false and true', () => {
    const contact = recordSchemas.contact.parse({
      companyId: COMPANY_ID,
      firstName: 'Demo',
      email: 'demo@example.com',
      isActive: false,
    });

    expect(fromCanonicalContact(contact)).toMatchObject({ isActive: 0 });
  });
});

describe('opportunities', () => {
  it('come back as they went there, with probability as a whole percentage in between', () => {
    const opportunity = fc.record({
      name: trimmed(128),
      companyId: fc.constant(COMPANY_ID),
      stage: optional(fc.integer({ min: 1, max: 30 }).map(String)),
      status: optional(fc.integer({ min: 0, max: 4 }).map(String)),
      probability: optional(fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100)),
      startDate: optional(day),
      expectedCloseDate: optional(day),
      category: optional(fc.integer({ min: 1, max: 9 }).map(String)),
      source: optional(fc.integer({ min: 1, max: 9 }).map(String)),
      description: optional(trimmed(200)),
      onetimeRevenue: optional(money),
      monthlyRevenue: optional(money),
      customFields: optional(
        fc.record({ reference: trimmed(50), forecast: fc.constantFrom('1', '2') }, { requiredKeys: ['reference'] }),
      ),
    });

    roundTrip(
      'opportunity',
      opportunity,
      (data) => fromCanonicalOpportunity(data, POINTS),
      (row) =>
        toCanonicalOpportunity(
          AutotaskOpportunity.parse({ id: 1, companyID: 5, ...(row as object) }),
          { companyId: COMPANY_ID },
          POINTS,
        ),
    );
  });

  it('carry mapped user-defined fields under our names, and no others (AT-50, AT-51)', () => {
    const fields = [
      { name: 'Quote Reference', value: 'Q-1' },
      { name: 'Forecast Category', value: '2' },
      { name: 'Decision Date', value: '2026-03-01' },
    ];
    const row = AutotaskOpportunity.parse({ id: 1, companyID: 5, title: 'Demo', userDefinedFields: fields });
    const opportunity = recordSchemas.opportunity.parse({
      ...{ name: 'Demo', companyId: COMPANY_ID },
      customFields: { reference: 'Q-2', ours: 'stays here' },
    });

    expect(toCanonicalOpportunity(row, { companyId: COMPANY_ID }, POINTS)).toMatchObject({
      customFields: { reference: 'Q-1', forecast: '2' },
    });
    expect(fromCanonicalOpportunity(opportunity, POINTS)['userDefinedFields']).toEqual([
      { name: 'Quote Reference', value: 'Q-2' },
    ]);
  });

  it('get what Autotask demands of a new one, and what the user set goes first', () => {
    const opportunity = recordSchemas.opportunity.parse({ name: 'Demo', companyId: COMPANY_ID, stage: '7' });

    const row = newOpportunityRow(
      opportunity,
      { companyId: 5 },
      { stage: 1, status: 1, ownerResourceId: 9, today: '2026-03-01', closeDate: '2026-03-31' },
      {},
    );

    expect(row).toMatchObject({
      companyID: 5,
      stage: 7,
      status: 1,
      ownerResourceID: 9,
      projectedCloseDate: '2026-03-31T00:00:00.000Z',
      useQuoteTotals: true,
    });
  });
});

describe('quotes', () => {
  const line = fc.record({
    id: fc.constant(COMPANY_ID),
    kind: fc.constantFrom('product', 'service', 'labour', 'charge', 'text'),
    name: trimmed(100),
    description: optional(trimmed(200)),
    quantity: fc.integer({ min: 1, max: 400 }).map((quarters) => quarters / 4),
    unitPrice: money,
    unitCost: optional(money),
    discount: optional(money),
    isOptional: fc.boolean(),
    period: fc.constantFrom('one-time', 'monthly', 'yearly'),
  });
  const reference = fc.record({
    field: fc.constantFrom('productID' as const, 'serviceID' as const, 'laborID' as const, 'chargeID' as const),
    id: fc.integer({ min: 0, max: 99_999_999 }),
  });
  const picklists = {
    itemTypes: { product: 1, service: 11, labour: 3, charge: 2 },
    periods: new Map([
      ['one-time', '1'],
      ['monthly', '2'],
      ['yearly', '5'],
    ]),
  };
  const ItemShape = recordSchemas.quote.shape.items.unwrap().element;
  const REFERENCES = ['productID', 'serviceID', 'laborID', 'chargeID'];
  const DISCOUNTS = ['unitDiscount', 'percentageDiscount', 'lineDiscount'];

  it('a line has exactly one reference, which decides its type, and at most one discount, the others sent as 0', () => {
    fc.assert(
      fc.property(line, reference, (input, refersTo) => {
        const row = fromCanonicalQuoteItem(ItemShape.parse(JSON.parse(JSON.stringify(input))), refersTo, picklists);

        expect(REFERENCES.filter((field) => row[field] !== undefined)).toEqual([refersTo.field]);
        expect(row['quoteItemType']).toBe({ productID: 1, serviceID: 11, laborID: 3, chargeID: 2 }[refersTo.field]);
        expect(DISCOUNTS.every((field) => typeof row[field] === 'number')).toBe(true);
        expect(DISCOUNTS.filter((field) => row[field] !== 0).length).toBeLessThanOrEqual(1);
        expect(moneyText(row['unitPrice'] as number)).toBe(input.unitPrice);
        expect(moneyText(row['lineDiscount'] as number)).toBe(input.discount ?? '0.00');
      }),
    );
  });

  it('a line that stands there as it was sent needs no call, and one that differs needs its difference only', () => {
    fc.assert(
      fc.property(line, reference, (input, refersTo) => {
        const row = fromCanonicalQuoteItem(ItemShape.parse(JSON.parse(JSON.stringify(input))), refersTo, picklists);
        const there = AutotaskQuoteItem.parse({ id: 7, quoteID: 3, ...row });

        expect(quoteItemChanges(there, row)).toEqual({});
        expect(quoteItemChanges(there, { ...row, quantity: 999 })).toEqual({ quantity: 999 });
      }),
    );
  });

  it('a labour product refers to its role, every other product to itself', () => {
    expect(productReference('role:29682833')).toEqual({ field: 'laborID', id: 29_682_833 });
    expect(productReference('0')).toEqual({ field: 'productID', id: 0 });
  });

  it('locations cut addresses to the 50 characters that fit', () => {
    const company = recordSchemas.company.parse({ name: 'Demo', address: { street: 's'.repeat(80) } });

    expect(quoteLocationRow(company)).toMatchObject({ address1: 's'.repeat(50), city: '' });
  });
});
