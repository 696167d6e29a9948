import { amount, text, type EntityRules } from '../proposal.ts';
import { percentOf } from './line-totals.ts';

/** halopsa.md 6, Item: price, cost and markup hang together. */
export const itemRules: EntityRules = {
  check({ tenant, values }) {
    if (text(values['name']).trim() === '') return 'Please populate name';
    return tenant.database.row('AssetGroup', values['assetgroup_id']) ? undefined : 'Please select an item group';
  },
  derive({ previous, values, at }) {
    const [price, cost] = [amount(values['baseprice']), amount(values['costprice'])];
    return {
      markupperc: percentOf(price - cost, cost),
      margin: percentOf(price - cost, price),
      ...(previous ? {} : { datecreated: at }),
      lastmodified: at,
    };
  },
};

/** The stock of an item is what its movements leave. */
export const stockRules: EntityRules = {
  follow({ tenant, amend }, { before, after }) {
    const itemId = (after ?? before)?.values['item_id'];
    const rows = tenant.database.filter('ItemStock', ({ values }) => values['item_id'] === itemId);
    amend('Item', itemId, { quantity_in_stock: rows.reduce((sum, { values }) => sum + amount(values['quantity_remaining']), 0) });
  },
};

export const supplierRules: EntityRules = {
  check: ({ values }) => (text(values['name']).trim() === '' ? 'Please populate name' : undefined),
  derive: ({ at }) => ({ last_modified: at }),
};
