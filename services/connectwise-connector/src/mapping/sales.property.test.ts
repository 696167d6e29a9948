import { describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import type { Opportunity, QuoteItem } from '@psa-bridge/records';
import fc from 'fast-check';
import { CwOpportunity, CwProductItem } from '../client/sales-types.ts';
import { fromCanonicalOpportunity, toCanonicalOpportunity, type OpportunityMaps } from './opportunity.mapping.ts';
import { fromCanonicalLine, lineChanges } from './quote.mapping.ts';

const COMPANY = newId();
const CONTACT = newId();

const aKey = fc.nat({ max: 9_999 }).map(String);
const aText = fc
  .string({ minLength: 1, maxLength: 60 })
  .map((text) => text.trim())
  .filter((text) => text !== '');
const aDay = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const ourStatus = fc.constantFrom('hot', 'cold', 'gone');

/** Every status of ours goes somewhere; several may go to the same one, and what comes in is mapped by a table of its own. */
const someMaps: fc.Arbitrary<OpportunityMaps> = fc
  .record({
    opportunityStatusesOut: fc.record({ hot: aKey, cold: aKey, gone: aKey }),
    opportunityStatusesIn: fc.dictionary(aKey, ourStatus),
    percents: fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 1 }),
  })
  .map(({ percents, ...maps }) => ({
    ...maps,
    probabilities: percents.map((probability, index) => ({ id: index + 1, probability })),
  }));

const dealOf = ({ probabilities }: OpportunityMaps) =>
  fc.record(
    {
      ...{ name: aText, companyId: fc.constant(COMPANY), contactId: fc.constant(CONTACT) },
      ...{
        stage: aKey,
        status: fc.oneof(ourStatus, aKey),
        category: aKey,
        source: aKey,
        description: aText,
        expectedCloseDate: aDay,
      },
      probability: fc.constantFrom(...probabilities.map(({ probability = 0 }) => Number(probability) / 100)),
    },
    { requiredKeys: ['name', 'companyId', 'contactId'] },
  ) as fc.Arbitrary<Opportunity>;

describe('an opportunity that went to ConnectWise and is read again', () => {
  it('CW-30: is what it was, whatever statuses are mapped and however many of ours go to the same one', () => {
    const mapped = someMaps.chain((maps) => fc.tuple(fc.constant(maps), dealOf(maps)));
    fc.assert(
      fc.property(mapped, ([maps, deal]) => {
        const row = CwOpportunity.parse({ id: 1, ...fromCanonicalOpportunity(deal, maps) });
        const links = { companyId: COMPANY, contactId: CONTACT, lastSeenStatus: deal.status };

        expect(toCanonicalOpportunity(row, links, maps)).toEqual(deal);
      }),
    );
  });

  it('says nothing that ConnectWise did not say where no status is mapped', () => {
    const maps: OpportunityMaps = {
      opportunityStatusesIn: {},
      opportunityStatusesOut: {},
      probabilities: [{ id: 5, probability: 50 }],
    };
    const reference = fc.option(fc.record({ id: fc.nat({ max: 9_999 }), name: fc.string() }), { nil: null });
    const aRow = fc.record({
      ...{
        id: fc.nat(),
        name: aText,
        stage: reference,
        status: reference,
        type: reference,
        campaign: reference,
        probability: reference,
      },
      ...{ notes: fc.option(fc.string(), { nil: null }), expectedCloseDate: fc.option(aDay.map((day) => `${day}T00:00:00Z`)) },
    });
    fc.assert(
      fc.property(aRow, (told) => {
        const row = CwOpportunity.parse(told);
        const sent = fromCanonicalOpportunity(toCanonicalOpportunity(row, { companyId: COMPANY }, maps), maps);

        for (const [field, value] of Object.entries(sent)) {
          const theirs = told[field as keyof typeof told];
          if (typeof theirs === 'object' && theirs !== null) expect(value).toEqual({ id: theirs.id });
          else expect(value).toBe(typeof theirs === 'string' ? theirs.trim() : theirs);
        }
      }),
    );
  });
});

const someMoney = fc.integer({ min: 0, max: 10_000_000 }).map((cents) => (cents / 100).toFixed(2));
const aLine = fc.record(
  {
    ...{
      id: fc.constant(newId()),
      kind: fc.constant('product' as const),
      name: aText,
      quantity: fc.integer({ min: 1, max: 999 }),
    },
    ...{ unitPrice: someMoney, unitCost: someMoney, discount: someMoney, description: aText, isOptional: fc.constant(false) },
  },
  { requiredKeys: ['id', 'kind', 'name', 'quantity', 'unitPrice', 'isOptional'] },
) as fc.Arbitrary<QuoteItem>;
const aPlace = fc.record({
  catalogItem: fc.nat(),
  position: fc.integer({ min: 1, max: 99 }),
  cycle: fc.option(fc.nat(), { nil: undefined }),
});

/** The product as ConnectWise answers it: with names beside references, and members that it fills in. */
function standing(row: Readonly<Record<string, unknown>>): CwProductItem {
  const { catalogItem, recurring } = row as { catalogItem: { id: number }; recurring?: object };
  return CwProductItem.parse({
    ...{ id: 7, cost: 1, listPrice: 2, ...row, catalogItem: { ...catalogItem, name: 'Thing' } },
    ...(recurring ? { recurring: { endDate: null, ...recurring } } : {}),
  });
}

describe('a line of a quote that stands in ConnectWise', () => {
  it('CW-31: costs no call while nothing changes, whatever ConnectWise fills in', () => {
    fc.assert(
      fc.property(aLine, aPlace, (item, place) => {
        const row = fromCanonicalLine(item, place);

        expect(lineChanges(standing(row), row)).toEqual({});
      }),
    );
  });

  it('CW-31: is what a fresh one would be once its changes are written', () => {
    fc.assert(
      fc.property(aLine, aPlace, aLine, aPlace, (item, place, edited, moved) => {
        const there = standing(fromCanonicalLine(item, place));
        const row = fromCanonicalLine(edited, moved);

        const written = standing({ ...there, ...lineChanges(there, row) });

        expect(lineChanges(written, row)).toEqual({});
      }),
    );
  });
});
