import { amount, ZERO, type Amount } from '../money.ts';
import type { RecordRow } from '../store/rows.ts';
import type { Writing } from './writing.ts';

/** What an account or a tax rate of a line comes to. */
export interface Judged {
  row: RecordRow | undefined;
  error?: string;
  warning?: string;
}

interface AccountWanted {
  code: string;
  guid: string;
  /** Approval needs a valid account; a draft goes without. */
  isApproving: boolean;
}

const NOT_ON_LINES = ['DEBTORS', 'CREDITORS'];

/** xero.md 11, 15. */
export function judgeAccount({ book, platform }: Writing, { code, guid, isApproving }: AccountWanted): Judged {
  if (code === '' && guid === '') return isApproving ? { row: undefined, error: 'Account must be valid.' } : { row: undefined };
  const row =
    guid === '' ? book.findRecord('Accounts', ({ values }) => values['Code'] === code) : book.recordByGuid('Accounts', guid);
  const shown = code === '' ? guid : code;
  if (row?.values['Status'] === 'ACTIVE') return isForLines(row) ? { row } : { row: undefined, error: notValid(shown) };
  if (!isApproving && platform.switches.badAccountOnDraft === 'dropped') {
    const kind = platform.switches.droppedAccountText === 'recognised' ? 'a recognised account' : 'an active account.';
    return { row: undefined, warning: `Account code '${shown}' has been removed as it does not match ${kind}` };
  }
  if (!row) return { row: undefined, error: code === '' ? 'Account must be valid.' : notValid(shown) };
  const gone = `Account code '${shown}' has been archived, or has been deleted.`;
  return { row: undefined, error: `${gone} Each line item must reference a valid account.` };
}

function notValid(code: string): string {
  return `Account code '${code}' is not a valid code for this document.`;
}

function isForLines({ values }: RecordRow): boolean {
  return values['Type'] !== 'BANK' && !NOT_ON_LINES.includes(String(values['SystemAccount'] ?? ''));
}

const CLASSES: Readonly<Record<string, string>> = {
  ASSET: 'CanApplyToAssets',
  EQUITY: 'CanApplyToEquity',
  EXPENSE: 'CanApplyToExpenses',
  LIABILITY: 'CanApplyToLiabilities',
  REVENUE: 'CanApplyToRevenue',
};

/** A tax rate that exists, is active and fits the account. */
export function judgeTax({ book }: Pick<Writing, 'book'>, taxType: string, account: RecordRow | undefined): Judged {
  const row = book.findRecord('TaxRates', ({ values }) => values['TaxType'] === taxType);
  if (!row) {
    const error = `The TaxType code '${taxType}' does not exist or cannot be used for this type of transaction.`;
    return { row, error };
  }
  if (row.values['Status'] !== 'ACTIVE') return { row: undefined, error: 'Tax Rate must be active' };
  const flag = CLASSES[String(account?.values['Class'] ?? '')];
  if (flag !== undefined && row.values[flag] === false) {
    const code = String(account?.values['Code'] ?? '');
    return { row, error: `The TaxType code '${taxType}' cannot be used with account code '${code}'.` };
  }
  return { row };
}

/** Percent. */
export function rateOf(row: RecordRow | undefined): Amount {
  const rate = row?.values['EffectiveRate'];
  return typeof rate === 'number' ? amount(rate) : ZERO;
}
