import { changedFields, labelKey } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import { HaloItem } from '../client/catalogue-types.ts';
import type { HaloWrite } from '../client/halo.client.ts';
import { SavedRow } from '../client/types.ts';
import { groupOf } from '../mapping/item-kind.ts';
import type { ItemLinks } from '../mapping/item.mapping.ts';
import type { HaloSession } from '../session.ts';
import type { ItemKind } from '../settings/products.page.ts';
import { checkedRow } from './checked-row.ts';
import { ITEMS } from './item-rows.ts';

type Context = Parameters<typeof checkedRow>[3] & { session: HaloSession };

/** What an item is that is made there, and where it is filed (product-behaviour 10.3). */
export async function linksOf(
  { categoryId, vendor }: { categoryId?: string | undefined; vendor?: string | undefined },
  kind: ItemKind,
  session: HaloSession,
): Promise<ItemLinks> {
  const { settings } = session;
  const [assetType] = Object.entries(settings.categories).flatMap(([key, ours]) => (ours === categoryId ? [Number(key)] : []));
  return {
    group: groupOf(kind, settings),
    assetType: categoryId === undefined ? undefined : assetType,
    supplier: vendor === undefined ? undefined : await supplierNamed(vendor, session),
  };
}

/** Distributors have no record of their own here: HaloPSA's supplier of that name is meant. */
export async function supplierNamed(name: string, session: HaloSession): Promise<number | undefined> {
  const suppliers = await session.setup('Supplier');
  return suppliers.find((row) => row.is_supplier !== false && labelKey(row.name) === labelKey(name))?.id;
}

/** @throws AppError `product_group_missing` */
export function demandGroup(links: ItemLinks): void {
  if (links.group !== undefined) return;
  throw rejected('product_group_missing', 'HaloPSA demands a product group for each item, and none is chosen for it.');
}

/** Our id stands in `externalreference`; a list may leave it out, and a search may find more than the name. */
export async function findItem(marker: string, name: string, { session: { client } }: Context): Promise<string | undefined> {
  const rows = await client.list(ITEMS, { search: name, includeinactive: true }, HaloItem);
  for (const { id } of rows.filter((row) => row.name === name)) {
    const item = await client.detail(ITEMS, id, HaloItem);
    if (item?.externalreference === marker) return String(id);
  }
  return undefined;
}

export async function createItem(row: HaloWrite, context: Context): Promise<string> {
  await checkedRow('item', row, { isNew: true }, context);
  return String((await context.session.client.save(ITEMS, row, SavedRow)).id);
}

/** Only the members that differ. */
export async function changeItem(
  id: string,
  { before, after }: { before: HaloWrite | undefined; after: HaloWrite },
  context: Context,
): Promise<void> {
  const changes = changedFields(before, after);
  if (Object.keys(changes).length === 0) return;
  await checkedRow('item', changes, { isNew: false }, context);
  await context.session.client.save(ITEMS, { id: Number(id), ...changes }, SavedRow);
}
