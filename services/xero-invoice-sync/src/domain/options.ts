/** How a tenant wants its invoices in Xero: section 11.2 of the product's rules. */
export interface SyncOptions {
  /** XI-20. Marked as sent: no mail goes out. */
  importAs: 'draft' | 'approved' | 'approved-and-sent';
  /** XI-21. */
  numbering: NumberMode;
  /** Before the Autotask number, so that it does not meet one that Xero gave. */
  numberPrefix: string;
  /** XI-22. */
  dueDateFrom: 'due-date' | 'invoice-date';
  isOrderNumberInReference: boolean;
  /** XI-25: unit amounts keep four decimals. */
  hasFourDecimals: boolean;
  zeroTotal: 'skip' | 'draft' | 'send';
  /** VOD-1: what is voided in Autotask is voided in Xero too, a draft deleted. */
  carriesVoids: boolean;
  /** Lines with no charge: left out, or shown with nothing to pay. */
  showsNonBillable: boolean;
  accounts: AccountOptions;
  tax: TaxOptions;
  items: 'off' | 'by-code';
  contacts: ContactOptions;
  rounding: RoundingOptions;
}

export type NumberMode = 'xero' | 'autotask-id' | 'autotask-number';

export interface AccountOptions {
  /** By billing code id (XI-24). */
  byBillingCode: Readonly<Record<string, string>>;
  default: string;
}

export interface TaxOptions {
  /** `autotask`: each line carries the tax that Autotask charged. `xero`: Xero computes it by its own rules. */
  amountsFrom: 'autotask' | 'xero';
  /** By the name of the tax region; a region that is missing then faults the invoice. Undefined: no mapping. */
  byRegion?: Readonly<Record<string, string>>;
}

export interface ContactOptions {
  matchBy: 'name' | 'account-number';
  /** XI-30: exact by default. */
  ignoresCase: boolean;
  /** What a malformed address does: fault the invoice, or be left out with a warning. */
  invalidEmail: 'fault' | 'drop';
}

export interface RoundingOptions {
  /** Up to here a named line makes both totals alike, without a word. Decimal, in the invoice's currency. */
  silentUpTo: string;
  /** Up to here it does so with a warning that shows both totals; beyond, the invoice faults (XI-40). */
  allowance: string;
  /** The account of that line; without one, Xero's own rounding account. */
  account?: string;
}

export const DEFAULT_OPTIONS: Omit<SyncOptions, 'accounts'> = {
  importAs: 'draft',
  numbering: 'xero',
  numberPrefix: '',
  dueDateFrom: 'due-date',
  isOrderNumberInReference: true,
  hasFourDecimals: true,
  zeroTotal: 'draft',
  carriesVoids: false,
  showsNonBillable: false,
  tax: { amountsFrom: 'autotask' },
  items: 'off',
  contacts: { matchBy: 'name', ignoresCase: false, invalidEmail: 'fault' },
  rounding: { silentUpTo: '0.05', allowance: '3.00' },
};
