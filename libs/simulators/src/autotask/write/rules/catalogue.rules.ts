import { USE_TYPE } from '../../metadata/picklists.ts';
import { TEXT } from '../../refusal.ts';
import { checkUseType } from './billing-code.rules.ts';
import { amount, money, type EntityRules, type Proposal, type Values } from './entity-rules.ts';

const STANDARD_BILLING = 1;
const FLAT_PRICE = 1;
const MONTHLY = 2;
const VENDOR_TYPE = 7;
const MOST_PER_USE_PRODUCTS = 100;

/** autotask.md 5.5. */
export const productRules: EntityRules = {
  check(proposal) {
    if (proposal.previous?.values['isSystemProduct'] === true) return [TEXT.noMatch('update')];
    return [
      ...checkUseType(proposal, 'productBillingCodeID', [USE_TYPE.material, USE_TYPE.product]),
      ...checkUseType(proposal, 'chargeBillingCodeID', [USE_TYPE.material]),
      ...checkVendor(proposal, 'defaultVendorID'),
      ...checkPerUseLimit(proposal),
    ];
  },
  derive: ({ previous, values, personId }) => ({
    ...(previous ? {} : { createdByResourceID: personId }),
    ...(isPerUse(values) ? { periodType: MONTHLY } : { priceCostMethod: FLAT_PRICE }),
    markupRate: markup(values),
  }),
};

function isPerUse(values: Values | undefined): boolean {
  return (values?.['billingType'] ?? STANDARD_BILLING) !== STANDARD_BILLING;
}

function checkPerUseLimit({ tenant, previous, values }: Proposal): string[] {
  if (!isPerUse(values) || isPerUse(previous?.values)) return [];
  const others = tenant.database.filter('Products', (row) => isPerUse(row.values));
  return others.length < MOST_PER_USE_PRODUCTS ? [] : ['The maximum of 100 products with this billing type has been reached.'];
}

/** autotask.md 5.6. */
export const productVendorRules: EntityRules = {
  check: (proposal) => checkVendor(proposal, 'vendorID'),
  follow({ database, switches }, { after }) {
    if (after?.values['isDefault'] !== true || !switches.defaultVendorClearsOthers) return;
    const table = database.table('ProductVendors');
    const others = database.filter(
      'ProductVendors',
      ({ id, values }) => id !== after.id && values['productID'] === after.values['productID'],
    );
    for (const row of others) table.replace({ ...row, values: { ...row.values, isDefault: false } });
  },
};

/** Vendors must be companies of a vendor-capable type, where that is enforced (autotask.md 5.1). */
export function checkVendor({ tenant, values, sent }: Proposal, field: string): string[] {
  if (!tenant.switches.vendorTypeEnforced || !(field in sent)) return [];
  const vendor = tenant.database.row('Companies', values[field]);
  return vendor && vendor.values['companyType'] !== VENDOR_TYPE ? [TEXT.reference(field, 'Company')] : [];
}

/** autotask.md 5.7. */
export const serviceRules: EntityRules = {
  check: (proposal) => checkUseType(proposal, 'billingCodeID', [USE_TYPE.recurringService]),
  derive: (proposal) => ({ ...authorship(proposal), markupRate: markup(proposal.values) }),
};

export const serviceBundleRules: EntityRules = {
  check: (proposal) => checkUseType(proposal, 'billingCodeID', [USE_TYPE.recurringService]),
  derive: authorship,
};

function authorship({ previous, personId }: Proposal): Values {
  return previous ? { updateResourceID: personId } : { creatorResourceID: personId };
}

/** The services of a bundle share its period. */
export const bundleServiceRules: EntityRules = {
  check({ tenant, values }) {
    const bundle = tenant.database.row('ServiceBundles', values['serviceBundleID']);
    const service = tenant.database.row('Services', values['serviceID']);
    const isSame = bundle?.values['periodType'] === service?.values['periodType'];
    return isSame ? [] : ['The Service and the ServiceBundle must have the same periodType.'];
  },
};

function markup(values: Values): number | null {
  const cost = amount(values['unitCost']);
  return cost === 0 ? null : money(((amount(values['unitPrice']) - cost) / cost) * 100);
}

/** autotask.md 5.12: one row for each product and location; not deletable while stock is reserved or picked. */
export const inventoryProductRules: EntityRules = {
  check({ tenant, previous, values }) {
    if (previous) return [];
    const twin = tenant.database.find(
      'InventoryProducts',
      (row) =>
        row.values['productID'] === values['productID'] && row.values['inventoryLocationID'] === values['inventoryLocationID'],
    );
    return twin ? ['The product already exists at this inventory location.'] : [];
  },
  checkDelete(_tenant, { values }) {
    const isInUse = amount(values['reservedUnits']) + amount(values['pickedUnits']) > 0;
    return isInUse ? ['The inventory product has reserved or picked units and cannot be deleted.'] : [];
  },
  derive: ({ previous, personId }) => (previous ? {} : { createdByResourceID: personId }),
};
