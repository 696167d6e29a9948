import type { Companion, Page, PageRequest, PartContext } from '@psa-bridge/connector-kit';
import { canonicalJson } from '@psa-bridge/core';
import type { Incoming, RecordData, RecordInput } from '@psa-bridge/records';
import { HaloItem } from '../client/catalogue-types.ts';
import { categoryOf, toCanonicalProduct, toCanonicalService, unspokenOf } from '../mapping/item.mapping.ts';
import { kindOfItem } from '../mapping/item-kind.ts';
import type { HaloSession } from '../session.ts';
import type { ItemKind } from '../settings/products.page.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { changedRows, type RowSource } from './changed-rows.ts';
import { readDetails } from './paging.ts';

type Context = PartContext<HaloSession, HaloSettings>;
export type ItemType = 'product' | 'service';

export const ITEMS = 'Item';
const SOURCE: RowSource<HaloItem> = {
  ...{ entity: ITEMS, query: { includeinactive: true }, shape: HaloItem, changedAt: 'lastmodified' },
  timeOf: ({ lastmodified }: HaloItem) => lastmodified,
};

/** How items become one of our two types. */
export interface ItemMapper<Type extends ItemType> {
  type: Type;
  toData(item: HaloItem, kind: ItemKind, settings: HaloSettings): RecordInput<Type>;
  /** Fields of which this item says nothing. */
  silentOn(data: RecordInput<Type>): readonly string[];
}

export const PRODUCTS: ItemMapper<'product'> = {
  type: 'product',
  toData: (item, kind, settings) =>
    toCanonicalProduct(item, {
      // What stands here as a product stays one, whatever recurs there by now.
      kind: kind === 'service' ? 'one-time' : kind,
      ...{ categoryId: categoryOf(item, settings), fields: settings },
    }),
  silentOn: unspokenOf,
};

export const SERVICES: ItemMapper<'service'> = {
  type: 'service',
  toData: (item, _kind, settings) => toCanonicalService(item, { categoryId: categoryOf(item, settings), settings }),
  silentOn: ({ categoryId }) => (categoryId === undefined ? ['categoryId'] : []),
};

/** Only items of one asset type; whether the list heeds its filter or not. */
export interface OfAssetType {
  assetType: string;
}

/**
 * A page of items, of which only those of one of our types are taken. What a list leaves out, texts and custom fields, is read
 * for items that are new or whose row differs from what is known here, for each such reading is a call (halopsa.md section 10).
 */
export async function itemPage<Type extends ItemType>(
  mapper: ItemMapper<Type>,
  context: Context,
  request: PageRequest,
  only?: OfAssetType,
): Promise<Page<Type>> {
  const { session } = context;
  const seenAt = session.clock.now();
  const { rows, total: _ofBothTypes, ...page } = await changedRows(session, request, sourceOf(only));
  const own = (await ofType(mapper.type, context, rows)).filter(
    ({ row }) => only === undefined || String(row.assettype_id) === only.assetType,
  );
  const lastSeen = await context.lastSeen(
    mapper.type,
    own.map(({ row }) => String(row.id)),
  );
  const seenOf = ({ id }: HaloItem) => lastSeen.get(String(id)) as Seen<Type> | undefined;
  const wanted = own.filter(({ row }) => isImported(row, session.settings) || seenOf(row) !== undefined);
  const unchanged = new Map(
    request.since === undefined ? wanted.flatMap((item) => unchangedOf(item, seenOf(item.row), mapper, session)) : [],
  );
  const ids = wanted.flatMap(({ row }) => (unchanged.has(row.id) ? [] : [row.id]));
  const read = await mapWhole(mapper, { context, ids, seenAt });
  const known = wanted.flatMap(({ row }): Incoming<Type>[] => {
    const data = unchanged.get(row.id);
    return data === undefined ? [] : [{ externalId: String(row.id), data, seenAt, ...groupOf(row) }];
  });
  return { ...page, items: [...known, ...read], companions: companionsOf(mapper.type, read, session.settings) };
}

