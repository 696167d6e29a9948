import { isAppError } from '@psa-bridge/core';
import { where, type QueryFilter } from '../client/query.ts';
import { AutotaskInventoryItem, AutotaskInventoryProduct } from '../client/types.ts';
import { fromInventoryItem, fromInventoryProduct, type StockCount } from '../mapping/stock.mapping.ts';
import type { AutotaskSession } from '../session.ts';

interface StockPage {
  counts: readonly StockCount[];
  /** Says which entity is walked, and where. */
  next: string | undefined;
}

const BEFORE_FIRST = -1;

/** A page of the stock at these locations, by ascending id. */
export async function walkStock(
  session: AutotaskSession,
  { locations, cursor = '' }: { locations: readonly string[]; cursor: string | undefined },
): Promise<StockPage> {
  const [, entity, id] = /^(\w+):(\d+)$/.exec(cursor) ?? [];
  const walk = { after: id === undefined ? BEFORE_FIRST : Number(id), filter: atLocations(locations) };
  return fromEitherEntity(session, entity, {
    products: async ({ client }) => {
      const { rows, next } = await client.walk('InventoryProducts', walk, AutotaskInventoryProduct);
      return { counts: rows.flatMap((row) => fromInventoryProduct(row) ?? []), next: cursorOf('InventoryProducts', next) };
    },
    items: async ({ client }) => {
      const { rows, next } = await client.walk('InventoryItems', walk, AutotaskInventoryItem);
      return { counts: rows.flatMap((row) => fromInventoryItem(row) ?? []), next: cursorOf('InventoryItems', next) };
    },
  });
}

/** The stock of these products at these locations. */
export async function readStock(
  session: AutotaskSession,
  locations: readonly string[],
  productIds: readonly string[],
): Promise<readonly StockCount[]> {
  if (productIds.length === 0) return [];
  const query = { filter: [...atLocations(locations), where.oneOf('productID', productIds.map(Number))] };
  return fromEitherEntity(session, undefined, {
    products: async ({ client }) =>
      (await client.list('InventoryProducts', query, AutotaskInventoryProduct)).flatMap((row) => fromInventoryProduct(row) ?? []),
    items: async ({ client }) =>
      (await client.list('InventoryItems', query, AutotaskInventoryItem)).flatMap((row) => fromInventoryItem(row) ?? []),
  });
}

interface Readers<Result> {
  products(session: AutotaskSession): Promise<Result>;
  items(session: AutotaskSession): Promise<Result>;
}

/** InventoryProducts came with release 2022.1; a database without them has InventoryItems (autotask.md section 5.12). */
async function fromEitherEntity<Result>(
  session: AutotaskSession,
  entity: string | undefined,
  { products, items }: Readers<Result>,
): Promise<Result> {
  if (entity === 'InventoryItems') return items(session);
  try {
    return await products(session);
  } catch (error) {
    if (!isAppError(error) || error.code !== 'psa_not_found') throw error;
    return items(session);
  }
}

function atLocations(locations: readonly string[]): readonly QueryFilter[] {
  return [where.oneOf('inventoryLocationID', locations.map(Number))];
}

function cursorOf(entity: string, next: number | undefined): string | undefined {
  return next === undefined ? undefined : `${entity}:${next}`;
}
