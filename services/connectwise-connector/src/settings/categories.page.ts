import { defineSettingsPage, type AffectedRecords, type SettingReference } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { DataPoint, SetupKey } from './keys.ts';

const CategoryBySetupKey = z.record(SetupKey, z.uuid()).default({});

/** Under which categories the catalogue comes over, and what ConnectWise leaves open (CW-10). */
export const CategoriesSettings = z.strictObject({
  /** Our category by ConnectWise's category; once any is mapped, what has none is not imported. */
  categories: CategoryBySetupKey,
  /** Our category by ConnectWise's subcategory, which goes before that of its category. */
  subcategories: CategoryBySetupKey,
  /** Under which subcategory products go out whose category is mapped to nothing. */
  defaultSubcategory: SetupKey.optional(),
  /** Which type items get that are made there; without one it is found by its name and by what it stands for. */
  productTypes: z
    .strictObject({
      product: SetupKey.optional(),
      service: SetupKey.optional(),
      labour: SetupKey.optional(),
      charge: SetupKey.optional(),
    })
    .default({}),
  /** Which custom field fills which of our data points. */
  productFields: z.record(DataPoint, SetupKey).default({}),
  /** What newly imported products get where ConnectWise says nothing. */
  importDefaults: z
    .strictObject({
      unit: z.string().trim().min(1).max(50).optional(),
      vendor: z.string().trim().min(1).max(200).optional(),
      isEligibleForRma: z.boolean().optional(),
      doesNotRequireProcurement: z.boolean().optional(),
    })
    .default({}),
  /** The term of services whose billing ConnectWise does not tell. */
  defaultTerm: z.enum(['monthly', 'quarterly', 'semi-annual', 'yearly']).default('monthly'),
});

export const categoriesPage = defineSettingsPage({
  name: 'categories',
  title: 'Categories',
  settings: CategoriesSettings,
  // CW-13: once the blank mapping is replaced, what failed for it is tried again by itself.
  mends: ['category_inactive', 'category_not_mapped'],
  portable: { productCategories: ['categories', '*'] },
  choices: {
    categories: { psa: 'product_category' },
    subcategories: { psa: 'product_subcategory' },
    productTypes: { psa: 'product_type' },
    productFields: { psa: 'product_field' },
    localCategories: { record: 'category' },
  },
  references: (settings) => [
    ...mapped('categories', 'product_category', settings.categories),
    ...mapped('subcategories', 'product_subcategory', settings.subcategories),
    ...chosen(['defaultSubcategory'], 'product_subcategory', settings.defaultSubcategory),
    ...Object.entries(settings.productTypes).flatMap(([kind, key]) => chosen(['productTypes', kind], 'product_type', key)),
    ...Object.entries(settings.productFields).map(([point, key]): SettingReference => ({
      path: ['productFields', point],
      title: `Field of data point "${point}"`,
      target: { psa: 'product_field', key },
      affects: [{ type: 'product', carries: point }],
    })),
  ],
});

function mapped(setting: string, kind: string, mapping: Readonly<Record<string, string>>): readonly SettingReference[] {
  return Object.entries(mapping).flatMap(([key, categoryId]): SettingReference[] => {
    const place = { path: [setting, key], title: 'Our category', of: { psa: kind, key } };
    const affects = (['product', 'service'] as const).map((type): AffectedRecords => ({ type, filters: { categoryId } }));
    return [
      { ...place, target: { psa: kind, key }, affects },
      { ...place, target: { record: 'category', id: categoryId } },
    ];
  });
}

function chosen(path: readonly string[], kind: string, key: string | undefined): readonly SettingReference[] {
  return key === undefined ? [] : [{ path, target: { psa: kind, key } }];
}
