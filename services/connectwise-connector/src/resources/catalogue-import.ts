import type { OwnRun, OwnRunPart } from '@psa-bridge/connector-kit';
import { where } from '../client/conditions.ts';
import { groupOf } from '../mapping/catalog-place.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { catalogPage, mappedItems, mapProducts, mapServices } from './catalog-rows.ts';

const SERVICES = 'services';

/** Everything that is mapped on the Categories page, as one run (CW-10): products category by category, then all services. */
export const catalogueImport: OwnRun<ConnectWiseSession, ConnectWiseSettings> = {
  kind: 'import',
  title: 'Import All Mapped Categories',
  lane: 'bulk',
  nothingToRead: 'No category or subcategory is mapped. Map some on the Categories page first.',
  async parts({ categories, subcategories }, { choices }) {
    const [ofCategories, ofSubcategories] = [await choices('product_category'), await choices('product_subcategory')];
    const nameIn = (values: typeof ofCategories, key: string): string => values.find((value) => value.key === key)?.label ?? key;
    const parts: readonly OwnRunPart[] = [
      ...Object.keys(categories).map((key): OwnRunPart => ({
        ...{ key: `category:${key}`, type: 'product', label: `Products of ${nameIn(ofCategories, key)}` },
        groups: [groupOf.category(key)],
      })),
      ...Object.keys(subcategories).map((key): OwnRunPart => ({
        ...{ key: `subcategory:${key}`, type: 'product', label: `Products of ${nameIn(ofSubcategories, key)}` },
        groups: [groupOf.subcategory(key)],
      })),
    ];
    const groups = parts.flatMap((part) => part.groups ?? []);
    return parts.length === 0
      ? []
      : [...parts, { key: SERVICES, type: 'service', label: 'Services of all mapped categories', groups }];
  },
  page(context, key, request) {
    const { settings } = context.session;
    if (key === SERVICES) return catalogPage(context, request, { map: mapServices, conditions: mappedItems(settings) });
    const [level = '', id] = key.split(':');
    return catalogPage(context, request, { map: mapProducts, conditions: where.eq(`${level}/id`, Number(id)) });
  },
};
