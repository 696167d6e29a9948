import type { OwnRun, OwnRunPart } from '@psa-bridge/connector-kit';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { groupKey, productRows, serviceRows } from './item-rows.ts';
import { readPage } from './paging.ts';

const SERVICES_PART = 'services';

/** Everything that is mapped on the Products page, as one run (HP-11): products category by category, then all services. */
export const catalogueImport: OwnRun<HaloSession, HaloSettings> = {
  kind: 'import',
  title: 'Import All Mapped Categories',
  lane: 'bulk',
  nothingToRead: 'No category is mapped. Map some on the Products page first.',
  async parts({ categories }, { choices }) {
    const keys = Object.keys(categories);
    if (keys.length === 0) return [];
    const values = await choices('product_category');
    const nameOf = (key: string): string => values.find((value) => value.key === key)?.label ?? key;
    return [
      ...keys.map((key): OwnRunPart => ({
        ...{ key: `category:${key}`, type: 'product', label: `Products of ${nameOf(key)}`, groups: [groupKey(key)] },
      })),
      { key: SERVICES_PART, type: 'service', label: 'Services of all mapped categories', groups: keys.map(groupKey) },
    ];
  },
  page(context, key, request) {
    if (key === SERVICES_PART) return readPage(context, request, serviceRows(context));
    const [, assetType = ''] = key.split(':');
    return readPage(context, request, productRows(context, { assetType }));
  },
};
