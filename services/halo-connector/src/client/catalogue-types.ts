import { z } from 'zod';
import { customFields, flag, number, reference, rowId, text } from './wire-fields.ts';

/** Rows of the catalogue (halopsa.md section 6, Item): only the fields that are read. A list's row lacks some of them. */

export const HaloItem = z.object({
  id: rowId,
  name: text,
  assetgroup_id: reference,
  assettype_id: reference,
  description: text,
  baseprice: number,
  costprice: number,
  isrecurringitem: flag,
  recurringprice: number,
  recurringcost: number,
  item_default_billing_period: number,
  supplier_id: reference,
  supplier_name: text,
  supplier_part_code: text,
  internalreference: text,
  externalreference: text,
  inactive: flag,
  lastmodified: text,
  customfields: customFields,
});
export type HaloItem = z.output<typeof HaloItem>;