function sourceOf(only: OfAssetType | undefined): RowSource<HaloItem> {
  return only === undefined ? SOURCE : { ...SOURCE, query: { ...SOURCE.query, assettypes: only.assetType } };
}

type Seen<Type extends ItemType> = Partial<RecordData<Type>>;

/** Items by id, whole. */
export async function readItems<Type extends ItemType>(
  mapper: ItemMapper<Type>,
  context: Context,
  externalIds: readonly string[],
): Promise<readonly Incoming<Type>[]> {
  return mapWhole(mapper, { context, ids: externalIds, seenAt: context.session.clock.now() });
}

async function mapWhole<Type extends ItemType>(
  { toData, silentOn }: ItemMapper<Type>,
  { context: { session }, ids, seenAt }: { context: Context; ids: readonly (number | string)[]; seenAt: Date },
): Promise<readonly Incoming<Type>[]> {
  const items = await readDetails(session, ITEMS, HaloItem, ids);
  return items.map((item) => {
    const data = toData(item, kindOfItem(item, session.settings), session.settings);
    return { externalId: String(item.id), data, seenAt, silentOn: silentOn(data), ...groupOf(item) };
  });
}

interface SortedItem {
  row: HaloItem;
  kind: ItemKind;
}

/** What stands here already keeps its type, whatever became of it there; of the rest a service is what recurs, or whose group says so. */
async function ofType(type: ItemType, context: Context, rows: readonly HaloItem[]): Promise<readonly SortedItem[]> {
  const ids = rows.map(({ id }) => String(id));
  const [products, services] = [await context.knownIds('product', ids), await context.knownIds('service', ids)];
  const [own, other] = type === 'product' ? [products, services] : [services, products];
  return rows
    .map((row) => ({ row, kind: kindOfItem(row, context.session.settings) }))
    .filter(({ row, kind }) => {
      const id = String(row.id);
      return own.has(id) || (!other.has(id) && (kind === 'service') === (type === 'service'));
    });
}

/** What is known of an item whose row says nothing new, as it stands there. */
function unchangedOf<Type extends ItemType>(
  { row, kind }: SortedItem,
  seen: Seen<Type> | undefined,
  { toData }: ItemMapper<Type>,
  { settings }: HaloSession,
): readonly (readonly [number, RecordInput<Type>])[] {
  if (seen === undefined) return [];
  const known: Readonly<Record<string, unknown>> = seen;
  const listed: Readonly<Record<string, unknown>> = toData(row, kind, settings);
  const isSame = Object.entries(listed).every(([field, value]) => canonicalJson(value) === canonicalJson(known[field]));
  return isSame ? [[row.id, { ...seen, ...listed } as RecordInput<Type>]] : [];
}

/** Everything comes over until the first category is mapped; then only what is mapped does (HP-11). */
function isImported(item: HaloItem, settings: HaloSettings): boolean {
  return Object.keys(settings.categories).length === 0 || categoryOf(item, settings) !== undefined;
}

/** By which what was imported of a category is counted. */
export const groupKey = (assetType: number | string): string => `category:${assetType}`;

function groupOf({ assettype_id: type }: HaloItem): { group?: string } {
  return type === undefined ? {} : { group: groupKey(type) };
}

/** The companies of the manufacturers that these products name. */
function companionsOf(
  type: ItemType,
  items: readonly Incoming<ItemType>[],
  { manufacturerCompanyType }: HaloSettings,
): readonly Companion[] {
  if (type !== 'product' || manufacturerCompanyType === undefined) return [];
  const names = new Set(items.flatMap(({ data }) => ('manufacturer' in data ? (data.manufacturer ?? []) : [])));
  return [...names].map((name) => ({ type: 'company', data: { name, type: manufacturerCompanyType } }));
}
