import { z } from 'zod';

/** Everything may be null or missing in answers, as with all other entities. */
const text = z.string().nullish();
const number = z.number().nullish();
const id = z.number().int();

export const AutotaskInvoice = z.object({
  id,
  invoiceNumber: text,
  companyID: number,
  invoiceDateTime: text,
  createDateTime: text,
  dueDate: text,
  paymentTerm: number,
  invoiceTotal: number,
  totalTaxValue: number,
  orderNumber: text,
  taxRegionName: text,
  isVoided: z.boolean().nullish(),
});
export const AutotaskBillingItem = z.object({
  id,
  invoiceID: number,
  billingItemType: number,
  itemName: text,
  description: text,
  quantity: number,
  rate: number,
  extendedPrice: number,
  taxDollars: number,
  totalAmount: number,
  billingCodeID: number,
  ticketChargeID: number,
  projectChargeID: number,
  contractChargeID: number,
  nonBillable: number,
  /** Division and line of business; of these Autotask gives the id alone (autotask.md section 7.2). */
  organizationalLevelAssociationID: number,
});
/** What was billed by a charge, whatever it is a charge of. */
export const AutotaskBilledCharge = z.object({ id, productID: number });
export const AutotaskPaymentTerm = z.object({ id, paymentDueInDays: number });

/** Purchase orders with what an accounting system is told of them. */
export const AutotaskVendorOrder = z.object({
  id,
  vendorID: number,
  status: number,
  purchaseOrderNumber: text,
  externalPONumber: text,
  createDateTime: text,
  submitDateTime: text,
  latestEstimatedArrivalDate: text,
  generalMemo: text,
  vendorInvoiceNumber: text,
  freight: number,
  paymentTerm: number,
});
export const AutotaskVendorOrderItem = z.object({
  id,
  orderID: number,
  productID: number,
  chargeID: number,
  memo: text,
  quantity: number,
  unitCost: number,
});
export const AutotaskBoughtProduct = z.object({ id, name: text, productBillingCodeID: number });
export const AutotaskBoughtCharge = z.object({ id, name: text, billingCodeID: number });

export type AutotaskVendorOrder = z.output<typeof AutotaskVendorOrder>;
export type AutotaskVendorOrderItem = z.output<typeof AutotaskVendorOrderItem>;
export type AutotaskBoughtProduct = z.output<typeof AutotaskBoughtProduct>;
export type AutotaskBoughtCharge = z.output<typeof AutotaskBoughtCharge>;
export type AutotaskInvoice = z.output<typeof AutotaskInvoice>;
export type AutotaskBillingItem = z.output<typeof AutotaskBillingItem>;
