/** A posted invoice as its PSA shows it, of `psa.invoices.v1`. Amounts are decimal strings in the customer's currency. */
export interface SourceInvoice {
  /** The id in Autotask. */
  externalId: string;
  database?: DatabaseName;
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
  /** Autotask's id of the one that all lines belong to (ORG-2). */
  lineOfBusiness?: string;
  company: SourceCompany;
  lines: readonly BillingItem[];
}

/** Of a PSA database that the integration was moved to; absent for the one before any move. The same id in two is not the same. */
export type DatabaseName = string;

/** An id that no other database of the PSA has for something else. */
export function ownIdOf({ database, externalId }: { database?: DatabaseName; externalId: string }): string {
  return database === undefined ? externalId : `${database}:${externalId}`;
}

export interface SourceCompany {
  /** The id in Autotask, as `ownIdOf` says it: the contact in Xero carries it. */
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
