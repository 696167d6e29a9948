import type { ArmedPoints } from '@psa-bridge/core';
import type { Product, RecordStore, SaveContext, TenantRecords } from '@psa-bridge/records';
import {
  followCharge,
  followOwnCharges,
  itemIdOfCharge,
  itemIdOfLine,
  itemOfCharge,
  itemsOfQuote,
} from '../../domain/procurement/item-rules.ts';
import { changeRecord } from './change-record.ts';

/** Brings procurement into step with one record, whatever became of it; safe to repeat. */
export type Follow = (tenantId: string, id: string) => Promise<void>;

/** Items are nobody's edit, and no PSA has them. */
export const BY_PROCUREMENT: SaveContext = { source: 'procurement', sourceKind: 'service', pushTo: [] };

/** An approved quote's product lines become pending items, each once (FP-10). */
export function makeFollowQuote({ records, faults }: { records: RecordStore; faults: ArmedPoints }): Follow {
  return async function followQuote(tenantId, id) {
    const own = records.forTenant(tenantId);
    const quote = await own.get('quote', id);
    if (quote?.data.status !== 'approved') return;
    const products = await productsOf(
      own,
      quote.data.items.map(({ productId }) => productId),
    );
    const wanted = itemsOfQuote(id, quote.data, products);
    const known = new Set(
      (
        await own.getMany(
          'procurement_item',
          wanted.map((item) => item.id),
        )
      ).map(({ _id }) => _id),
    );
    for (const item of wanted) {
      if (known.has(item.id)) continue;
      await own.createOnce('procurement_item', item.id, item.data, BY_PROCUREMENT);
      await faults.reach('after_write', 'procurement:quote');
    }
    // Afterwards: a charge that came while its item was not there yet found nothing to tell.
    await tellCharges(own, id);
  };
}

const MOST_CHARGES = 1_000;

/** Items of a quote's lines learn of the charges that stand for them on the quote's tickets. */
async function tellCharges(own: TenantRecords, quoteId: string, ofLine?: string): Promise<void> {
  const filters = { quoteId, ...(ofLine === undefined ? {} : { quoteItemId: ofLine }) };
  const { items: charges } = await own.search('ticket_charge', { from: 0, size: MOST_CHARGES, filters });
  for (const [quoteItemId, standing] of Map.groupBy(charges, ({ data }) => data.quoteItemId)) {
    const itemId = quoteItemId === undefined ? undefined : itemIdOfLine(quoteId, quoteItemId);
    // Not every line is bought.
    if (itemId === undefined || !(await own.get('procurement_item', itemId))) continue;
    await changeRecord(own, {
      ...{ type: 'procurement_item', id: itemId },
      decide: (item) => followOwnCharges(item, standing),
      save: (changes, ifRevision) => own.update('procurement_item', itemId, changes, { ...BY_PROCUREMENT, ifRevision }),
    });
  }
}

/**
 * A charge that comes in from a PSA becomes a pending item, and one that is cancelled there takes its pending item along. One
 * that stands for a line of a quote makes none: that line has its item.
 */
export function makeFollowCharge({ records }: { records: RecordStore }): Follow {
  return async function follow(tenantId, id) {
    const own = records.forTenant(tenantId);
    const charge = (await own.get('ticket_charge', id))?.data;
    if (!charge) return;
    if (charge.quoteId !== undefined) return tellCharges(own, charge.quoteId, charge.quoteItemId);
    const products = await productsOf(own, [charge.productId]);
    const itemId = itemIdOfCharge(id);
    if (await own.get('procurement_item', itemId)) {
      await changeRecord(own, {
        ...{ type: 'procurement_item', id: itemId },
        decide: (item) => followCharge(item, charge, products),
        save: (changes, ifRevision) => own.update('procurement_item', itemId, changes, { ...BY_PROCUREMENT, ifRevision }),
      });
      return;
    }
    const wanted = itemOfCharge(id, charge, products);
    if (wanted) await own.createOnce('procurement_item', wanted.id, wanted.data, BY_PROCUREMENT);
  };
}

export async function productsOf(
  records: TenantRecords,
  ids: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, Product>> {
  const found = await records.getMany('product', [...new Set(ids.filter((id) => id !== undefined))]);
  return new Map(found.map((product) => [product._id, product.data]));
}
