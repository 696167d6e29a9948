import { describe, expect, it } from '@jest/globals';
import { recordSchemas } from '@psa-bridge/records';
import fc from 'fast-check';
import { money, optional, trimmed } from '../../test/any-field.ts';
import {
  AutotaskInventoryItem,
  AutotaskInventoryProduct,
  AutotaskProduct,
  AutotaskRole,
  AutotaskService,
} from '../client/types.ts';
import { isUnmapped, productCategoryOf, productPlace, rolePlace, servicePlace } from './import-map.ts';
import { lengthProblems } from '@psa-bridge/connector-kit';
import { AUTOTASK_FIELDS } from './fields.ts';
import { importedProductName, importedServiceName, ownProductName, partNumberIn } from './product-names.ts';
import {
  enrichedProduct,
  fromCanonicalProduct,
  roleToProduct,
  toCanonicalProduct,
  toCanonicalService,
} from './product.mapping.ts';
import { fromInventoryItem, fromInventoryProduct, stockLevelId } from './stock.mapping.ts';

const CATEGORY = '01900000-0000-7000-8000-000000000001';
const OTHER = '01900000-0000-7000-8000-000000000002';
const NO_MAPPINGS = { roleCategories: {}, productCategories: {}, serviceCategories: {} };
const AS_IT_IS = { prependMpnToServiceName: false, importServiceNameWithMpn: true };

const product = fc.record(
  {
    name: trimmed(100),
    mpn: optional(trimmed(50)),
    internalProductId: optional(trimmed(50)),
    manufacturer: optional(trimmed(100)),
    vendorPartNumber: optional(trimmed(50)),
    description: optional(trimmed(2_000)),
    categoryId: optional(fc.constant(CATEGORY)),
    cost: optional(money),
    price: optional(money),
    msrp: optional(money),
    isActive: fc.boolean(),
    isSerialized: fc.boolean(),
    doesNotRequireProcurement: fc.boolean(),
    isEligibleForRma: fc.boolean(),
    customFields: optional(fc.constant({ 'Warranty Months': '12' })),
  },
  { requiredKeys: ['name', 'isActive', 'isSerialized', 'doesNotRequireProcurement', 'isEligibleForRma'] },
);

describe('a product', () => {
  it.each([true, false])(
    'comes back from Autotask as it went there, to the cent and with its category (id before the name: %s)',
    (prependInternalProductId) => {
      fc.assert(
        fc.property(product, (input) => {
          const own = recordSchemas.product.parse(JSON.parse(JSON.stringify(input)));
          const data = prependInternalProductId ? { ...own, name: importedProductName(own.name, own.internalProductId) } : own;
          const row = fromCanonicalProduct(data, {
            billingCodeId: 5,
            productCategory: productCategoryOf(data.categoryId, { ...NO_MAPPINGS, productCategories: { '3': CATEGORY } }),
            prepended: prependInternalProductId ? [data.internalProductId] : [],
          });

          const back = AutotaskProduct.parse({ id: 1, ...row });

          const { categoryId } = productPlace(back.productCategory, { ...NO_MAPPINGS, productCategories: { '3': CATEGORY } });
          const returned = toCanonicalProduct(back, { categoryId, prependInternalProductId });
          expect(recordSchemas.product.parse(returned)).toEqual(data);
          expect(row['name']).toBe(own.name);
          expect(lengthProblems(AUTOTASK_FIELDS, { entity: 'Products', row })).toEqual([]);
        }),
      );
    },
  );

  it('is told every field that is too long: part number 50, name and manufacturer 100, description 2000', () => {
    const long = recordSchemas.product.parse({
      ...{ name: 'n'.repeat(101), mpn: 'm'.repeat(51), internalProductId: 'i'.repeat(51) },
      ...{ manufacturer: 'x'.repeat(101), description: 'd'.repeat(2_001) },
    });
    const row = fromCanonicalProduct(long, { billingCodeId: 5, productCategory: undefined, prepended: [] });

    expect(lengthProblems(AUTOTASK_FIELDS, { entity: 'Products', row }).map(({ text }) => text)).toEqual([
      'name has 101 characters, Autotask takes 100',
      'description has 2001 characters, Autotask takes 2000',
      'internalProductID has 51 characters, Autotask takes 50',
      'manufacturerName has 101 characters, Autotask takes 100',
      'manufacturerProductName has 51 characters, Autotask takes 50',
    ]);
  });

  it('carries the billing code that Autotask demands (AT-10)', () => {
    const row = fromCanonicalProduct(recordSchemas.product.parse({ name: 'Demo' }), {
      ...{ billingCodeId: 29682, productCategory: undefined, prepended: [] },
    });

    expect(row).toMatchObject({ productBillingCodeID: 29682 });
  });

  it('AT-33: gets from the catalogue only what Autotask leaves empty', () => {
    const entry = { manufacturer: 'Theirs', description: 'From the catalogue', msrp: '12.5' };

    expect(enrichedProduct({ name: 'Demo', manufacturer: 'Ours' }, entry)).toEqual({
      ...{ name: 'Demo', manufacturer: 'Ours', description: 'From the catalogue', msrp: '12.50' },
    });
    expect(enrichedProduct({ name: 'Demo' }, undefined)).toEqual({ name: 'Demo' });
  });
});

