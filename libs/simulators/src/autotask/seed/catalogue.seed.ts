import { cycle, numbered, seededAt } from '../../seeding/demo-data.ts';
import { USE_TYPE } from '../metadata/picklists.ts';
import { money, type Values } from '../write/rules/entity-rules.ts';
import type { SeedContext } from './seed-context.ts';

const PERIODS = [2, 5];
const VENDOR = 7;

export function seedCatalogue(context: SeedContext): void {
  const { seed, insert, idsOf } = context;
  const codes = idsOf('BillingCodes', (values) => values['useType'] === USE_TYPE.material);
  const vendors = idsOf('Companies', (values) => values['companyType'] === VENDOR);
  for (let index = 0; index < seed.products; index += 1) {
    const vendorID = vendors.length === 0 ? null : cycle(vendors, index);
    const values = product(context, index, { productBillingCodeID: cycle(codes, index), defaultVendorID: vendorID });
    const { id } = insert(
      'Products',
      values,
      index % 5 === 0 ? { udfs: { 'Warranty Months': String(12 * ((index % 3) + 1)) } } : {},
    );
    seedSupply(context, { id, values }, index % 11);
  }
  seedServices(context);
}

function product(context: SeedContext, index: number, references: Values): Values {
  const number = String(index + 1).padStart(5, '0');
  const unitCost = context.random.int(1_000, 150_000) / 100;
  return {
    ...references,
    name: numbered('Demo Product', index),
    description: `Demonstration product ${number}`,
    isActive: true,
    isSerialized: index % 5 === 0,
    sku: `SKU-${number}`,
    productCategory: (index % 5) + 1,
    unitCost,
    unitPrice: money(unitCost * 1.25),
    msrp: money(unitCost * 1.4),
    markupRate: 25,
    vendorProductNumber: `V-${number}`,
    manufacturerName: cycle(['Demo Works', 'Sample Industries'], index),
    manufacturerProductName: `MPN-${number}`,
    doesNotRequireProcurement: index % 4 === 3,
    isEligibleForRma: false,
    billingType: 1,
    priceCostMethod: 1,
    createdTime: seededAt(context, index, context.seed.products),
  };
}

/** Who sells a product, and how many are on the shelf. */
function seedSupply({ insert }: SeedContext, { id, values }: { id: number; values: Values }, onHandUnits: number): void {
  const { defaultVendorID: vendorID = null, unitCost: vendorCost = null, vendorProductNumber: vendorPartNumber = null } = values;
  if (vendorID !== null)
    insert('ProductVendors', { productID: id, vendorID, vendorCost, vendorPartNumber, isActive: true, isDefault: true });
  const counts = {
    onHandUnits,
    availableUnits: onHandUnits,
    reservedUnits: 0,
    pickedUnits: 0,
    unitsOnOrder: 0,
    backOrderQuantity: 0,
  };
  insert('InventoryProducts', { productID: id, inventoryLocationID: 1, quantityMinimum: 0, quantityMaximum: 50, ...counts });
}

function seedServices(context: SeedContext): void {
  const { seed, insert, idsOf } = context;
  const codes = idsOf('BillingCodes', (values) => values['useType'] === USE_TYPE.recurringService);
  for (let index = 0; index < seed.services; index += 1) {
    const at = seededAt(context, index, seed.services);
    insert('Services', {
      name: numbered('Demo Service', index),
      description: 'Demonstration service',
      invoiceDescription: numbered('Demo Service', index),
      unitPrice: 10 * (index + 1),
      unitCost: 6 * (index + 1),
      periodType: cycle(PERIODS, index),
      billingCodeID: cycle(codes, index),
      isActive: true,
      createDate: at,
      lastModifiedDate: at,
    });
  }
  if (seed.services === 0) return;
  const bundle = insert('ServiceBundles', {
    name: 'Demo Bundle',
    unitPrice: 10,
    periodType: 2,
    billingCodeID: cycle(codes, 0),
    isActive: true,
  });
  const [first] = idsOf('Services');
  if (first !== undefined) insert('ServiceBundleServices', { serviceBundleID: bundle.id, serviceID: first });
}
