import { describe, expect, it } from '@jest/globals';
import { recordSchemas } from '@psa-bridge/records';
import fc from 'fast-check';
import { optional, trimmed } from '../../test/any-field.ts';
import { AutotaskCompany } from '../client/types.ts';
import { companyTypeIn, companyTypeOut, dataPointsOf, isShared } from './company-types.ts';
import { fromCanonicalCompany, toCanonicalCompany, type CompanyMaps } from './company.mapping.ts';

const maps: CompanyMaps = {
  lookups: {
    countryCodes: new Map([
      [237, 'US'],
      [82, 'DE'],
    ]),
    currencyCodes: new Map([[1, 'EUR']]),
  },
  companyTypesIn: { 1: 'customer', 2: 'prospect', 3: 'prospect' },
  companyTypesOut: { customer: '1', vip: '1', prospect: '3', supplier: '7' },
  companyUdfs: { 1: { tier: 'Customer Tier', reference: 'Account Reference' }, 2: { source: 'Lead Source' } },
};
const OURS = ['customer', 'vip', 'prospect', 'supplier', '8'];

const company = fc.record({
  name: trimmed(100),
  number: optional(trimmed(50)),
  type: optional(fc.constantFrom(...OURS)),
  telephone: optional(trimmed(25)),
  website: optional(trimmed(255)),
  taxId: optional(trimmed(50)),
  isActive: fc.boolean(),
  address: optional(
    fc.record({
      street: trimmed(128),
      city: trimmed(30),
      state: trimmed(40),
      zip: trimmed(10),
      country: fc.constantFrom('US', 'DE'),
    }),
  ),
});

const parse = (input: unknown) => recordSchemas.company.parse(JSON.parse(JSON.stringify(input)));
const row = (fields: object) => AutotaskCompany.parse({ id: 1, companyName: 'Demo', ...fields });

describe('companies', () => {
  it('come back from Autotask as they went there', () => {
    fc.assert(
      fc.property(company, (input) => {
        const data = parse(input);

        const sent = fromCanonicalCompany(data, maps, dataPointsOf(data.type, maps));
        const returned = parse(toCanonicalCompany(row(sent), maps, data.type));

        expect(returned).toEqual(data);
      }),
    );
  });

  it('carry their data points both ways, named as ours are (AT-22)', () => {
    fc.assert(
      fc.property(trimmed(50), fc.constantFrom('1', '2'), (reference, tier) => {
        const data = parse({ name: 'Demo', type: 'customer', customFields: { reference, tier } });

        const returned = toCanonicalCompany(row(fromCanonicalCompany(data, maps, dataPointsOf('customer', maps))), maps);

        expect(returned.customFields).toEqual({ reference, tier });
      }),
    );
  });

  it('leave user-defined fields out that are not mapped for their type, both ways (AT-22)', () => {
    const userDefinedFields = [
      { name: 'Customer Tier', value: '2' },
      { name: 'Interests', value: '1' },
    ];
    const supplier = parse({ name: 'Demo', type: 'supplier', customFields: { tier: '2', ours: 'stays here' } });

    expect(toCanonicalCompany(row({ companyType: 1, userDefinedFields }), maps).customFields).toEqual({ tier: '2' });
    expect(toCanonicalCompany(row({ companyType: 7, userDefinedFields }), maps)).not.toHaveProperty('customFields');
    expect(fromCanonicalCompany(supplier, maps, dataPointsOf('supplier', maps))).not.toHaveProperty('userDefinedFields');
  });

  it('have a country by its code in Autotask, and one that it does not know is not lost silently', () => {
    const data = parse({ name: 'Demo', address: { country: 'XX' } });

    expect(fromCanonicalCompany(data, maps, {})['countryID']).toBe('XX');
  });

  it('are read although every field but the id is null', () => {
    const nulls = Object.fromEntries(Object.keys(AutotaskCompany.shape).map((key) => [key, null]));

    expect(toCanonicalCompany(AutotaskCompany.parse({ ...nulls, id: 0 }), maps)).toEqual({ name: 'Company 0', isActive: true });
  });
});

describe('company types', () => {
  it('are mapped in two directions apart (AT-20)', () => {
    expect(companyTypeIn(1, maps)).toBe('customer');
    expect(companyTypeIn(2, maps)).toBe('prospect');
    expect(companyTypeOut('prospect', maps)).toBe('3');
  });

  it("stay Autotask's own where nothing is mapped, so that a fresh integration shows what Autotask shows (AT-20)", () => {
    const nothing = { companyTypesIn: {}, companyTypesOut: {} };

    expect(companyTypeIn(8, nothing)).toBe('8');
    expect(companyTypeOut('8', nothing)).toBe('8');
  });

  it('that go out and are not mapped in come back as they went (AT-20)', () => {
    expect(companyTypeIn(7, maps)).toBe('supplier');
  });

  it('of ours that nothing is mapped to go nowhere (AT-21)', () => {
    expect(companyTypeOut('reseller', maps)).toBeUndefined();
  });

  it('that share one of Autotask keep apart by what was last seen, until Autotask says another (AT-20)', () => {
    expect(isShared(1, maps)).toBe(true);
    expect(isShared(7, maps)).toBe(false);
    expect(companyTypeIn(1, maps, 'vip')).toBe('vip');
    expect(companyTypeIn(3, maps, 'vip')).toBe('prospect');
  });

  it('are stable over any number of round trips, whatever is mapped (AT-20)', () => {
    const keys = fc.constantFrom('1', '2', '3', '7');
    const ours = fc.constantFrom('customer', 'vip', 'prospect');
    const settings = fc.record({
      companyTypesIn: fc.dictionary(keys, ours),
      companyTypesOut: fc.dictionary(ours, keys),
    });
    fc.assert(
      fc.property(settings, fc.oneof(keys, ours), (mapped, type) => {
        const out = companyTypeOut(type, mapped);
        fc.pre(out !== undefined);
        const once = companyTypeIn(Number(out), mapped, type);
        const again = companyTypeIn(Number(out), mapped, once);

        expect(again).toBe(once);
        if (type in mapped.companyTypesOut) expect(once).toBe(type);
      }),
    );
  });

  it('take the data points of every type of Autotask that comes in as theirs, the one that they go out to first (AT-22)', () => {
    const two = { ...maps, companyUdfs: { 2: { source: 'Lead Source', note: 'A' }, 3: { note: 'B' } } };

    expect(dataPointsOf('prospect', two)).toEqual({ source: 'Lead Source', note: 'B' });
    expect(dataPointsOf(undefined, two)).toEqual({});
  });
});
