import { z } from 'zod';
import { flag, number, reference, rowId, text } from './wire-fields.ts';

/** Rows of the sales side (halopsa.md section 6): only the fields that are read. A list's row lacks some of them. */

/** An opportunity: a ticket whose type has the opportunity use. */
export const HaloOpportunity = z.object({
  id: rowId,
  summary: text,
  details: text,
  tickettype_id: reference,
  status_id: reference,
  client_id: reference,
  site_id: reference,
  user_id: reference,
  agent_id: reference,
  team: text,
  category_1: text,
  oppvalue: number,
  oppconversionprobability: number,
  pipeline_stage_id: reference,
  pipeline_stage_name: text,
  targetdate: text,
  datecreated: text,
  last_update: text,
  third_party_id_string: text,
});
export type HaloOpportunity = z.output<typeof HaloOpportunity>;

/** A line of a quotation; most of its money is missing from the published schema and answered all the same (section 1). */
export const HaloQuoteLine = z.object({
  id: rowId,
  sort_seq: number,
  item_id: reference,
  name: text,
  description: text,
  quantity: number,
  price: number,
  costprice: number,
  discount: number,
  optional: flag,
  item_recurring: flag,
  billingperiod: number,
});
export type HaloQuoteLine = z.output<typeof HaloQuoteLine>;

export const HaloQuotation = z.object({
  id: rowId,
  title: text,
  ticket_id: reference,
  status: number,
  third_party_number: text,
  lines: z.array(HaloQuoteLine).nullish(),
});
export type HaloQuotation = z.output<typeof HaloQuotation>;

export const HaloSalesOrder = z.object({
  id: rowId,
  title: text,
  ticket_id: reference,
  quotation_id: reference,
  status: number,
  note: text,
  last_update_time: text,
});
export type HaloSalesOrder = z.output<typeof HaloSalesOrder>;

export const HaloOrderLine = z.object({
  id: rowId,
  item_id: reference,
  name: text,
  quantity: number,
  quantity_received: number,
});
export type HaloOrderLine = z.output<typeof HaloOrderLine>;

export const HaloPurchaseOrder = z.object({
  id: rowId,
  supplier_id: reference,
  status: number,
  po_ref: text,
  lines: z.array(HaloOrderLine).nullish(),
});
export type HaloPurchaseOrder = z.output<typeof HaloPurchaseOrder>;

/** What a client or a user tells of where they are. */
export const HaloPlace = z.object({ id: rowId, main_site_id: reference, site_id: reference });
