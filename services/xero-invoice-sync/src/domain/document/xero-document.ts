/** What goes to Xero, of xero.md 7.2 and 12. Amounts are decimal strings; the wire writes them as JSON numbers. */
export interface XeroDocument {
  /** A negative invoice is a credit note with its signs turned. */
  kind: 'invoice' | 'credit-note';
  /** Left out: Xero gives the next one. */
  number?: string;
  /** Holds our mark, so that a document whose answer was lost is found again. */
  reference: string;
  date: string;
  dueDate: string;
  currency: string;
  status: 'DRAFT' | 'AUTHORISED';
  isSent: boolean;
  lineAmountTypes: 'Exclusive' | 'Inclusive';
  lines: readonly XeroLine[];
}

export interface XeroLine {
  description: string;
  quantity: string;
  /** Left out where quantity times a unit amount of so many decimals would not give the line's amount. */
  unitAmount?: string;
  /** Two decimals. */
  lineAmount: string;
  accountCode: string;
  itemCode?: string;
  taxType?: string;
  /** Left out: Xero computes it. */
  taxAmount?: string;
}
