import { compact, labelKey, moneyNumber, moneyText, present } from '@psa-bridge/connector-kit';
import type { Product, RecordInput } from '@psa-bridge/records';
import type { AutotaskProduct, AutotaskRole, AutotaskService, AutotaskWrite } from '../client/types.ts';
import type { CatalogueEntry } from '../ports.ts';
import { fromCustomFields, toCustomFields } from './custom-fields.ts';
import { importedProductName, importedServiceName, ownProductName, type ServiceNaming } from './product-names.ts';

/** What a row is told by besides itself. */
export interface ProductImport {
  categoryId: string | undefined;
  prependInternalProductId: boolean;
}

/** Autotask product to ours (autotask.md section 5.5). */
export function toCanonicalProduct(
  row: AutotaskProduct,
  { categoryId, prependInternalProductId }: ProductImport,
): RecordInput<'product'> {
  const name = present(row.name) ?? `Product ${row.id}`;
  const internalProductId = present(row.internalProductID);
  return {
    name: prependInternalProductId ? importedProductName(name, internalProductId) : name,
    isActive: row.isActive,
    isSerialized: row.isSerialized ?? false,
    doesNotRequireProcurement: row.doesNotRequireProcurement ?? false,
    isEligibleForRma: row.isEligibleForRma ?? false,
    ...compact({
      categoryId,
      mpn: present(row.manufacturerProductName),
      manufacturer: present(row.manufacturerName),
      vendorPartNumber: present(row.vendorProductNumber),
      internalProductId,
      description: present(row.description),
      cost: moneyText(row.unitCost),
      price: moneyText(row.unitPrice),
      msrp: moneyText(row.msrp),
      customFields: toCustomFields(row.userDefinedFields),
    }),
  };
}

/** What Autotask is told besides the product itself. */
export interface ProductExport {
  /** Absent for a change that leaves the code alone. */
  billingCodeId: number | undefined;
  /** Autotask's category, where ours is mapped to one. */
  productCategory: number | undefined;
  /** What may stand before the name because it was put there on import (AT-31). */
  prepended: readonly (string | undefined)[];
}

/** Our product as Autotask's fields; the billing code is mandatory there (AT-10). A vendor is a company there and a name here: it stays here. */
export function fromCanonicalProduct(
  product: Product,
  { billingCodeId, productCategory, prepended }: ProductExport,
): AutotaskWrite {
  return {
    name: ownProductName(product.name, prepended),
    isActive: product.isActive,
    isSerialized: product.isSerialized,
    doesNotRequireProcurement: product.doesNotRequireProcurement,
    isEligibleForRma: product.isEligibleForRma,
    ...compact({
      productBillingCodeID: billingCodeId,
      productCategory,
      manufacturerProductName: product.mpn,
      manufacturerName: product.manufacturer,
      vendorProductNumber: product.vendorPartNumber,
      internalProductID: product.internalProductId,
      description: product.description,
      unitCost: moneyNumber(product.cost),
      unitPrice: moneyNumber(product.price),
      msrp: moneyNumber(product.msrp),
      userDefinedFields: fromCustomFields(product.customFields),
    }),
  };
}

/** A labour role as a product of ours: it is sold by the hour and never pushed (autotask.md section 5.9). */
export function roleToProduct(row: AutotaskRole, categoryId: string | undefined): RecordInput<'product'> {
  return {
    name: present(row.name) ?? `Role ${row.id}`,
    productType: 'labour',
    isActive: row.isActive,
    doesNotRequireProcurement: true,
    unit: 'hour',
    ...compact({ categoryId, description: present(row.description), price: moneyText(row.hourlyRate) }),
  };
}

/** A product with what the catalogue knows and Autotask leaves empty (AT-33). */
export function enrichedProduct(product: RecordInput<'product'>, entry: CatalogueEntry | undefined): RecordInput<'product'> {
  if (!entry) return product;
  const { manufacturer, description, msrp } = entry;
  return {
    ...compact({ manufacturer, description, msrp: moneyText(msrp === undefined ? undefined : Number(msrp)) }),
    ...product,
  };
}

const PERIODS: Readonly<Record<string, 'monthly' | 'quarterly' | 'semi-annual' | 'yearly'>> = {
  monthly: 'monthly',
  quarterly: 'quarterly',
  'semi-annual': 'semi-annual',
  yearly: 'yearly',
};

export interface ServiceImport {
  /** Label of the row's `periodType` in the tenant's picklist. */
  periodLabel: string | undefined;
  categoryId: string | undefined;
  naming: ServiceNaming;
}

/** Autotask service to ours; services are only ever read (AT-13). */
export function toCanonicalService(
  row: AutotaskService,
  { periodLabel, categoryId, naming }: ServiceImport,
): RecordInput<'service'> {
  return {
    name: importedServiceName(present(row.name) ?? `Service ${row.id}`, naming),
    isActive: row.isActive,
    ...compact({
      categoryId,
      description: present(row.description),
      period: PERIODS[labelKey(periodLabel)],
      price: moneyText(row.unitPrice),
      cost: moneyText(row.unitCost),
    }),
  };
}
