import { describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import type { Opportunity, QuoteItem } from '@psa-bridge/records';
import fc from 'fast-check';
import { HaloOpportunity, HaloQuoteLine } from '../client/sales-types.ts';
import { haloDay, haloInstant } from './days.ts';
import { fromCanonicalOpportunity, toCanonicalOpportunity, type OpportunityMaps } from './opportunity.mapping.ts';
import { fromCanonicalLine } from './quote.mapping.ts';

const COMPANY = newId();
const CONTACT = newId();

const aKey = fc.integer({ min: 1, max: 9_999 }).map(String);
const aText = fc
  .string({ minLength: 1, maxLength: 60 })
  .map((text) => text.trim())
  .filter((text) => text !== '');
const aDay = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const someMoney = fc.integer({ min: 0, max: 99_999_999 }).map((cents) => (cents / 100).toFixed(2));
const ourStatus = fc.constantFrom('hot', 'cold', 'gone');

/** Every status of ours goes somewhere; several may go to the same one, and what comes in is mapped by a table of its own. */
const someMaps: fc.Arbitrary<OpportunityMaps> = fc.record({
  opportunityStatusesOut: fc.record({ hot: aKey, cold: aKey, gone: aKey }),
  opportunityStatusesIn: fc.dictionary(aKey, ourStatus),
});

const aDeal = fc.record(
  {
    ...{ name: aText, companyId: fc.constant(COMPANY), contactId: fc.constant(CONTACT) },
    ...{ stage: aKey, status: fc.oneof(ourStatus, aKey), category: aKey, description: aText, expectedCloseDate: aDay },
    ...{ probability: fc.integer({ min: 0, max: 10_000 }).map((parts) => parts / 10_000), onetimeRevenue: someMoney },
  },
  { requiredKeys: ['name', 'companyId', 'contactId'] },
) as fc.Arbitrary<Opportunity>;

const aLine: fc.Arbitrary<QuoteItem> = fc.record({
  ...{ id: fc.constant(newId()), kind: fc.constantFrom('product', 'service', 'labour', 'charge', 'text'), name: aText },
  ...{ quantity: fc.integer({ min: 1, max: 1_000 }), unitPrice: someMoney, discount: someMoney, isOptional: fc.boolean() },
  period: fc.constantFrom('one-time', 'monthly', 'quarterly', 'semi-annual', 'yearly'),
});

describe('an opportunity that went to HaloPSA and is read again', () => {
  it('HP-12: is what it was, whatever statuses are mapped and however many of ours go to the same one', () => {
    fc.assert(
      fc.property(someMaps, aDeal, (maps, deal) => {
        const row = HaloOpportunity.parse({ id: 1, ...fromCanonicalOpportunity(deal, maps) });
        const links = { companyId: COMPANY, contactId: CONTACT, lastSeenStatus: deal.status };

        expect(toCanonicalOpportunity(row, links, maps)).toEqual(deal);
      }),
    );
  });

  it('says nothing of what HaloPSA leaves empty, in any of the ways in which it does', () => {
    const empty = {
      summary: 'Deal',
      status_id: 0,
      pipeline_stage_id: -1,
      tickettype_id: null,
      targetdate: '1900-01-01T00:00:00',
    };
    const maps = { opportunityStatusesIn: {}, opportunityStatusesOut: {} };

    const deal = toCanonicalOpportunity(HaloOpportunity.parse({ id: 1, ...empty }), { companyId: COMPANY }, maps);

    expect(deal).toEqual({ name: 'Deal', companyId: COMPANY });
  });
});

describe('a line of a quotation', () => {
  it('costs what it costs here, to a cent for each two hundred pieces', () => {
    fc.assert(
      fc.property(aLine, fc.option(fc.integer({ min: 1, max: 9_999 }), { nil: undefined }), (item, itemId) => {
        const row = HaloQuoteLine.parse({
          id: 1,
          ...fromCanonicalLine(item, { itemId, place: 3, settings: { billingPeriods: {} } }),
        });
        const there = item.quantity * (Number(row.price) - Number(row.discount));
        const here = item.quantity * Number(item.unitPrice) - Number(item.discount);

        expect(Math.abs(there - here)).toBeLessThanOrEqual(item.quantity * 0.00005 + 1e-6);
        expect(row).toMatchObject({ sort_seq: 3, name: item.name, optional: item.isOptional });
        expect(row.item_id).toBe(itemId);
      }),
    );
  });

  it('recurs by the code that was set for its term, and by what its item says where none was', () => {
    const line = (period: QuoteItem['period'], billingPeriods: Readonly<Record<string, number>>) => {
      const item = {
        id: newId(),
        kind: 'service',
        name: 'Support',
        quantity: 1,
        unitPrice: '1.00',
        isOptional: false,
        period,
      } as const;
      return fromCanonicalLine(item, { itemId: 1, place: 1, settings: { billingPeriods } });
    };

    expect(line('yearly', { yearly: 12 })).toMatchObject({ item_recurring: true, billingperiod: 12 });
    expect(line('yearly', {})).not.toHaveProperty('billingperiod');
    expect(line('one-time', { yearly: 12 })).toMatchObject({ item_recurring: false, billingperiod: 0 });
  });
});

describe('dates of HaloPSA', () => {
  it('with or without a zone and fractions are the same day, and years before 1901 are none', () => {
    fc.assert(
      fc.property(aDay, fc.constantFrom('', 'T00:00:00', 'T00:00:00.000', 'T00:00:00Z', 'T13:30:00.123Z'), (day, beside) => {
        expect(haloDay(`${day}${beside}`)).toBe(day);
      }),
    );
    for (const none of ['1900-01-01T00:00:00', '1899-12-30', '', null, undefined]) {
      expect(haloDay(none)).toBeUndefined();
      expect(haloInstant(none)).toBeUndefined();
    }
  });
});
