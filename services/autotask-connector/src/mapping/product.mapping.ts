import type { Product, RecordInput } from '@psa-bridge/records';
import type { AutotaskProduct, AutotaskService, AutotaskWrite } from '../client/types.ts';
import { fromCustomFields, toCustomFields } from './custom-fields.ts';
import { checkLengths } from './limits.ts';
import { compact, labelKey, moneyNumber, moneyText, present } from './values.ts';

/** Autotask product to ours (autotask.md section 5.5). */
export function toCanonicalProduct(row: AutotaskProduct, categoryId: string | undefined): RecordInput<'product'> {
  return {
    name: present(row.name) ?? `Product ${row.id}`,
    isActive: row.isActive,
    isSerialized: row.isSerialized ?? false,
    doesNotRequireProcurement: row.doesNotRequireProcurement ?? false,
    isEligibleForRma: row.isEligibleForRma ?? false,
    ...compact({
      categoryId,
      mpn: present(row.manufacturerProductName),
      manufacturer: present(row.manufacturerName),
      internalProductId: present(row.internalProductID),
      description: present(row.description),
      cost: moneyText(row.unitCost),
      price: moneyText(row.unitPrice),
      msrp: moneyText(row.msrp),
      customFields: toCustomFields(row.userDefinedFields),
    }),
  };
}

/** Our product as Autotask's fields; the billing code is mandatory there (AT-10). */
export function fromCanonicalProduct(product: Product, billingCodeId: number): AutotaskWrite {
  return checkLengths('Products', {
    name: product.name,
    isActive: product.isActive,
    isSerialized: product.isSerialized,
    productBillingCodeID: billingCodeId,
    doesNotRequireProcurement: product.doesNotRequireProcurement,
    isEligibleForRma: product.isEligibleForRma,
    ...compact({
      manufacturerProductName: product.mpn,
      manufacturerName: product.manufacturer,
      internalProductID: product.internalProductId,
      description: product.description,
      unitCost: moneyNumber(product.cost),
      unitPrice: moneyNumber(product.price),
      msrp: moneyNumber(product.msrp),
      userDefinedFields: fromCustomFields(product.customFields),
    }),
  });
}

const PERIODS: Readonly<Record<string, 'monthly' | 'quarterly' | 'semi-annual' | 'yearly'>> = {
  monthly: 'monthly',
  quarterly: 'quarterly',
  'semi-annual': 'semi-annual',
  yearly: 'yearly',
};

/**
 * Autotask service to ours; services are only ever read (AT-13).
 * @param periodLabel label of the row's `periodType` in the tenant's picklist
 */
export function toCanonicalService(row: AutotaskService, periodLabel: string | undefined): RecordInput<'service'> {
  return {
    name: present(row.name) ?? `Service ${row.id}`,
    isActive: row.isActive,
    ...compact({
      description: present(row.description),
      period: PERIODS[labelKey(periodLabel)],
      price: moneyText(row.unitPrice),
      cost: moneyText(row.unitCost),
    }),
  };
}
