import type { Companion, Page, PageRequest, PartContext } from '@psa-bridge/connector-kit';
import type { RecordInput } from '@psa-bridge/records';
import { CwCatalogItem } from '../client/catalogue-types.ts';
import { where, type Condition } from '../client/conditions.ts';
import { kindOfItem, periodOf, type CatalogKind, type ClassLookups } from '../mapping/catalog-class.ts';
import { toCanonicalProduct, toCanonicalService, UNSPOKEN_FIELDS } from '../mapping/catalog-item.mapping.ts';
import { isUnmapped, placeOf } from '../mapping/catalog-place.ts';
import { BILLING_CYCLES, type ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { readPage, readRows, type Mapped } from './paging.ts';

type Context = PartContext<ConnectWiseSession, ConnectWiseSettings>;
type CatalogType = 'product' | 'service';
type MapRows<Type extends CatalogType> = (
  context: Context,
) => (rows: readonly CwCatalogItem[], seenAt: Date) => Promise<Mapped<Type>>;

export const CATALOG = { path: 'procurement/catalog', shape: CwCatalogItem } as const;

/** A page of the catalogue, of which only one of our two types is taken. */
export async function catalogPage<Type extends CatalogType>(
  context: Context,
  request: PageRequest,
  { map, conditions }: { map: MapRows<Type>; conditions?: Condition },
): Promise<Page<Type>> {
  // Had before the page, so that no page which was read is lost to a limit behind it (CW-60).
  await classLookups(context.session);
  return readPage(context.session, request, { ...CATALOG, conditions, map: map(context) });
}

export async function catalogItems<Type extends CatalogType>(
  context: Context,
  externalIds: readonly string[],
  map: MapRows<Type>,
): Promise<Mapped<Type>> {
  await classLookups(context.session);
  const seenAt = context.session.clock.now();
  return map(context)(await readRows(context.session, CATALOG, externalIds), seenAt);
}

/** How many there are of a type, for the progress: by class alone. */
export function countCatalog({ session }: Context, type: CatalogType): Promise<number> {
  const { settings } = session;
  const ofType =
    type === 'service'
      ? where.any(where.eq('productClass', 'Agreement'), where.eq('recurringFlag', true))
      : where.all(where.not('productClass', 'Agreement'), where.eq('recurringFlag', false));
  return session.client.count(CATALOG.path, isUnmapped(settings) ? ofType : where.all(ofType, mappedItems(settings)));
}

/** What lies in any mapped category or subcategory. */
export function mappedItems({ categories, subcategories }: ConnectWiseSettings): Condition {
  const [own, ofCategories] = [Object.keys(subcategories), Object.keys(categories)];
  const parts = [
    ...(own.length === 0 ? [] : [where.oneOf('subcategory/id', own.map(Number))]),
    ...(ofCategories.length === 0 ? [] : [where.oneOf('category/id', ofCategories.map(Number))]),
  ];
  return where.any(...parts);
}

async function classLookups(session: ConnectWiseSession): Promise<ClassLookups> {
  return { billingCycles: await session.setup(BILLING_CYCLES), types: await session.setup('procurement/types') };
}

interface Sorted {
  row: CwCatalogItem;
  kind: CatalogKind;
}

/** What stands here already keeps its type, whatever became of its class there; the rest is a service where it recurs. */
async function sorted(context: Context, rows: readonly CwCatalogItem[], type: CatalogType) {
  const lookups = await classLookups(context.session);
  const ids = rows.map(({ id }) => String(id));
  const known = { product: await context.knownIds('product', ids), service: await context.knownIds('service', ids) };
  const isOurs = ({ row, kind }: Sorted): boolean => {
    const id = String(row.id);
    if (known[type].has(id)) return true;
    return (kind === 'recurring') === (type === 'service') && !known.product.has(id) && !known.service.has(id);
  };
  const items = rows.map((row) => ({ row, kind: kindOfItem(row, lookups) })).filter(isOurs);
  return { items, lookups, known: known[type] };
}

export const mapProducts: MapRows<'product'> = (context) => async (rows, seenAt) => {
  const { settings } = context.session;
  const { items, known } = await sorted(context, rows, 'product');
  const mapped = items.map(({ row, kind }) => {
    const externalId = String(row.id);
    const { categoryId, isImported, group } = placeOf(row, settings);
    const { productFields, importDefaults } = settings;
    const defaults = known.has(externalId) ? {} : { defaults: importDefaults };
    const data = toCanonicalProduct(row, { kind, categoryId, productFields, ...defaults });
    const silentOn = UNSPOKEN_FIELDS.filter((field) => data[field] === undefined);
    return { isImported, incoming: { externalId, data, seenAt, group, silentOn } };
  });
  const imported = mapped.filter(({ isImported }) => isImported).map(({ incoming }) => incoming.data);
  return { ...withNotImported(mapped), companions: manufacturers(imported, settings) };
};

export const mapServices: MapRows<'service'> = (context) => async (rows, seenAt) => {
  const { settings } = context.session;
  const { items, lookups } = await sorted(context, rows, 'service');
  const told = items.map(({ row }) => ({ row, period: periodOf(row, lookups) ?? settings.defaultTerm }));
  const mapped = told.flatMap(({ row, period }) => {
    if (period === 'unsupported') return [];
    const { categoryId, isImported, group } = placeOf(row, settings);
    const silentOn = categoryId === undefined ? ['categoryId'] : [];
    const data = toCanonicalService(row, { period, categoryId });
    return [{ isImported, incoming: { externalId: String(row.id), data, seenAt, group, silentOn } }];
  });
  const refused = told.flatMap(({ row, period }) => (period === 'unsupported' ? [oftener(row)] : []));
  return { ...withNotImported(mapped), refused };
};

function oftener({ id, description, recurringBillCycle }: CwCatalogItem) {
  const reason = `recurringBillCycle: "${recurringBillCycle?.name ?? ''}" is no term that a service has here. Choose monthly, quarterly, semi-annual or yearly in ConnectWise.`;
  return { externalId: String(id), name: description ?? String(id), reason };
}

function withNotImported<Type extends CatalogType>(
  mapped: readonly { isImported: boolean; incoming: Mapped<Type>['items'][number] }[],
): Mapped<Type> {
  return {
    items: mapped.map(({ incoming }) => incoming),
    notImported: new Set(mapped.filter(({ isImported }) => !isImported).map(({ incoming }) => incoming.externalId)),
  };
}

/** The companies of the manufacturers that these products name (CW-22). */
function manufacturers(
  products: readonly RecordInput<'product'>[],
  { manufacturerCompanyType: type }: ConnectWiseSettings,
): readonly Companion[] {
  if (type === undefined) return [];
  const names = new Set(products.flatMap(({ manufacturer }) => manufacturer ?? []));
  return [...names].map((name) => ({ type: 'company', data: { name, type } }));
}
