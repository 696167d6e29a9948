import { describe, expect, it } from '@jest/globals';
import { lengthProblems } from '@psa-bridge/connector-kit';
import { newId } from '@psa-bridge/core';
import { Product, Service } from '@psa-bridge/records';
import fc from 'fast-check';
import { CwCatalogItem, CwSetupRow } from '../client/catalogue-types.ts';
import { classificationOf, cycleOf, kindOfItem, kindOfProduct, periodOf, type Period } from './catalog-class.ts';
import {
  fromCanonicalProduct,
  fromCanonicalService,
  itemIdentifier,
  toCanonicalProduct,
  toCanonicalService,
} from './catalog-item.mapping.ts';
import { filingOf, placeOf } from './catalog-place.ts';
import { DESCRIPTION_LENGTH, fromCatalogTexts, toCatalogTexts } from './catalog-texts.ts';
import { CONNECTWISE_FIELDS } from './fields.ts';

const setup = (rows: readonly object[]) => rows.map((row) => CwSetupRow.parse(row));
const CYCLES = setup(
  ['Monthly', 'Quarterly', 'SemiAnnual', 'Yearly', 'NotRecurring'].map((billingOptions, index) => ({
    id: index + 1,
    billingOptions,
  })),
);
const TYPES = setup(
  ['InventoryPart', 'NonInventoryPart', 'OtherCharge', 'Service'].map((typeXref, index) => ({ id: index + 1, typeXref })),
);
const LOOKUPS = { billingCycles: CYCLES, types: TYPES };
const PERIODS: readonly Period[] = ['monthly', 'quarterly', 'semi-annual', 'yearly'];

const line = fc
  .string({ minLength: 1, maxLength: 200, unit: 'grapheme' })
  .map((text) => text.replace(/\s+/g, ' ').trim())
  .filter((text) => text !== '');
const paragraphs = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n\n'));
const money = fc.integer({ min: 0, max: 99_999_999 }).map((cents) => (cents / 100).toFixed(2));

describe('the two texts of a catalog item', () => {
  it('bring name and description back whole, whatever their length and whatever they begin with', () => {
    const description = fc.oneof(fc.constant(undefined), paragraphs);
    const beginning = fc.tuple(line, paragraphs).map(([name, rest]) => ({ name, description: `${name}\n\n${rest}` }));
    const same = line.map((name) => ({ name, description: name }));
    const texts = fc.oneof(fc.record({ name: line, description }), beginning, same);
    fc.assert(
      fc.property(texts, ({ name, description: text }) => {
        const given = { name, ...(text === undefined ? {} : { description: text }) };
        const sent = toCatalogTexts(given);
        expect(sent.description.length).toBeLessThanOrEqual(DESCRIPTION_LENGTH);
        expect(sent.customerDescription).not.toBe('');
        expect(fromCatalogTexts(sent)).toEqual(given);
      }),
    );
  });

  it('are read from any item without failing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (description, customerDescription) => {
        expect(typeof fromCatalogTexts({ description, customerDescription }).name).toBe('string');
      }),
    );
  });
});

/** As ConnectWise answers what was sent: references with their names. */
function answered(row: object, names: Readonly<Record<string, string>>): CwCatalogItem {
  const entries = Object.entries(row).map(([field, value]) =>
    names[field] === undefined ? [field, value] : [field, { ...(value as object), name: names[field] }],
  );
  return CwCatalogItem.parse({ id: 7, ...Object.fromEntries(entries) });
}

describe('a product', () => {
  const product = fc.record(
    {
      name: line,
      productType: fc.constantFrom('one-time', 'recurring', 'labour'),
      internalProductId: fc.stringMatching(/^[A-Za-z0-9-]{1,40}$/),
      mpn: fc.stringMatching(/^[A-Za-z0-9-]{1,40}$/),
      vendorPartNumber: fc.stringMatching(/^[A-Za-z0-9-]{1,40}$/),
      description: paragraphs,
      cost: money,
      price: money,
      isActive: fc.boolean(),
      isSerialized: fc.boolean(),
      doesNotRequireProcurement: fc.boolean(),
      customFields: fc.record({ warranty: fc.integer({ min: 1, max: 99 }) }),
    },
    { requiredKeys: ['name', 'productType', 'internalProductId'] },
  );

  it('that goes there and back is the same in all that ConnectWise tells', () => {
    const productFields = { warranty: '24' };
    const references = { filing: { category: 80, subcategory: 180 }, unit: 1, manufacturer: 12, cycle: 1 };
    fc.assert(
      fc.property(product, (data) => {
        const ours = Product.parse({ ...data, unit: 'Each', manufacturer: 'Demo Works' });
        const kind = kindOfProduct(ours);
        const { typeXref } = classificationOf(kind === 'bundle' ? 'one-time' : kind);
        const type = TYPES.find((row) => row.typeXref === typeXref)?.id;
        const row = fromCanonicalProduct(ours, { ...references, type }, { productFields });
        const back = answered(row, { unitOfMeasure: 'Each', manufacturer: 'Demo Works' });

        expect(kindOfItem(back, LOOKUPS)).toBe(kind);
        const read = toCanonicalProduct(back, { kind, categoryId: undefined, productFields });
        expect({ ...ours, ...read }).toEqual({ ...ours, ...(kind === 'labour' ? { doesNotRequireProcurement: true } : {}) });
        const short = lengthProblems(CONNECTWISE_FIELDS, { entity: 'catalogItem', row });
        expect(short).toEqual([]);
      }),
    );
  });

  it('is found by an identifier that fits and is the same at every try', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const id = newId();
        expect(itemIdentifier(text, id)).toBe(itemIdentifier(text, id));
        expect(itemIdentifier(text, id)).toMatch(/^[A-Za-z0-9.-]{1,75}$/);
        expect(itemIdentifier(text, id)).not.toBe(itemIdentifier(text, newId()));
      }),
    );
  });
});

