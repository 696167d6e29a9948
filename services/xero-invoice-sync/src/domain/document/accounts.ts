import type { BillingItem } from '../invoice.ts';
import type { AccountOptions } from '../options.ts';

/** An account of the organisation's chart. */
export interface Account {
  code: string;
  name: string;
  /** In Xero's words, such as REVENUE. */
  type: string;
  /** An archived one takes nothing any more: what is mapped to it goes to the default (XI-24). */
  isActive: boolean;
}

/** What an organisation lets documents say, as last read: its accounts, open periods and currencies. */
export interface Chart {
  activeCodes: ReadonlySet<string>;
  roundingCode?: string;
  /** The later of both lock dates, `YYYY-MM-DD`: up to and with this day nothing may change. */
  lockedUntil?: string;
  /** Those that the organisation is subscribed to; unknown where left out. */
  currencies?: ReadonlySet<string>;
}

export interface AccountChoice {
  accountCode: string;
  /** XI-24, to the letter. */
  note?: string;
}

/**
 * The account of a line (XI-24). A mapping to an account that Xero does not have any more falls back to the default, as an
 * unmapped code does, and each says so in its own words.
 */
export function accountOf(item: BillingItem, options: AccountOptions, { activeCodes }: Chart): AccountChoice {
  const mapped = item.billingCodeId === undefined ? undefined : options.byBillingCode[item.billingCodeId];
  if (mapped !== undefined && activeCodes.has(mapped)) return { accountCode: mapped };
  return { accountCode: options.default, note: mapped === undefined ? unmapped(item, options) : removed(mapped) };
}

function unmapped({ billingCodeId }: BillingItem, options: AccountOptions): string {
  return `No matching Account Code for AT allocation Code Id: ${billingCodeId ?? 'none'} using default xero code ${options.default}`;
}

function removed(code: string): string {
  return `Xero warning: Account code '${code}' has been removed as it does not match an active account.`;
}
