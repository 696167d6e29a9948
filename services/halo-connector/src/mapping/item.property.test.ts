import { describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { recordSchemas, type Product, type Service } from '@psa-bridge/records';
import fc from 'fast-check';
import { HaloItem } from '../client/catalogue-types.ts';
import {
  fromCanonicalProduct,
  fromCanonicalService,
  toCanonicalProduct,
  toCanonicalService,
  unspokenOf,
} from './item.mapping.ts';
import { groupOf, kindOfItem, kindOfProduct } from './item-kind.ts';

const CATEGORY = newId();
const aText = fc
  .string({ minLength: 1, maxLength: 60 })
  .map((text) => text.trim())
  .filter((text) => text !== '');
const someMoney = fc.integer({ min: 1, max: 99_999_999 }).map((cents) => (cents / 100).toFixed(2));
const aFlag = fc.boolean();

/** What an item has a place for. */
const aProduct = fc
  .record(
    {
      ...{ name: aText, description: aText, manufacturer: aText, mpn: aText, vendorPartNumber: aText, internalProductId: aText },
      ...{ price: someMoney, cost: someMoney, productType: fc.constantFrom('one-time', 'labour', 'recurring'), isCharge: aFlag },
    },
    { requiredKeys: ['name', 'productType', 'isCharge'] },
  )
  .map(({ isCharge, ...product }) =>
    recordSchemas.product.parse({
      ...product,
      doesNotRequireProcurement: product.productType === 'labour' || (isCharge && product.productType === 'one-time'),
    }),
  );

const aService = fc
  .record(
    {
      name: aText,
      description: aText,
      price: someMoney,
      cost: someMoney,
      period: fc.constantFrom('monthly', 'quarterly', 'yearly'),
    },
    { requiredKeys: ['name', 'period'] },
  )
  .map((service) => recordSchemas.service.parse(service));

const BILLING = { billingPeriods: { monthly: 1, quarterly: 3, yearly: 12 }, defaultTerm: 'semi-annual' } as const;
/** Labour and services share a group, and are told apart by whether they recur. */
const SETTINGS = {
  ...{ manufacturerField: 'CFManufacturer', manufacturerSkuField: 'CFManufacturerSku', productGroups: {} },
  productTypes: { 'one-time': '14', service: '16', labour: '16', charge: '17' },
  ...BILLING,
};

describe('product-behaviour 10.3: an item that was sent and is read again', () => {
  it('as a product is what it was, in all that items have a place for', () => {
    fc.assert(
      fc.property(aProduct, (product: Product) => {
        const kind = kindOfProduct(product);
        if (kind === 'bundle') throw new Error('None was made.');
        const item = HaloItem.parse({ id: 1, ...fromCanonicalProduct(product, { group: groupOf(kind, SETTINGS) }, SETTINGS) });

        const back = recordSchemas.product.parse(toCanonicalProduct(item, { categoryId: undefined, settings: SETTINGS }));

        expect(back).toEqual(product);
      }),
    );
  });

  it('as a service is what it was, its term by the code that was set for it', () => {
    fc.assert(
      fc.property(aService, (service: Service) => {
        const item = HaloItem.parse({ id: 1, ...fromCanonicalService(service, { group: 16 }, SETTINGS) });

        const back = recordSchemas.service.parse(toCanonicalService(item, { categoryId: undefined, settings: SETTINGS }));

        expect(back).toEqual(service);
        expect(kindOfItem(item, { productGroups: {}, productTypes: {} })).toBe('service');
      }),
    );
  });

  it('a term whose code nobody set is the one of the page', () => {
    const item = HaloItem.parse({ id: 1, name: 'Support', item_default_billing_period: 99 });

    expect(toCanonicalService(item, { categoryId: CATEGORY, settings: SETTINGS })).toMatchObject({
      period: 'semi-annual',
      categoryId: CATEGORY,
    });
  });
});

describe('HP-11: what an item is sold as', () => {
  const item = (values: object): HaloItem => HaloItem.parse({ id: 1, assetgroup_id: 16, ...values });

  it('is what the page says of its group, else what is made in it, else what recurs is a service', () => {
    const none = { productGroups: {}, productTypes: {} };
    expect(kindOfItem(item({ isrecurringitem: true }), { ...none, productGroups: { '16': 'labour' } })).toBe('labour');
    expect(kindOfItem(item({}), { ...none, productTypes: { labour: '16', service: '16' } })).toBe('labour');
    expect(kindOfItem(item({}), { ...none, productTypes: { labour: '16', charge: '16' } })).toBe('one-time');
    expect(kindOfItem(item({ isrecurringitem: true }), none)).toBe('service');
    expect(kindOfItem(item({}), { ...none, productGroups: { '14': 'charge' } })).toBe('one-time');
  });

  it('is left as it stands here where neither its group nor its recurrence tells', () => {
    const none = { productGroups: {}, productTypes: {} };
    const data = { name: 'Thing', productType: 'one-time' as const };
    expect(unspokenOf(item({}), data, none)).toContain('productType');
    expect(unspokenOf(item({}), data, { ...none, productGroups: { '16': 'one-time' } })).not.toContain('productType');
  });

  it('decides its group there, else the default one does', () => {
    expect(groupOf('labour', { productTypes: { labour: '16' }, defaultProductGroup: '14' })).toBe(16);
    expect(groupOf('charge', { productTypes: { labour: '16' }, defaultProductGroup: '14' })).toBe(14);
    expect(groupOf('charge', { productTypes: {} })).toBeUndefined();
  });
});
