import { defineSettingsPage, type SettingReference, type SettingsPage } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { DataPoint, PicklistKey, UdfName } from './keys.ts';
import { udfReference } from './udf-reference.ts';
import { usedTwice } from './used-twice.ts';

const LocalKey = z.string().min(1).max(100);
const CategoryByKey = z.record(PicklistKey, z.uuid()).default({});

/** How companies, products, services and labour roles come over (AT-20 to AT-36). */
export const DataImportSettings = z.strictObject({
  /** Our company type by Autotask's (AT-20); one without an entry comes in as it is. */
  companyTypesIn: z.record(PicklistKey, LocalKey).default({}),
  /** Autotask's company type by ours (AT-20), which several may share; without an entry none of that type is created there (AT-21). */
  companyTypesOut: z.record(LocalKey, PicklistKey).default({}),
  /** By Autotask company type: which user-defined field fills which of our data points (AT-22). */
  companyUdfs: z.record(PicklistKey, z.record(DataPoint, UdfName)).default({}),
  /** Push changes of products back; new ones are always sent (AT-30). */
  synchronizeProducts: z.boolean().default(true),
  /** The internal product id goes before the name of imported products (AT-31). */
  prependInternalProductId: z.boolean().default(false),
  /** The manufacturer part number goes before the name of imported services (AT-32). */
  prependMpnToServiceName: z.boolean().default(false),
  /** The name of an imported service keeps the part number that it holds (AT-32). */
  importServiceNameWithMpn: z.boolean().default(true),
  /** Imported products are completed from the catalogue (AT-33). */
  enrichWithMpn: z.boolean().default(false),
  /** Type of the companies that are made for new manufacturers (AT-34). */
  manufacturerCompanyType: LocalKey.optional(),
  /** Our category by labour role, by product category and by service (AT-35); what has none is not imported (AT-36). */
  roleCategories: CategoryByKey,
  productCategories: CategoryByKey,
  serviceCategories: CategoryByKey,
});

const dataImportPage = defineSettingsPage({
  name: 'data-import',
  title: 'Data Import',
  settings: DataImportSettings,
  mends: ['company_type_not_mapped'],
  portable: {
    companyTypesIn: ['companyTypesIn', '*'],
    companyTypesOut: ['companyTypesOut', '*'],
    manufacturerCompanyType: ['manufacturerCompanyType'],
    productCategories: ['productCategories', '*'],
  },
  choices: {
    companyTypes: { psa: 'company_type' },
    localCompanyTypes: { local: 'company_type' },
    companyUdfs: { psa: 'company_udf' },
    companyUdfChoices: { psa: 'company_udf_choice' },
    roles: { psa: 'role' },
    productCategories: { psa: 'product_category' },
    services: { psa: 'service' },
    categories: { record: 'category' },
  },
  references: (settings) => [
    ...Object.entries(settings.companyTypesIn).flatMap(([theirs, ours]) => importedType(theirs, ours)),
    ...Object.entries(settings.companyTypesOut).flatMap(([ours, theirs]) => exportedType(theirs, ours)),
    ...Object.entries(settings.companyUdfs).flatMap(([type, fields]): SettingReference[] => [
      { path: ['companyUdfs', type], title: 'User-defined fields', of: companyType(type), target: companyType(type) },
      ...Object.entries(fields).map(([point, name]) => ({
        ...udfReference(['companyUdfs', type, point], { kind: 'company_udf', name, point }),
        of: companyType(type),
        affects: [{ type: 'company' as const, filters: { type: settings.companyTypesIn[type] ?? type }, carries: point }],
      })),
    ]),
    ...(settings.manufacturerCompanyType === undefined
      ? []
      : [{ path: ['manufacturerCompanyType'], target: { local: 'company_type', key: settings.manufacturerCompanyType } }]),
    ...categories('roleCategories', 'role', settings.roleCategories),
    ...categories('productCategories', 'product_category', settings.productCategories),
    ...categories('serviceCategories', 'service', settings.serviceCategories),
  ],
  problems: ({ companyUdfs }) =>
    Object.entries(companyUdfs).flatMap(([type, fields]) => usedTwice(['companyUdfs', type], fields)),
});

const NO_CATALOGUE =
  'No product catalogue is configured. Switch this off, or have the operator set PRODUCT_CATALOGUE_FILE or PRODUCT_CATALOGUE_URL.';

/** @param hasCatalogue whether the operator configured a catalogue to complete products from (AT-33) */
export function dataImportPageWith({ hasCatalogue }: { hasCatalogue: boolean }): SettingsPage {
  return {
    ...dataImportPage,
    async problems(settings, context) {
      const isMissing = settings['enrichWithMpn'] === true && !hasCatalogue;
      const ruled = (await dataImportPage.problems?.(settings, context)) ?? [];
      return [...ruled, ...(isMissing ? [{ path: ['enrichWithMpn'], message: NO_CATALOGUE }] : [])];
    },
  };
}

function companyType(key: string): { psa: string; key: string } {
  return { psa: 'company_type', key };
}

function importedType(theirs: string, ours: string): readonly SettingReference[] {
  const place = { path: ['companyTypesIn', theirs], title: 'Our type', of: companyType(theirs) };
  return [
    { ...place, target: companyType(theirs), affects: [{ type: 'company', filters: { type: ours } }] },
    { ...place, target: { local: 'company_type', key: ours } },
  ];
}

function exportedType(theirs: string, ours: string): readonly SettingReference[] {
  const target = { local: 'company_type', key: ours };
  const place = { path: ['companyTypesOut', ours], title: 'Autotask type', of: target };
  return [
    { ...place, target: companyType(theirs), affects: [{ type: 'company', filters: { type: ours } }] },
    { ...place, target },
  ];
}

/** What a category holds of each source: it stays behind where the source is gone. */
const HELD = {
  role: { type: 'product', filters: { productType: 'labour' } },
  product_category: { type: 'product', filters: {} },
  service: { type: 'service', filters: {} },
} as const;

function categories(
  setting: string,
  kind: keyof typeof HELD,
  mapping: Readonly<Record<string, string>>,
): readonly SettingReference[] {
  const { type, filters } = HELD[kind];
  return Object.entries(mapping).flatMap(([key, categoryId]): SettingReference[] => {
    const place = { path: [setting, key], title: 'Our category', of: { psa: kind, key } };
    return [
      { ...place, target: { psa: kind, key }, affects: [{ type, filters: { ...filters, categoryId } }] },
      { ...place, target: { record: 'category', id: categoryId } },
    ];
  });
}
