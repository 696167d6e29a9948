import { cycle, numbered, seededAt } from '../../seeding/demo-data.ts';
import type { Values } from '../store/database.ts';
import { plant, type SeedContext } from './seed-context.ts';

const RECURRING_EVERY = 5;
const STOCKED_EVERY = 3;
const SERVICES = 16;
const GOODS = [
  { assetgroup_id: 14, assettype_id: 120 },
  { assetgroup_id: 15, assettype_id: 121 },
];
const DISTRIBUTORS = [3, 5];

export function seedItems(context: SeedContext): void {
  const { seed, random, database } = context;
  const [stock] = database.filter('Site', ({ values }) => values['isstocklocation'] === true);
  for (let index = 0; index < seed.products; index += 1) {
    const number = String(index + 1).padStart(5, '0');
    const cost = random.int(1_000, 150_000) / 100;
    const price = Math.round(cost * 125) / 100;
    const isRecurring = index % RECURRING_EVERY === RECURRING_EVERY - 1;
    const supplier = cycle(DISTRIBUTORS, index);
    const at = seededAt(context, index, seed.products);
    const quantity = isRecurring || index % STOCKED_EVERY !== 0 ? 0 : (index % 7) + 1;
    const values = {
      name: numbered('Demo Product', index),
      description: `Demonstration product ${number}`,
      ...(isRecurring ? { assetgroup_id: SERVICES, assettype_id: 122 } : cycle(GOODS, index)),
      baseprice: price,
      costprice: cost,
      markupperc: 25,
      margin: 20,
      isrecurringitem: isRecurring,
      ...(isRecurring ? { recurringprice: price, recurringcost: cost } : {}),
      supplier_id: supplier,
      supplier_part_code: `V-${number}`,
      internalreference: `SKU-${number}`,
      item_suppliers: [{ id: index + 1, supplier_id: supplier, supplier_sku: `V-${number}`, price, cost }],
      quantity_in_stock: quantity,
      datecreated: at,
      lastmodified: at,
    };
    const { id } = plant(context, 'Item', values, { custom: { 153: 'Demo Manufacturer', 154: `MPN-${number}` } });
    if (stock && quantity > 0)
      seedStock(context, { item_id: id, stocklocation_id: stock.id, cost, supplier_id: supplier }, quantity);
  }
}

function seedStock(context: SeedContext, values: Values, quantity: number): void {
  plant(context, 'ItemStock', { ...values, quantity_in: quantity, quantity_remaining: quantity });
}