describe('a service', () => {
  it('that goes there and back is the same, its term by the billing cycle', () => {
    const service = fc.record(
      {
        name: line,
        period: fc.constantFrom(...PERIODS),
        description: paragraphs,
        cost: money,
        price: money,
        isActive: fc.boolean(),
      },
      { requiredKeys: ['name', 'period'] },
    );
    fc.assert(
      fc.property(service, (data) => {
        const ours = Service.parse(data);
        const cycle = cycleOf(ours.period, CYCLES)?.id;
        const back = answered(fromCanonicalService(ours, { type: 4, unit: 2, cycle }), {});

        expect(kindOfItem(back, LOOKUPS)).toBe('recurring');
        expect(periodOf(back, LOOKUPS)).toBe(ours.period);
        expect(Service.parse(toCanonicalService(back, { period: ours.period, categoryId: undefined }))).toEqual(ours);
      }),
    );
  });

  it.each([
    ['its unit, where it has no cycle', { unitOfMeasure: { id: 3, name: 'Year' } }, 'yearly'],
    ['its cycle before its unit', { recurringBillCycle: { id: 2 }, unitOfMeasure: { id: 3, name: 'Year' } }, 'quarterly'],
    ['the name of a cycle that is not listed', { recurringBillCycle: { id: 99, name: 'Monthly' } }, 'monthly'],
    ['nothing, where neither tells', { unitOfMeasure: { id: 1, name: 'Each' } }, undefined],
  ])('is billed by %s', (_title, row, period) => {
    expect(periodOf(CwCatalogItem.parse({ id: 1, recurringFlag: true, ...row }), LOOKUPS)).toBe(period);
  });

  it.each([
    ['is charged once', { recurringFlag: true, recurringOneTimeFlag: true }],
    ['has the cycle that does not recur', { productClass: 'Agreement', recurringBillCycle: { id: 5 } }],
  ])('is none where an item %s', (_title, row) => {
    expect(kindOfItem(CwCatalogItem.parse({ id: 1, ...row }), LOOKUPS)).toBe('one-time');
  });
});

describe('CW-10: the category of a product', () => {
  const rows = setup([
    { id: 180, category: { id: 80 } },
    { id: 181, category: { id: 80 }, inactiveFlag: true },
    { id: 182, category: { id: 81 } },
    { id: 183, category: { id: 81 }, defaultFlag: true },
    { id: 184, category: { id: 84 }, inactiveFlag: true },
  ]);
  const none = { categories: {}, subcategories: {} };

  it.each([
    ['the subcategory that is mapped to it', { ...none, subcategories: { 180: 'ours' } }, { category: 80, subcategory: 180 }],
    ['the default subcategory of its category', { ...none, categories: { 81: 'ours' } }, { category: 81, subcategory: 183 }],
    ['the active one of two', { ...none, subcategories: { 181: 'ours', 182: 'ours' } }, { category: 81, subcategory: 182 }],
    ['the inactive one where it is the only one', { ...none, categories: { 84: 'ours' } }, { category: 84, subcategory: 184 }],
    ['the one for all others', { ...none, defaultSubcategory: '182' }, { category: 81, subcategory: 182 }],
    ['nothing', none, undefined],
  ])('goes out as %s', (_title, settings, expected) => {
    expect(filingOf('ours', settings, rows)).toEqual(expected);
  });

  it('that goes out under a mapping comes back by it', () => {
    const mappings = { categories: { 80: 'goods', 81: 'software' }, subcategories: { 182: 'special' } };
    for (const ours of ['goods', 'software', 'special']) {
      const { category, subcategory } = filingOf(ours, mappings, rows) ?? { category: 0, subcategory: 0 };
      const row = CwCatalogItem.parse({ id: 1, category: { id: category }, subcategory: { id: subcategory } });
      expect(placeOf(row, mappings)).toMatchObject({ categoryId: ours, isImported: true });
    }
  });
});
