/** A posted invoice as its PSA shows it, of `psa.invoices.v1`. Amounts are decimal strings in the customer's currency. */
export interface SourceInvoice {
  /** The id in Autotask. */
  externalId: string;
  /** Empty until the billing run that makes it has ended (autotask.md 7.3). */
  number?: string;
  /** Days, `YYYY-MM-DD`. */
  invoiceDate: string;
  dueDate?: string;
  /** From the payment term, where no due date is given. */
  paymentDueInDays?: number;
  total: string;
  taxTotal: string;
  /** ISO 4217. */
  currency: string;
  /** The customer's purchase order. */
  orderNumber?: string;
  taxRegion?: string;
  isVoided: boolean;
  company: SourceCompany;
  lines: readonly BillingItem[];
}

export interface SourceCompany {
  externalId: string;
  name: string;
  accountNumber?: string;
  /** The company's field `XeroNoSync`. */
  isNotSynced: boolean;
  /** The company's field `XeroOrganisation`: which of several organisations takes its invoices (ORG-1). */
  organisation?: string;
  /** The active contacts. */
  people: readonly Person[];
}

export interface Person {
  externalId: string;
  firstName: string;
  lastName: string;
  email?: string;
  /** The contact's field `Position`. */
  position?: string;
}

/** One line of an invoice (autotask.md 7.2). */
export interface BillingItem {
  externalId: string;
  /** The label of the billing item's type: Labor, Subscription, Milestone … */
  type: string;
  name: string;
  description?: string;
  quantity: string;
  rate: string;
  extendedPrice: string;
  taxDollars: string;
  totalAmount: string;
  billingCodeId?: string;
  product?: { name: string; code?: string };
  /** Shown on the invoice, and not billed. */
  isNonBillable: boolean;
}
