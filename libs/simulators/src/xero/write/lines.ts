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
function accountOf({ writing, scope, sent, before, item, refuse, warn }: LineWork, amounts: LineAmounts): RecordRow | undefined {
  const { book } = writing;
  const sentCode = readText(sent, 'AccountCode') ?? '';
  const sentGuid = readText(sent, 'AccountID') ?? '';
  const isSent = sentCode !== '' || sentGuid !== '';
  const guidBefore = before?.accountId === undefined ? '' : book.guid('Accounts', before.accountId);
  const itemCode = readText(item, 'AccountCode') ?? '';
  const isText = amounts.quantity === undefined && amounts.unitAmount === undefined;
  const { row, error, warning } = judgeAccount(writing, {
    code: isSent ? sentCode : itemCode,
    guid: isSent ? sentGuid : itemCode === '' ? guidBefore : '',
    isApproving: scope.isApproving && !isText,
  });
  if (error !== undefined) refuse(error);
  if (warning !== undefined) warn(warning);
  return row;
}

function taxesOf(
  { writing, scope, sent, before, item, refuse }: LineWork,
  { lineAmount }: LineAmounts,
  account: RecordRow | undefined,
): { taxType: string; taxAmount: Amount } {
  const { halves } = writing.platform.switches;
  const types = scope.lineAmountTypes;
  const defaultType = account === undefined ? undefined : readText(account.values, 'TaxType');
  const wanted = readText(sent, 'TaxType') || before?.taxType || readText(item, 'TaxType') || defaultType || 'NONE';
  const taxType = types === 'NoTax' ? 'NONE' : wanted;
  const { row, error } = judgeTax(writing, taxType, account);
  if (error !== undefined) refuse(error);
  const given = readAmount(sent, 'TaxAmount');
  if (given && types !== 'NoTax') return { taxType, taxAmount: round(given, 2, halves) };
  const isUntouched = !MONEY_MEMBERS.some((name) => Object.hasOwn(sent, name));
  if (before && isUntouched && types !== 'NoTax') return { taxType, taxAmount: before.taxAmount };
  return { taxType, taxAmount: taxOf(lineAmount, { rate: rateOf(row), types, halves }) };
}

/** Each line's own amounts, summed (xero.md 8). */
export function totalsOf(lines: readonly Line[], types: LineAmountTypes): Pick<DocumentRow, 'subTotal' | 'totalTax' | 'total'> {
  const amounts = sum(lines.map(({ lineAmount }) => lineAmount));
  const totalTax = types === 'NoTax' ? ZERO : sum(lines.map(({ taxAmount }) => taxAmount));
  const subTotal = types === 'Inclusive' ? amounts.minus(totalTax) : amounts;
  return { subTotal, totalTax, total: amount(subTotal.plus(totalTax)) };
}
