import { cycle, numbered, seededAt } from '../../seeding/demo-data.ts';
import { seconds, type SeedContext } from './seed-context.ts';

const SERVICE = 4;
const NON_INVENTORY = 2;
const RECURRING_EVERY = 5;
const MONTHLY = 2;

export function seedCatalog(context: SeedContext): void {
  const { seed, insert, idsOf, database, random } = context;
  const subcategories = idsOf('Product SubCategory');
  const vendors = idsOf('Company', ({ isVendorFlag }) => isVendorFlag === true);
  const manufacturers = idsOf('Manufacturer');
  for (let index = 0; index < seed.products; index += 1) {
    const number = String(index + 1).padStart(5, '0');
    const subcategory = cycle(subcategories, index);
    const cost = random.int(1_000, 150_000) / 100;
    const isRecurring = index % RECURRING_EVERY === RECURRING_EVERY - 1;
    const price = Math.round(cost * 125) / 100;
    const item = insert(
      'Catalog Item',
      {
        identifier: `SKU-${number}`,
        description: numbered('Demo Product', index),
        customerDescription: `Demonstration product ${number}`,
        subcategory,
        category: database.row('Product SubCategory', subcategory)?.values['category'] ?? null,
        type: isRecurring ? SERVICE : NON_INVENTORY,
        productClass: isRecurring ? 'Service' : 'NonInventory',
        inactiveFlag: false,
        unitOfMeasure: 1,
        price,
        cost,
        taxableFlag: true,
        manufacturer: cycle(manufacturers, index),
        manufacturerPartNumber: `MPN-${number}`,
        ...(vendors.length > 0 ? { vendor: cycle(vendors, index), vendorSku: `V-${number}` } : {}),
        recurringFlag: isRecurring,
        ...(isRecurring
          ? { recurringRevenue: price, recurringCost: cost, recurringBillCycle: MONTHLY, recurringCycleType: 'CalendarYear' }
          : {}),
      },
      { at: seconds(seededAt(context, index, seed.products)) },
    );
    if (index % 3 === 0)
      insert('Inventory On Hand', { catalogItem: item.id, warehouse: 1, warehouseBin: 1 + (index % 2), onHand: (index % 7) + 1 });
  }
}
