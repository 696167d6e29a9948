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
  nonBillable: number,
});
export const AutotaskPaymentTerm = z.object({ id, paymentDueInDays: number });

export type AutotaskInvoice = z.output<typeof AutotaskInvoice>;
export type AutotaskBillingItem = z.output<typeof AutotaskBillingItem>;
