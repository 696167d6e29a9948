import type { DatabaseName } from '../invoice.ts';

/** A purchase order as its PSA shows it, of `psa.purchase-orders.v1`. Amounts are decimal strings. */
export interface SourceOrder {
  /** The id in Autotask. */
  externalId: string;
  database?: DatabaseName;
  number: string;
  /** What Autotask calls its status. */
  status: string;
  /** Days, `YYYY-MM-DD`. */
  orderDate: string;
  deliveryDate?: string;
  paymentDueInDays?: number;
  currency: string;
  memo?: string;
  vendorInvoiceNumber?: string;
  freight: string;
  /** Its id as `ownIdOf` says it. */
  vendor: { externalId: string; name: string; accountNumber?: string; organisation?: string };
  lines: readonly OrderLine[];
}

export interface OrderLine {
  externalId: string;
  name: string;
  memo?: string;
  quantity: string;
  unitCost: string;
  billingCodeId?: string;
}

/** How a tenant wants its purchase orders in Xero (XI-45). */
export interface PurchaseOptions {
  as: 'purchase-order' | 'bill';
  /** The status in Autotask on which an order is taken, once. */
  trigger: Trigger;
  /** `BILLED` only of purchase orders. */
  status: 'DRAFT' | 'SUBMITTED' | 'AUTHORISED' | 'BILLED';
  isNumberedByAutotask: boolean;
  isMemoInReference: boolean;
  accounts: { byBillingCode: Readonly<Record<string, string>>; default: string; freight: string };
  /** Left out: the account's own. */
  taxType?: string;
}

export const TRIGGERS = ['submitted', 'received partial', 'received full'] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** The statuses, in small letters, in which an order has reached the trigger: an order may pass it between two looks. */
export function statusesFrom(trigger: Trigger): readonly Trigger[] {
  return TRIGGERS.slice(TRIGGERS.indexOf(trigger));
}
