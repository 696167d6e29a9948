import type { OwnRun, Page, PartContext } from '@psa-bridge/connector-kit';
import type { BusinessRecord, Incoming } from '@psa-bridge/records';
import { stockLevel, stockLevelId, type StockCount } from '../mapping/stock.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { readStock, walkStock } from './stock-rows.ts';

type Context = PartContext<AutotaskSession, AutotaskSettings>;

/** Behind the walk over Autotask's stock comes one over ours, for what is gone there. */
const OURS = 'ours:';
const LEVELS_AT_ONCE = 200;

/** Stock at the chosen locations, on demand (AT-40; autotask.md section 5.12). */
export const inventoryRun: OwnRun<AutotaskSession, AutotaskSettings> = {
  kind: 'inventory',
  title: 'Synchronize Inventory',
  lane: 'scheduled',
  nothingToRead: 'No inventory location is chosen. Choose some on the Inventories page first.',
  parts: ({ inventoryLocations }) =>
    inventoryLocations.length === 0 ? [] : [{ key: 'stock', type: 'stock_level', label: 'Stock levels' }],
  async page(context, _key, { cursor }) {
    const locations = context.session.settings.inventoryLocations;
    if (cursor?.startsWith(OURS)) return goneStock(context, Number(cursor.slice(OURS.length)));
    const { counts, next } = await walkStock(context.session, { locations, cursor });
    return { items: await levelsOf(counts, context), next: next ?? `${OURS}0` };
  },
};

/** Stock of products that are not here is none of ours. */
async function levelsOf(counts: readonly StockCount[], context: Context): Promise<readonly Incoming<'stock_level'>[]> {
  const seenAt = context.clock.now();
  const products = await context.knownIds('product', [...new Set(counts.map(({ productId }) => productId))]);
  return counts.flatMap((count) => {
    const productId = products.get(count.productId);
    return productId === undefined ? [] : [{ externalId: stockLevelId(count), data: stockLevel(count, productId), seenAt }];
  });
}

/** Levels of ours that Autotask no longer has, as zero: asked for by their very products, for a list that lacks one proves nothing. */
async function goneStock({ session, records, integration, clock }: Context, from: number): Promise<Page<'stock_level'>> {
  const location = session.settings.inventoryLocations;
  const seenAt = clock.now();
  const { items } = await records.search('stock_level', { from, size: LEVELS_AT_ONCE, filters: { location } });
  const idOf = (level: BusinessRecord<'stock_level'>): string => level.external[integration.id]?.id ?? '';
  const held = items.filter((level) => idOf(level) !== '' && hasAny(level.data));
  const products = [...new Set(held.map((level) => idOf(level).split(':')[1] ?? ''))];
  const there = new Set((await readStock(session, location, products)).map(stockLevelId));
  const gone = held.filter((level) => !there.has(idOf(level)));
  return {
    items: gone.map((level) => ({ externalId: idOf(level), data: { ...level.data, ...NOTHING }, seenAt })),
    ...(items.length < LEVELS_AT_ONCE ? {} : { next: `${OURS}${from + items.length}` }),
  };
}

const NOTHING = { onHand: 0, available: 0, reserved: 0, onOrder: 0 } as const;

function hasAny(level: Readonly<Record<keyof typeof NOTHING, number>>): boolean {
  return [level.onHand, level.available, level.reserved, level.onOrder].some((count) => count !== 0);
}
