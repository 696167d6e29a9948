import type { Companion, PartContext } from '@psa-bridge/connector-kit';
import type { Incoming, RecordData, RecordInput } from '@psa-bridge/records';
import { HaloItem } from '../client/catalogue-types.ts';
import {
  categoryOf,
  isWholeItem,
  listedFields,
  toCanonicalProduct,
  toCanonicalService,
  unspokenOf,
} from '../mapping/item.mapping.ts';
import { kindOfItem } from '../mapping/item-kind.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import type { Details } from './details.ts';
import type { ListedRows, Mapped } from './paging.ts';

type Context = PartContext<HaloSession, HaloSettings>;
export type ItemType = 'product' | 'service';

export const ITEMS = 'Item';

/** How items become one of our two types. */
interface ItemMapper<Type extends ItemType> {
  type: Type;
  toData(item: HaloItem, settings: HaloSettings): RecordInput<Type>;
  /** Fields of which this item says nothing. */
  silentOn(item: HaloItem, data: RecordInput<Type>, settings: HaloSettings): readonly string[];
}

const PRODUCTS: ItemMapper<'product'> = {
  type: 'product',
  toData: (item, settings) => toCanonicalProduct(item, { categoryId: categoryOf(item, settings), settings }),
  silentOn: unspokenOf,
};

const SERVICES: ItemMapper<'service'> = {
  type: 'service',
  toData: (item, settings) => toCanonicalService(item, { categoryId: categoryOf(item, settings), settings }),
  silentOn: (_item, { categoryId }) => (categoryId === undefined ? ['categoryId'] : []),
};

/** Only items of one asset type; whether the list heeds its filter or not. */
export interface OfAssetType {
  assetType: string;
}

export const productRows = (context: Context, only?: OfAssetType) => itemRows(PRODUCTS, context, only);
export const serviceRows = (context: Context) => itemRows(SERVICES, context, undefined);

/**
 * Items of one of our types. What a list leaves out are texts and custom fields (halopsa.md section 5).
 */
function itemRows<Type extends ItemType>(
  mapper: ItemMapper<Type>,
  { session: { settings } }: Context,
  only: OfAssetType | undefined,
): ListedRows<Type, HaloItem> {
  return {
    ...{ type: mapper.type, entity: ITEMS, shape: HaloItem },
    ...(only === undefined ? {} : { query: { assettypes: only.assetType } }),
    isNone: ({ assettype_id: type }) => only !== undefined && String(type) !== only.assetType,
    select: (context, rows) => importedOrKnown(mapper.type, context, rows),
    isWhole: isWholeItem,
    listed: (item) => listedFields(item, mapper.toData(item, settings)),
    changedAt: ({ lastmodified }) => lastmodified,
    map: (context, rows, details) => mapItems(mapper, context, { rows, details }),
  };
}

/**
 * What stands here already keeps its type, whatever became of it there; of the rest a service is what recurs, or whose group says
 * so. Everything comes over until the first category is mapped, then only what is mapped does (HP-11).
 */
async function importedOrKnown(type: ItemType, context: Context, rows: readonly HaloItem[]): Promise<readonly HaloItem[]> {
  const { settings } = context.session;
  const ids = rows.map(({ id }) => String(id));
  const [products, services] = [await context.knownIds('product', ids), await context.knownIds('service', ids)];
  const [own, other] = type === 'product' ? [products, services] : [services, products];
  return rows.filter((item) => {
    const id = String(item.id);
    if (own.has(id) || other.has(id)) return own.has(id);
    const isOfType = (kindOfItem(item, settings) === 'service') === (type === 'service');
    return isOfType && (Object.keys(settings.categories).length === 0 || categoryOf(item, settings) !== undefined);
  });
}

async function mapItems<Type extends ItemType>(
  { type, toData, silentOn }: ItemMapper<Type>,
  { session: { settings } }: Context,
  { rows, details: { seenAt } }: { rows: readonly HaloItem[]; details: Details },
): Promise<Mapped<Type>> {
  const items = rows.map((item): Incoming<Type> => {
    const data = toData(item, settings);
    const group = item.assettype_id === undefined ? {} : { group: groupKey(item.assettype_id) };
    return { externalId: String(item.id), data, seenAt, silentOn: silentOn(item, data, settings), ...group };
  });
  return { items, companions: type === 'product' ? companionsOf(items, settings) : [] };
}

/** By which what was imported of a category is counted. */
export const groupKey = (assetType: number | string): string => `category:${assetType}`;

/** The companies of the manufacturers that these products name. */
function companionsOf(
  items: readonly Incoming<ItemType>[],
  { manufacturerCompanyType: type }: HaloSettings,
): readonly Companion[] {
  if (type === undefined) return [];
  const names = new Set(items.flatMap(({ data }) => (data as Partial<RecordData<'product'>>).manufacturer ?? []));
  return [...names].map((name) => ({ type: 'company', data: { name, type } }));
}
