import type { Json } from '../../http/json-text.ts';
import type { Amount } from '../money.ts';

/** Members as they go over the wire. */
export type Values = Readonly<Record<string, Json>>;

interface Stored {
  readonly id: number;
  readonly guid: string;
  /** UpdatedDateUTC, in milliseconds. */
  readonly updatedAt: number;
}

/** What is stored as it is shown. */
export const RECORD_KINDS = [
  'Contacts',
  'Accounts',
  'Items',
  'TaxRates',
  'TrackingCategories',
  'Currencies',
  'BrandingThemes',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export interface RecordRow extends Stored {
  readonly values: Values;
}

/** What has lines, a total and a status. */
export const DOCUMENT_KINDS = ['Invoices', 'CreditNotes', 'PurchaseOrders'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
export type DocumentType = 'ACCREC' | 'ACCPAY' | 'ACCRECCREDIT' | 'ACCPAYCREDIT' | 'ORDER';
export type DocumentStatus = 'DRAFT' | 'SUBMITTED' | 'AUTHORISED' | 'PAID' | 'VOIDED' | 'DELETED' | 'BILLED';
export type LineAmountTypes = 'Exclusive' | 'Inclusive' | 'NoTax';

export interface Line {
  readonly guid: string;
  readonly description: string;
  /** Undefined on a line of text alone. */
  readonly quantity: Amount | undefined;
  readonly unitAmount: Amount | undefined;
  readonly lineAmount: Amount;
  readonly taxType: string;
  readonly taxAmount: Amount;
  readonly accountId: number | undefined;
  readonly itemCode: string | undefined;
  readonly discountRate: Amount | undefined;
  readonly discountAmount: Amount | undefined;
  /** Guids of category and option. */
  readonly tracking: readonly { readonly category: string; readonly option: string }[];
}

export interface DocumentRow extends Stored {
  readonly kind: DocumentKind;
  readonly type: DocumentType;
  readonly number: string;
  readonly reference: string;
  readonly contactId: number;
  readonly date: string;
  readonly dueDate: string | undefined;
  readonly status: DocumentStatus;
  readonly lineAmountTypes: LineAmountTypes;
  readonly currency: string;
  readonly rate: Amount;
  readonly isSent: boolean;
  readonly lines: readonly Line[];
  readonly subTotal: Amount;
  readonly totalTax: Amount;
  readonly total: Amount;
  /** By payments; of a credit note, by refunds. */
  readonly paid: Amount;
  /** By allocations. */
  readonly credited: Amount;
  readonly fullyPaidOn: string | undefined;
  /** Id of the app that made it; undefined for a person. */
  readonly madeBy: string | undefined;
  /** Members that are kept and shown as they were sent. */
  readonly extras: Values;
}

export interface PaymentRow extends Stored {
  readonly documentKind: DocumentKind;
  readonly documentId: number;
  readonly accountId: number;
  readonly date: string;
  readonly amount: Amount;
  readonly reference: string;
  readonly status: 'AUTHORISED' | 'DELETED';
  readonly isReconciled: boolean;
}

/** A part of a credit note that pays an invoice. */
export interface AllocationRow extends Stored {
  readonly creditNoteId: number;
  readonly invoiceId: number;
  readonly date: string;
  readonly amount: Amount;
}

export function dueOf({ total, paid, credited }: Pick<DocumentRow, 'total' | 'paid' | 'credited'>): Amount {
  return total.minus(paid).minus(credited);
}

export function isSales(type: DocumentType): boolean {
  return type === 'ACCREC' || type === 'ACCRECCREDIT';
}
