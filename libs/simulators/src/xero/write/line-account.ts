import { amount, ZERO, type Amount } from '../money.ts';
import type { RecordRow } from '../store/rows.ts';
import { readText } from './input.ts';
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
export function judgeAccount(writing: Writing, wanted: AccountWanted): Judged {
  const { code, guid, isApproving } = wanted;
  if (code === '' && guid === '') return isApproving ? { row: undefined, error: NO_ACCOUNT } : { row: undefined };
  const { book, platform } = writing;
  const row =
    guid === '' ? book.findRecord('Accounts', ({ values }) => values['Code'] === code) : book.recordByGuid('Accounts', guid);
  if (row && isActive(row)) return isForLines(row) ? { row } : { row: undefined, error: notValid(code || guid) };
  const isDropped = !isApproving && platform.switches.badAccountOnDraft === 'dropped';
  return { row: undefined, ...(isDropped ? dropped(writing, code || guid) : refused(row, wanted)) };
}

const NO_ACCOUNT = 'Account must be valid.';

function dropped({ platform }: Writing, shown: string): { warning: string } {
  const kind = platform.switches.droppedAccountText === 'recognised' ? 'a recognised account' : 'an active account.';
  return { warning: `Account code '${shown}' has been removed as it does not match ${kind}` };
}

/** For one that is not there, or not any more. */
function refused(row: RecordRow | undefined, { code, guid }: AccountWanted): { error: string } {
  if (!row) return { error: code === '' ? NO_ACCOUNT : notValid(code) };
  const gone = `Account code '${code || guid}' has been archived, or has been deleted.`;
  return { error: `${gone} Each line item must reference a valid account.` };
}

function notValid(code: string): string {
  return `Account code '${code}' is not a valid code for this document.`;
}

function isActive({ values }: RecordRow): boolean {
  return values['Status'] === 'ACTIVE';
}

function isForLines({ values }: RecordRow): boolean {
  return values['Type'] !== 'BANK' && !NOT_ON_LINES.includes(readText(values, 'SystemAccount') ?? '');
}

const CLASSES: Readonly<Record<string, string>> = {
  ASSET: 'CanApplyToAssets',
  EQUITY: 'CanApplyToEquity',
  EXPENSE: 'CanApplyToExpenses',
  LIABILITY: 'CanApplyToLiabilities',
  REVENUE: 'CanApplyToRevenue',
};

/** A tax rate that exists, is active and fits the account. */
export function judgeTax({ book, platform }: Writing, taxType: string, account: RecordRow | undefined): Judged {
  const row = book.findRecord('TaxRates', ({ values }) => values['TaxType'] === taxType);
  if (!row) {
    const named = `The TaxType code '${taxType}' does not exist or cannot be used for this type of transaction.`;
    return { row, error: platform.switches.taxRefusal === 'code' ? named : 'Tax rate must be valid.' };
  }
  if (!isActive(row)) return { row: undefined, error: 'Tax Rate must be active' };
  if (!account) return { row };
  const flag = CLASSES[readText(account.values, 'Class') ?? ''] ?? '';
  if (row.values[flag] !== false) return { row };
  const code = readText(account.values, 'Code') ?? '';
  return { row, error: `The TaxType code '${taxType}' cannot be used with account code '${code}'.` };
}

/** Percent. */
export function rateOf(row: RecordRow | undefined): Amount {
  const rate = row?.values['EffectiveRate'];
  return typeof rate === 'number' ? amount(rate) : ZERO;
}
