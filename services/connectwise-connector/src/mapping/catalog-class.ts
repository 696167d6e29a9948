import { labelKey } from '@psa-bridge/connector-kit';
import type { Product, Service } from '@psa-bridge/records';
import type { CwCatalogItem, CwSetupRow } from '../client/catalogue-types.ts';

/** What a catalog item is sold as (product-behaviour 10.2, last table). */
export type CatalogKind = 'one-time' | 'recurring' | 'labour' | 'bundle' | 'charge';
export type Period = Service['period'];

const PERIODS: Readonly<Record<string, Period>> = {
  ...{ month: 'monthly', monthly: 'monthly', quarter: 'quarterly', quarterly: 'quarterly' },
  ...{ semiannual: 'semi-annual', 'semi-annual': 'semi-annual', year: 'yearly', yearly: 'yearly', annual: 'yearly' },
};
const BILLED_OFTENER = ['weekly', 'biweekly', 'bimonthly'];

/** What the class is read by besides the row. */
export interface ClassLookups {
  billingCycles: readonly CwSetupRow[];
  types: readonly CwSetupRow[];
}

export function kindOfItem(row: CwCatalogItem, lookups: ClassLookups): CatalogKind {
  if (row.productClass === 'Bundle') return 'bundle';
  if (isRecurring(row, lookups)) return 'recurring';
  if (row.productClass === 'Service') return 'labour';
  const type = lookups.types.find(({ id }) => id === row.type?.id);
  return type?.typeXref === 'OtherCharge' ? 'charge' : 'one-time';
}

/** An item that says that it is charged once is none, whatever its class. */
function isRecurring(row: CwCatalogItem, lookups: ClassLookups): boolean {
  if (row.productClass !== 'Agreement' && row.recurringFlag !== true) return false;
  return row.recurringOneTimeFlag !== true && billingOf(row, lookups) !== 'notrecurring';
}

type Billed = Pick<CwCatalogItem, 'recurringBillCycle' | 'unitOfMeasure'>;

/**
 * How often an item is billed: by its billing cycle, else by the name of its unit (connectwise.md section 11).
 * @returns undefined where neither tells; `unsupported` for a cycle that a service here cannot have
 */
export function periodOf(row: Billed, lookups: Pick<ClassLookups, 'billingCycles'>): Period | 'unsupported' | undefined {
  const billing = billingOf(row, lookups);
  if (billing !== undefined && BILLED_OFTENER.includes(billing)) return 'unsupported';
  return PERIODS[billing ?? ''] ?? PERIODS[labelKey(row.unitOfMeasure?.name)];
}

function billingOf(
  { recurringBillCycle }: Pick<Billed, 'recurringBillCycle'>,
  { billingCycles }: Pick<ClassLookups, 'billingCycles'>,
): string | undefined {
  if (!recurringBillCycle) return undefined;
  const cycle = billingCycles.find(({ id }) => id === recurringBillCycle.id);
  return cycle?.billingOptions?.toLowerCase() ?? labelKey(recurringBillCycle.name);
}

const BILLING_OPTIONS: Readonly<Record<Period, string>> = {
  ...{ monthly: 'Monthly', quarterly: 'Quarterly', 'semi-annual': 'SemiAnnual', yearly: 'Yearly' },
};

/** The billing cycle of a period; undefined where ConnectWise has none. */
export function cycleOf(period: Period, billingCycles: readonly CwSetupRow[]): CwSetupRow | undefined {
  return billingCycles.find(({ billingOptions }) => billingOptions === BILLING_OPTIONS[period]);
}

/** What a kind is there: class, and which type and unit it takes unless somebody chose others. */
interface Classification {
  productClass: 'NonInventory' | 'Agreement' | 'Service';
  typeName: RegExp;
  typeXref: string;
  unit: RegExp;
}

const UNIT_OF: Readonly<Record<Period, RegExp>> = {
  ...{ monthly: /^month(ly)?$/i, quarterly: /^quarter(ly)?$/i },
  ...{ 'semi-annual': /^semi-?annual(ly)?$/i, yearly: /^(year(ly)?|annual(ly)?)$/i },
};

/** The rows of the table that tells what is what; bundles are ConnectWise's own. */
export function classificationOf(kind: Exclude<CatalogKind, 'bundle'>, period: Period = 'monthly'): Classification {
  switch (kind) {
    case 'recurring':
      return { productClass: 'Agreement', typeName: /^services?$/i, typeXref: 'Service', unit: UNIT_OF[period] };
    case 'labour':
      return { productClass: 'Service', typeName: /^fixed cost service/i, typeXref: 'Service', unit: /^(hour(s|ly)?|each)$/i };
    case 'charge':
      return { productClass: 'NonInventory', typeName: /^shipping/i, typeXref: 'OtherCharge', unit: /^each$/i };
    case 'one-time':
      return { productClass: 'NonInventory', typeName: /^hardware$/i, typeXref: 'NonInventoryPart', unit: /^each$/i };
  }
}

/** What our product is there: one that nobody procures is a charge, such as shipping. */
export function kindOfProduct({
  productType,
  doesNotRequireProcurement,
}: Pick<Product, 'productType' | 'doesNotRequireProcurement'>): CatalogKind {
  return productType === 'one-time' && doesNotRequireProcurement ? 'charge' : productType;
}

/** The active row that a kind takes by itself: by the name that the table gives, else by what the type stands for. */
export function typeOf({ typeName, typeXref }: Classification, types: readonly CwSetupRow[]): CwSetupRow | undefined {
  const active = types.filter(({ inactiveFlag }) => inactiveFlag !== true);
  return active.find(({ name }) => typeName.test(name ?? '')) ?? active.find((row) => row.typeXref === typeXref);
}

export function unitOf({ unit }: Classification, units: readonly CwSetupRow[]): CwSetupRow | undefined {
  const active = units.filter(({ inactiveFlag }) => inactiveFlag !== true);
  return active.find(({ name }) => unit.test(name ?? '')) ?? active.find(({ defaultFlag }) => defaultFlag === true);
}
