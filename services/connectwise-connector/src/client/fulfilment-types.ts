import { z } from 'zod';
import { flag, Info, number, reference, text } from './wire-fields.ts';

/** Rows of service, finance and purchasing as ConnectWise answers them (connectwise.md section 11): only the fields that are read. */

/** `/service/tickets`. */
export const CwTicket = z.object({ id: z.number().int(), status: reference, externalXRef: text, _info: Info });
export type CwTicket = z.output<typeof CwTicket>;

/** `/procurement/purchaseorders`. */
export const CwPurchaseOrder = z.object({
  id: z.number().int(),
  poNumber: text,
  status: reference,
  closedFlag: flag,
  _info: Info,
});
export type CwPurchaseOrder = z.output<typeof CwPurchaseOrder>;

/** `/procurement/purchaseorders/{id}/lineitems`. */
export const CwOrderLine = z.object({
  id: z.number().int(),
  lineNumber: number,
  product: reference,
  quantity: number,
  receivedQuantity: number,
  canceledFlag: flag,
  /** Text by the vendor's description, with nothing said of how several stand in it. */
  serialNumbers: z.union([z.string(), z.array(z.string())]).nullish(),
});
export type CwOrderLine = z.output<typeof CwOrderLine>;

/** `/finance/agreements`. */
export const CwAgreement = z.object({
  id: z.number().int(),
  name: text,
  type: reference,
  company: reference,
  contact: reference,
  opportunity: reference,
  startDate: text,
  endDate: text,
  noEndingDateFlag: flag,
  billStartDate: text,
  billingCycle: reference,
  cancelledFlag: flag,
  agreementStatus: text,
  _info: Info,
});
export type CwAgreement = z.output<typeof CwAgreement>;

/** `/finance/agreements/{id}/additions`. */
export const CwAddition = z.object({
  id: z.number().int(),
  product: reference,
  quantity: number,
  unitPrice: number,
  unitCost: number,
  effectiveDate: text,
  cancelledDate: text,
  description: text,
  invoiceDescription: text,
});
export type CwAddition = z.output<typeof CwAddition>;
