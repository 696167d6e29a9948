import type { RecordInput } from '@psa-bridge/records';
import type { CwStockRow } from '../client/catalogue-types.ts';

/** How many of each item lie in some bins, by ConnectWise's id of the item; a row that names no item counts nothing. */
export function stockByProduct(rows: readonly CwStockRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { catalogItem, onHand } of rows) {
    if (!catalogItem) continue;
    const id = String(catalogItem.id);
    counts.set(id, (counts.get(id) ?? 0) + (onHand ?? 0));
  }
  return counts;
}

/** There is one for each warehouse and item. */
export function stockLevelId(warehouse: string, itemId: string): string {
  return `${warehouse}:${itemId}`;
}

/** ConnectWise tells what is on hand and nothing of what is reserved or on order: all that lies there is available. */
export function stockLevel(productId: string, warehouse: string, onHand: number): RecordInput<'stock_level'> {
  return { productId, location: warehouse, onHand, available: Math.max(0, onHand) };
}
