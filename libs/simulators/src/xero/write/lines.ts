import { amount, round, sum, ZERO, type Amount } from '../money.ts';
import {
  isSales,
  type DocumentRow,
  type DocumentType,
  type Line,
  type LineAmountTypes,
  type RecordRow,
  type Values,
} from '../store/rows.ts';
import { readAmount, readObject, readText } from './input.ts';
import { judgeAccount, judgeTax, rateOf } from './line-account.ts';
import { readLineAmounts, taxOf, type LineAmounts } from './line-amounts.ts';
import { readTracking } from './tracking.ts';
import type { Findings, Writing } from './writing.ts';

export interface LineScope {
  type: DocumentType;
  lineAmountTypes: LineAmountTypes;
  /** The document is to be approved: every line needs its account. */
  isApproving: boolean;
  /** Lines that the document has so far. */
  before: readonly Line[];
}

interface LineWork {
  writing: Writing;
  scope: LineScope;
  sent: Values;
  before: Line | undefined;
  /** What the item that the line names gives it. */
  item: Values;
  refuse(message: string): void;
  warn(message: string): void;
}

const LONGEST = 4_000;
const MONEY_MEMBERS = ['Quantity', 'UnitAmount', 'LineAmount', 'DiscountRate', 'DiscountAmount', 'TaxType', 'ItemCode'];

/** The lines as they are to be: those with an id change, those without are added, and those left out go (xero.md 7.3). */
export function readLines(writing: Writing, scope: LineScope, all: readonly Values[], findings: Findings): Line[] {
  return all.map((sent, line) => {
    const guid = readText(sent, 'LineItemID')?.toLowerCase() ?? '';
    const refuse = (message: string): void => void findings.errors.push({ message, line });
    const before = scope.before.find((one) => one.guid === guid);
    if (guid !== '' && !before) refuse(`The line item '${guid}' is not one of this document.`);
    const warn = (message: string): void => void findings.warnings.push(message);
    return readLine({ writing, scope, sent, before, item: itemOf(writing, { scope, sent, refuse }), refuse, warn });
  });
}

function readLine(work: LineWork): Line {
  const { writing, sent, before, refuse } = work;
  const amounts = amountsOf(work);
  const account = accountOf(work, amounts);
  const { taxType, taxAmount } = taxesOf(work, amounts, account);
  return {
    guid: before?.guid ?? writing.book.freshGuid('LineItems'),
    description: descriptionOf(work),
    ...amounts,
    taxType,
    taxAmount,
    accountId: account?.id,
    itemCode: readText(sent, 'ItemCode') ?? before?.itemCode,
    tracking: readTracking(writing, sent, { before, refuse }),
  };
}

/** What the item says of sales or purchases, with its description. */
function itemOf(
  { book }: Writing,
  { scope, sent, refuse }: { scope: LineScope; sent: Values; refuse: (message: string) => void },
): Values {
  const code = readText(sent, 'ItemCode') ?? '';
  if (code === '') return {};
  const item = book.findRecord('Items', ({ values }) => values['Code'] === code)?.values;
  if (!item) {
    refuse(`Item code '${code}' is not valid.`);
    return {};
  }
  const forSales = isSales(scope.type);
  const details = readObject(item, forSales ? 'SalesDetails' : 'PurchaseDetails') ?? {};
  const description = item[forSales ? 'Description' : 'PurchaseDescription'] ?? null;
  return { ...details, Description: description };
}

function descriptionOf({ sent, before, item, refuse }: LineWork): string {
  const text = readText(sent, 'Description') ?? before?.description ?? readText(item, 'Description') ?? '';
  if (text === '') refuse('The description field is mandatory for each line item');
  if (text.length > LONGEST) refuse(`The description must not be longer than ${LONGEST} characters.`);
  return text;
}

function amountsOf({ writing, scope, sent, before, item, refuse }: LineWork): LineAmounts {
  const { switches } = writing.platform;
  const errors: string[] = [];
  const rules = {
    unitPlaces: writing.unitPlaces,
    halves: switches.halves,
    takesDiscounts: scope.type === 'ACCREC',
    itemPrice: readAmount(item, 'UnitPrice'),
  };
  const amounts = readLineAmounts(sent, before, rules, errors);
  if (switches.zeroUnitAmount === 'refused' && amounts.unitAmount?.isZero())
    errors.push(`The UnitAmount value "${amounts.unitAmount.toFixed(4)}" is invalid.`);
  errors.forEach(refuse);
  return amounts;
}

/** As sent, or of the item, or as before. A line of text alone needs none. */
function accountOf(work: LineWork, amounts: LineAmounts): RecordRow | undefined {
  const isText = amounts.quantity === undefined && amounts.unitAmount === undefined;
  const isApproving = work.scope.isApproving && !isText;
  const { row, error, warning } = judgeAccount(work.writing, { ...accountNamed(work), isApproving });
  if (error !== undefined) work.refuse(error);
  if (warning !== undefined) work.warn(warning);
  return row;
}

function accountNamed({ writing, sent, before, item }: LineWork): { code: string; guid: string } {
  const guid = readText(sent, 'AccountID') ?? '';
  const code = readText(sent, 'AccountCode') || (guid === '' ? readText(item, 'AccountCode') : '') || '';
  if (code !== '' || guid !== '') return { code, guid };
  return { code, guid: before?.accountId === undefined ? '' : writing.book.guid('Accounts', before.accountId) };
}

function taxesOf(
  work: LineWork,
  { lineAmount }: LineAmounts,
  account: RecordRow | undefined,
): { taxType: string; taxAmount: Amount } {
  const { writing, scope, sent, before, refuse } = work;
  const types = scope.lineAmountTypes;
  if (types === 'NoTax') return { taxType: 'NONE', taxAmount: ZERO };
  const { halves } = writing.platform.switches;
  const taxType = taxTypeOf(work, account);
  const { row, error } = judgeTax(writing, taxType, account);
  if (error !== undefined) refuse(error);
  const given = readAmount(sent, 'TaxAmount');
  if (given) return { taxType, taxAmount: round(given, 2, halves) };
  const isUntouched = !MONEY_MEMBERS.some((name) => Object.hasOwn(sent, name));
  if (before && isUntouched) return { taxType, taxAmount: before.taxAmount };
  return { taxType, taxAmount: taxOf(lineAmount, { rate: rateOf(row), types, halves }) };
}

/** As sent, or as before, or of the item, or of the account. */
function taxTypeOf({ sent, before, item }: LineWork, account: RecordRow | undefined): string {
  const ofAccount = account && readText(account.values, 'TaxType');
  return readText(sent, 'TaxType') || before?.taxType || readText(item, 'TaxType') || ofAccount || 'NONE';
}

/** Each line's own amounts, summed (xero.md 8). */
export function totalsOf(lines: readonly Line[], types: LineAmountTypes): Pick<DocumentRow, 'subTotal' | 'totalTax' | 'total'> {
  const amounts = sum(lines.map(({ lineAmount }) => lineAmount));
  const totalTax = types === 'NoTax' ? ZERO : sum(lines.map(({ taxAmount }) => taxAmount));
  const subTotal = types === 'Inclusive' ? amounts.minus(totalTax) : amounts;
  return { subTotal, totalTax, total: amount(subTotal.plus(totalTax)) };
}
