import { defineSettingsPage, type AffectedRecords, type SettingReference } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { CustomFieldName, SetupKey } from './keys.ts';
import { chosen, mapEntry, psaChoice } from './references.ts';

/** What an item of HaloPSA can be sold as; `charge` is what nobody procures, such as shipping. */
export const ItemKind = z.enum(['one-time', 'service', 'labour', 'charge']);
export type ItemKind = z.output<typeof ItemKind>;

/** How items and our products and services become each other (HP-11; product-behaviour 10.3). */
export const ProductsSettings = z.strictObject({
  /** Our category by HaloPSA's, which are its asset types; once any is mapped, what has none is not imported. */
  categories: z.record(SetupKey, z.uuid()).default({}),
  /** The product group of what is created there, by what it is sold as. */
  productTypes: z.partialRecord(ItemKind, SetupKey).default({}),
  /** What items of a product group are sold as; without an entry, services where they recur and products sold once otherwise. */
  productGroups: z.record(SetupKey, ItemKind).default({}),
  /** The product group of what has none by its type. */
  defaultProductGroup: SetupKey.optional(),
  /** What stands for shipping and other charges of a quote that name no product. */
  shippingProduct: z.uuid().optional(),
  /** What stands for other lines of a quote that name no product, where HaloPSA demands an item for each line. */
  lineProduct: z.uuid().optional(),
  /** New products and services and their changes are sent to HaloPSA. */
  synchronizeToHalo: z.boolean().default(false),
  /** Custom fields of items that hold what items have no field for. */
  manufacturerField: CustomFieldName.optional(),
  manufacturerSkuField: CustomFieldName.optional(),
  /** The term of services whose billing period HaloPSA does not tell. */
  defaultTerm: z.enum(['monthly', 'quarterly', 'semi-annual', 'yearly']).default('monthly'),
});
export type ProductsSettings = z.output<typeof ProductsSettings>;

export const productsPage = defineSettingsPage({
  name: 'products',
  title: 'Products',
  settings: ProductsSettings,
  // Once a group is chosen, what failed for it is tried again by itself.
  mends: ['product_group_missing'],
  portable: { productCategories: ['categories', '*'] },
  choices: {
    categories: { psa: 'product_category' },
    productGroups: { psa: 'product_group' },
    itemFields: { psa: 'product_field' },
    localCategories: { record: 'category' },
  },
  references: (settings) => [
    ...Object.entries(settings.categories).flatMap(([key, categoryId]) =>
      mapEntry({
        ...{ setting: 'categories', key, title: 'Our category', of: { psa: 'product_category', key } },
        value: { record: 'category', id: categoryId },
        affects: (['product', 'service'] as const).map((type): AffectedRecords => ({ type, filters: { categoryId } })),
      }),
    ),
    ...Object.entries(settings.productTypes).map(([kind, key]): SettingReference => ({
      path: ['productTypes', kind],
      title: `Product group of type "${kind}"`,
      target: { psa: 'product_group', key },
      affects: [affectedBy(kind as ItemKind)],
    })),
    ...Object.keys(settings.productGroups).map((key): SettingReference => ({
      path: ['productGroups', key],
      title: 'What the group is sold as',
      target: { psa: 'product_group', key },
    })),
    ...chosen(['defaultProductGroup'], psaChoice('product_group'), settings.defaultProductGroup),
    ...chosen(['shippingProduct'], product, settings.shippingProduct),
    ...chosen(['lineProduct'], product, settings.lineProduct),
    ...chosen(['manufacturerField'], psaChoice('product_field'), settings.manufacturerField),
    ...chosen(['manufacturerSkuField'], psaChoice('product_field'), settings.manufacturerSkuField),
  ],
});

const product = (id: string) => ({ record: 'product' as const, id });

/** Who would be sent without a group. */
function affectedBy(kind: ItemKind): AffectedRecords {
  if (kind === 'service') return { type: 'service' };
  return { type: 'product', filters: { productType: kind === 'charge' ? 'one-time' : kind } };
}
