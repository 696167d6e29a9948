import { z } from 'zod';
import { customFields, flag, Info, number, reference, text } from './wire-fields.ts';
import { CwListEntry } from './types.ts';

/** Rows of the catalogue and of setup tables (connectwise.md section 11): only the fields that are read. */

/** A row of any setup table, with what some of them tell besides their name. */
export const CwSetupRow = CwListEntry.extend({
  category: reference,
  typeXref: text,
  billingOptions: text,
  sortOrder: number,
  closedStatus: flag,
  closedFlag: flag,
  wonFlag: flag,
  lostFlag: flag,
});
export type CwSetupRow = z.output<typeof CwSetupRow>;

/** `/system/userDefinedFields`. */
export const CwFieldDefinition = z.object({
  id: z.number().int(),
  caption: text,
  screenDescription: text,
  sequenceNumber: number,
  fieldTypeIdentifier: text,
  options: z.array(z.object({ optionValue: text, inactiveFlag: flag, sortOrder: number })).nullish(),
});
export type CwFieldDefinition = z.output<typeof CwFieldDefinition>;

/** `/procurement/catalog`. */
export const CwCatalogItem = z.object({
  id: z.number().int(),
  identifier: text,
  description: text,
  customerDescription: text,
  inactiveFlag: flag,
  category: reference,
  subcategory: reference,
  type: reference,
  productClass: text,
  unitOfMeasure: reference,
  price: number,
  cost: number,
  manufacturer: reference,
  manufacturerPartNumber: text,
  vendor: reference,
  vendorSku: text,
  serializedFlag: flag,
  recurringFlag: flag,
  recurringRevenue: number,
  recurringCost: number,
  recurringOneTimeFlag: flag,
  recurringBillCycle: reference,
  customFields,
  _info: Info,
});
export type CwCatalogItem = z.output<typeof CwCatalogItem>;

/** `/procurement/warehouseBins/{id}/inventoryOnHand`. */
export const CwStockRow = z.object({
  id: z.number().int().nullish(),
  catalogItem: reference,
  warehouse: reference,
  onHand: number,
});
export type CwStockRow = z.output<typeof CwStockRow>;

/** `/procurement/warehouseBins`. */
export const CwWarehouseBin = z.object({ id: z.number().int(), warehouse: reference, inactiveFlag: flag });
export type CwWarehouseBin = z.output<typeof CwWarehouseBin>;
