import type { Companion, PartContext } from '@psa-bridge/connector-kit';
import type { RecordInput } from '@psa-bridge/records';
import { AutotaskProduct } from '../client/types.ts';
import { groupOf, productPlace } from '../mapping/import-map.ts';
import { enrichedProduct, toCanonicalProduct } from '../mapping/product.mapping.ts';
import type { CatalogueEntry } from '../ports.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import type { Mapped } from './paging.ts';

type Context = PartContext<AutotaskSession, AutotaskSettings>;

export const PRODUCTS = { entity: 'Products', shape: AutotaskProduct } as const;
/** An answer without a mapped category says nothing of the category that a product has here. */
const NO_CATEGORY = ['categoryId'];

/** How rows come over: into which category, under which name, completed from the catalogue (AT-31 to AT-36). */
export function mapProducts(context: Context) {
  return async (rows: readonly AutotaskProduct[], seenAt: Date): Promise<Mapped<'product'>> => {
    const { settings } = context.session;
    const entries = await catalogueEntries(rows, context);
    const mapped = rows.map((row) => {
      const { categoryId, isImported } = productPlace(row.productCategory, settings);
      const own = toCanonicalProduct(row, { categoryId, prependInternalProductId: settings.prependInternalProductId });
      const data = enrichedProduct(own, entries.get(row.manufacturerProductName ?? ''));
      const group = groupOf.productCategory(row.productCategory);
      const silentOn = categoryId === undefined ? NO_CATEGORY : [];
      return { isImported, incoming: { externalId: String(row.id), data, seenAt, group, silentOn } };
    });
    return {
      items: mapped.map(({ incoming }) => incoming),
      notImported: new Set(mapped.filter(({ isImported }) => !isImported).map(({ incoming }) => incoming.externalId)),
      companions: manufacturers(
        mapped.filter(({ isImported }) => isImported).map(({ incoming }) => incoming.data),
        settings,
      ),
    };
  };
}

/** The companies of the manufacturers that these products name (AT-34). */
function manufacturers(products: readonly RecordInput<'product'>[], settings: AutotaskSettings): readonly Companion[] {
  const type = settings.manufacturerCompanyType;
  if (type === undefined) return [];
  const names = new Set(products.flatMap(({ manufacturer }) => manufacturer ?? []));
  return [...names].map((name) => ({ type: 'company', data: { name, type } }));
}

async function catalogueEntries(
  rows: readonly AutotaskProduct[],
  { session: { catalogue, settings }, signal }: Context,
): Promise<ReadonlyMap<string, CatalogueEntry>> {
  const partNumbers = [...new Set(rows.flatMap(({ manufacturerProductName }) => manufacturerProductName || []))];
  if (!settings.enrichWithMpn || !catalogue || partNumbers.length === 0) return new Map();
  return catalogue.lookUp(partNumbers, signal);
}
