import type { RecordInput } from '@psa-bridge/records';
import type { AutotaskInventoryItem, AutotaskInventoryProduct } from '../client/types.ts';

/** Stock of one product at one location, by Autotask's ids. */
export interface StockCount {
  productId: string;
  location: string;
  onHand: number;
  available: number;
  reserved: number;
  onOrder: number;
}

/** Undefined for a row that names no product or location. */
export function fromInventoryProduct(row: AutotaskInventoryProduct): StockCount | undefined {
  return stockOf(row, {
    onHand: row.onHandUnits ?? 0,
    available: row.availableUnits ?? 0,
    reserved: row.reservedUnits ?? 0,
    onOrder: row.unitsOnOrder ?? 0,
  });
}

/** The older entity does not tell what is available: what lies there and is neither reserved nor picked. */
export function fromInventoryItem(row: AutotaskInventoryItem): StockCount | undefined {
  const onHand = row.quantityOnHand ?? 0;
  const reserved = row.quantityReserved ?? 0;
  const available = Math.max(0, onHand - reserved - (row.quantityPicked ?? 0));
  return stockOf(row, { onHand, available, reserved, onOrder: row.quantityOnOrder ?? 0 });
}

function stockOf(
  { productID, inventoryLocationID }: Pick<AutotaskInventoryProduct, 'productID' | 'inventoryLocationID'>,
  counts: Pick<StockCount, 'onHand' | 'available' | 'reserved' | 'onOrder'>,
): StockCount | undefined {
  if (!productID || !inventoryLocationID) return undefined;
  return { productId: String(productID), location: String(inventoryLocationID), ...counts };
}

/** There is one for each location and product, whichever entity tells of it. */
export function stockLevelId({ location, productId }: Pick<StockCount, 'location' | 'productId'>): string {
  return `${location}:${productId}`;
}

/** @param productId our id of the product */
export function stockLevel(
  { location, onHand, available, reserved, onOrder }: StockCount,
  productId: string,
): RecordInput<'stock_level'> {
  return { productId, location, onHand, available, reserved, onOrder };
}