describe('AT-31: the internal product id before a name', () => {
  it('is taken off again exactly, whatever the name and the id are', () => {
    fc.assert(
      fc.property(trimmed(100), optional(trimmed(50)), (name, id) => {
        expect(ownProductName(importedProductName(name, id), [id])).toBe(name);
      }),
    );
  });

  it('is taken off too where it is the id of before, and stays where it is part of the name', () => {
    expect(ownProductName('100 - Switch', ['200', '100'])).toBe('Switch');
    expect(ownProductName('100 - Switch', [undefined, '300'])).toBe('100 - Switch');
    expect(importedProductName('Switch', '100')).toBe('100 - Switch');
  });
});

describe('AT-32: part numbers in names of services', () => {
  const NAMES = [
    ['Exchange Online (CFQ7TTC0LH16)', 'Exchange Online', 'CFQ7TTC0LH16'],
    ['Backup [BK-100/M]', 'Backup', 'BK-100/M'],
    ['AZ-204 - Cloud desktop', 'Cloud desktop', 'AZ-204'],
  ] as const;

  it.each(NAMES)('are found in %s', (name, rest, number) => {
    expect(partNumberIn(name)).toEqual({ number, rest });
    expect(importedServiceName(name, AS_IT_IS)).toBe(name);
    expect(importedServiceName(name, { ...AS_IT_IS, importServiceNameWithMpn: false })).toBe(rest);
    expect(importedServiceName(name, { ...AS_IT_IS, prependMpnToServiceName: true })).toBe(`${number} - ${rest}`);
  });

  it.each(['Managed Backup', 'Support (Gold)', 'Helpdesk - 24 hours', 'Monitoring (per 10 devices)'])(
    'are none in %s, which stays as it is',
    (name) => {
      expect(importedServiceName(name, { prependMpnToServiceName: true, importServiceNameWithMpn: false })).toBe(name);
    },
  );

  it('stand before the name once, whatever else the name holds', () => {
    const words = fc.constantFrom('Exchange', 'Online', '(Gold)', 'per 10', '- plus', '[x]');
    const name = fc.array(words, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(name, (rest) => {
        const imported = importedServiceName(`${rest} (AB-1200)`, { ...AS_IT_IS, prependMpnToServiceName: true });

        expect(imported).toBe(`AB-1200 - ${rest}`);
      }),
    );
  });
});

describe('AT-36: where the catalogue goes', () => {
  it('is everywhere and in no category until the first mapping; roles come only where they are mapped', () => {
    expect(isUnmapped(NO_MAPPINGS)).toBe(true);
    expect(productPlace(3, NO_MAPPINGS)).toEqual({ categoryId: undefined, isImported: true });
    expect(servicePlace(3, NO_MAPPINGS)).toEqual({ categoryId: undefined, isImported: true });
    expect(rolePlace(3, NO_MAPPINGS)).toEqual({ categoryId: undefined, isImported: false });
  });

  it('is the mapped category once any is mapped, and what is not mapped stays out', () => {
    const mappings = { ...NO_MAPPINGS, roleCategories: { '7': OTHER }, productCategories: { '3': CATEGORY } };

    expect(productPlace(3, mappings)).toEqual({ categoryId: CATEGORY, isImported: true });
    expect(productPlace(4, mappings)).toEqual({ categoryId: undefined, isImported: false });
    expect(productPlace(null, mappings)).toEqual({ categoryId: undefined, isImported: false });
    expect(servicePlace(3, mappings)).toEqual({ categoryId: undefined, isImported: false });
    expect(rolePlace(7, mappings)).toEqual({ categoryId: OTHER, isImported: true });
  });
});

it('AT-35: a labour role is a product of type labour, priced by its hour', () => {
  const row = AutotaskRole.parse({ id: 7, name: 'Engineer', hourlyRate: 120.5, isActive: true });

  expect(recordSchemas.product.parse(roleToProduct(row, CATEGORY))).toMatchObject({
    ...{ name: 'Engineer', productType: 'labour', price: '120.50', unit: 'hour', categoryId: CATEGORY },
  });
});

it("a service's period is read from the label of the tenant's picklist", () => {
  const row = AutotaskService.parse({ id: 3, name: 'Backup', periodType: 2, unitPrice: 12.5 });

  expect(toCanonicalService(row, { periodLabel: 'Semi-Annual', categoryId: undefined, naming: AS_IT_IS })).toMatchObject({
    ...{ name: 'Backup', period: 'semi-annual', price: '12.50' },
  });
});

describe('AT-40: stock', () => {
  it('has one id whichever entity tells of it', () => {
    const now = AutotaskInventoryProduct.parse({
      id: 1,
      productID: 9,
      inventoryLocationID: 2,
      onHandUnits: 5,
      availableUnits: 3,
    });
    const then = AutotaskInventoryItem.parse({
      ...{ id: 7, productID: 9, inventoryLocationID: 2, quantityOnHand: 5, quantityReserved: 1, quantityPicked: 1 },
    });
    const counts = [fromInventoryProduct(now), fromInventoryItem(then)];

    expect(counts.map((count) => count && stockLevelId(count))).toEqual(['2:9', '2:9']);
    expect(counts.map((count) => count?.available)).toEqual([3, 3]);
  });

  it('is not told by a row without a product or location', () => {
    expect(
      fromInventoryProduct(AutotaskInventoryProduct.parse({ id: 1, productID: null, inventoryLocationID: 2 })),
    ).toBeUndefined();
  });
});
