import type { OwnRun, Page, PartContext, Piece } from '@psa-bridge/connector-kit';
import type { BusinessRecord, Incoming } from '@psa-bridge/records';
import { CwStockRow, CwWarehouseBin } from '../client/catalogue-types.ts';
import { where } from '../client/conditions.ts';
import { stockByProduct, stockLevel, stockLevelId } from '../mapping/stock.mapping.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';

type Context = PartContext<ConnectWiseSession, ConnectWiseSettings>;

const LEVELS_AT_ONCE = 1_000;

/** Stock in the chosen warehouses, on demand (CW-41): bin by bin, for a bin is what ConnectWise tells the stock of. */
export const inventoryRun: OwnRun<ConnectWiseSession, ConnectWiseSettings> = {
  kind: 'inventory',
  title: 'Synchronize Inventory',
  lane: 'scheduled',
  nothingToRead: 'No warehouse is chosen. Choose some on the Inventories page first.',
  async parts({ warehouses }, { choices }) {
    const values = await choices('inventory_location');
    const nameOf = (id: string): string => values.find(({ key }) => key === id)?.label ?? id;
    return warehouses.map((id) => ({ key: id, type: 'stock_level' as const, label: `Stock of ${nameOf(id)}` }));
  },
  page: (context, warehouse) => warehousePage(context, warehouse),
};

/** All levels of one warehouse are one page: a product's stock is the sum over its bins, so that no part of it may be told alone. */
async function warehousePage(context: Context, warehouse: string): Promise<Page<'stock_level'>> {
  const { rows, seenAt, bins } = await context.session.inPieces((piece) => readStock(context, warehouse, piece));
  // No bin at all may be a missing right: it says nothing of what lies there.
  if (bins === 0) return { items: [] };
  const counts = stockByProduct(rows);
  const products = await context.knownIds('product', [...counts.keys()]);
  // Stock of products that are not here is none of ours.
  const levels = [...counts].flatMap(([itemId, onHand]): Incoming<'stock_level'>[] => {
    const productId = products.get(itemId);
    return productId === undefined ? [] : [level({ warehouse, itemId, productId, onHand, seenAt })];
  });
  return { items: [...levels, ...(await goneLevels(context, { warehouse, counts, seenAt }))] };
}

/** `seenAt` is when the first bin was read. */
async function readStock({ session: { client }, clock }: Context, warehouse: string, piece: Piece) {
  const seenAt = await piece(`stock:${warehouse}`, () => Promise.resolve(clock.now()));
  const ofWarehouse = { conditions: where.eq('warehouse/id', Number(warehouse)) };
  const bins = await piece(`bins:${warehouse}`, () => client.list('procurement/warehouseBins', ofWarehouse, CwWarehouseBin));
  const rows: CwStockRow[] = [];
  for (const { id } of bins) {
    const path = `procurement/warehouseBins/${id}/inventoryOnHand`;
    rows.push(...(await piece(path, () => client.pages(path, CwStockRow))));
  }
  return { rows, seenAt, bins: bins.length };
}

function level({
  warehouse,
  itemId,
  productId,
  onHand,
  seenAt,
}: {
  warehouse: string;
  itemId: string;
  productId: string;
  onHand: number;
  seenAt: Date;
}): Incoming<'stock_level'> {
  return { externalId: stockLevelId(warehouse, itemId), data: stockLevel(productId, warehouse, onHand), seenAt };
}

/** Levels of ours that no bin tells of any more are zero: every bin of the warehouse was read to its end. */
async function goneLevels(
  { records, integration }: Context,
  { warehouse, counts, seenAt }: { warehouse: string; counts: ReadonlyMap<string, number>; seenAt: Date },
): Promise<readonly Incoming<'stock_level'>[]> {
  const gone: Incoming<'stock_level'>[] = [];
  for (let from = 0, isMore = true; isMore; from += LEVELS_AT_ONCE) {
    const { items } = await records.search('stock_level', { from, size: LEVELS_AT_ONCE, filters: { location: warehouse } });
    for (const held of items) {
      const externalId = idOf(held, integration.id);
      const itemId = externalId?.split(':')[1];
      if (externalId === undefined || itemId === undefined || counts.has(itemId) || held.data.onHand === 0) continue;
      gone.push({ externalId, data: stockLevel(held.data.productId, warehouse, 0), seenAt });
    }
    isMore = items.length === LEVELS_AT_ONCE;
  }
  return gone;
}

function idOf({ external }: BusinessRecord<'stock_level'>, integrationId: string): string | undefined {
  return external[integrationId]?.id;
}
