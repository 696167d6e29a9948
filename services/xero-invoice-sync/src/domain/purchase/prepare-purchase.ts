import type { Chart } from '../document/accounts.ts';
import type { XeroLine } from '../document/xero-document.ts';
import { ownIdOf } from '../invoice.ts';
import { amount, inWords, toCents, type Amount } from '../money.ts';
import { problem, type Problem } from '../problem.ts';
import type { OrderLine, PurchaseOptions, SourceOrder } from './purchase-order.ts';

/** What goes to Xero for a purchase order, of xero.md 7.2 and 12. */
export interface PurchaseDocument {
  kind: PurchaseOptions['as'];
  /** Left out: Xero gives the next one. Of a bill it is free text, and all that a bill is found again by. */
  number?: string;
  /** Bills have none. */
  reference?: string;
  date: string;
  /** Of the goods, or of the money. */
  dueDate?: string;
  currency: string;
  status: PurchaseOptions['status'];
  lines: readonly XeroLine[];
}

/** By what a document is found that was sent, and whose answer was lost. */
export type TriedPurchase = Pick<PurchaseDocument, 'kind' | 'date'>;

export type PreparedPurchase =
  { kind: 'document'; document: PurchaseDocument; notes: readonly string[] } | { kind: 'fault'; problem: Problem };

const LIMIT = 255;
const DAY_MS = 86_400_000;
/** Of a unit amount. */
const UNIT_PLACES = 4;

/** By this mark an order is found again whose answer was lost. */
export function orderMarkOf(ownId: string): string {
  return `AT-PO:${ownId}`;
}

export function isOrderMarkedFor(text: string, ownId: string): boolean {
  return text.split(' ').at(-1) === orderMarkOf(ownId);
}

/** What would go to Xero, or why nothing does. Nothing is asked and nothing written. */
export function preparePurchase(order: SourceOrder, options: PurchaseOptions, chart: Chart): PreparedPurchase {
  const obstacle = obstacleOf(order, options, chart);
  if (obstacle) return { kind: 'fault', problem: obstacle };
  const built = order.lines.map((line) => lineOf(line, options, chart));
  const freight = amount(order.freight).isZero() ? [] : [freightLine(order.freight, options)];
  const dueDate = options.as === 'bill' ? billDueOn(order) : order.deliveryDate;
  const document: PurchaseDocument = {
    ...{ kind: options.as, ...namesOf(order, options), date: order.orderDate, currency: order.currency },
    ...(dueDate ? { dueDate } : {}),
    ...{ status: options.status, lines: [...built.map(({ line }) => line), ...freight] },
  };
  return { kind: 'document', document, notes: built.flatMap(({ note }) => note ?? []) };
}

function obstacleOf(order: SourceOrder, options: PurchaseOptions, { currencies, lockedUntil }: Chart): Problem | undefined {
  if (order.lines.length === 0)
    return problem('ORDER_EMPTY', 'The purchase order has no items', 'Give it its items in Autotask, then resync.');
  if (options.as === 'bill' && options.status === 'BILLED')
    return problem('BAD_STATUS', 'A bill cannot be Billed', 'Choose Draft, Submitted or Authorised for bills, then resync.');
  if (currencies !== undefined && !currencies.has(order.currency))
    return problem(
      'CURRENCY_NOT_ENABLED',
      'Organisation is not subscribed to currency',
      'Add the currency in Xero under Settings > General Settings > Currencies, then resync.',
    );
  if (options.as === 'bill' && lockedUntil !== undefined && order.orderDate <= lockedUntil)
    return problem(
      'PERIOD_LOCKED',
      `The document date cannot be before the lock date, currently set at ${lockedUntil}`,
      "Move the lock date in Xero's financial settings, then resync.",
    );
  return undefined;
}

/** PO-4 to PO-6; the mark stands last wherever there is room for text. */
function namesOf(order: SourceOrder, options: PurchaseOptions): Pick<PurchaseDocument, 'number' | 'reference'> {
  const mark = orderMarkOf(ownIdOf(order));
  const marked = (text: string | undefined): string => (text ? `${text.slice(0, LIMIT - mark.length - 1)} ${mark}` : mark);
  if (options.as === 'bill') return { number: marked(order.vendorInvoiceNumber) };
  const memo = options.isMemoInReference ? order.memo?.replace(/\s+/g, ' ').trim() : undefined;
  return { reference: marked(memo), ...(options.isNumberedByAutotask ? { number: order.number } : {}) };
}

function billDueOn({ orderDate, paymentDueInDays = 0 }: SourceOrder): string {
  return new Date(Date.parse(`${orderDate}T00:00:00Z`) + paymentDueInDays * DAY_MS).toISOString().slice(0, 10);
}

function lineOf(line: OrderLine, options: PurchaseOptions, { activeCodes }: Chart): { line: XeroLine; note?: string } {
  const { accounts } = options;
  const mapped = line.billingCodeId === undefined ? undefined : accounts.byBillingCode[line.billingCodeId];
  const isMapped = mapped !== undefined && activeCodes.has(mapped);
  const text = line.memo && line.memo !== line.name ? `${line.name}\n${line.memo}` : line.name;
  const quantity = amount(line.quantity);
  const lineAmount = toCents(quantity.times(line.unitCost));
  const built = {
    description: text.slice(0, 4000) || '-',
    ...quantityOf(quantity, amount(line.unitCost), lineAmount),
    ...{ lineAmount: inWords(lineAmount), accountCode: isMapped ? mapped : accounts.default },
    ...(options.taxType ? { taxType: options.taxType } : {}),
  };
  // XI-24, to the letter.
  const note = `No matching Account Code for AT allocation Code Id: ${line.billingCodeId ?? 'none'} using default xero code ${accounts.default}`;
  return { line: built, ...(isMapped ? {} : { note }) };
}

/** Xero refuses a quantity below zero (AMT-7), and one whose product by four decimals is not the line's amount to the cent. */
function quantityOf(quantity: Amount, unitCost: Amount, lineAmount: Amount): Pick<XeroLine, 'quantity' | 'unitAmount'> {
  if (quantity.isNegative()) return { quantity: '1', unitAmount: inWords(lineAmount) };
  const unit = unitCost.toDecimalPlaces(UNIT_PLACES);
  const isExact = toCents(quantity.times(unit)).eq(lineAmount);
  return { quantity: quantity.toFixed(), ...(isExact ? { unitAmount: unit.toFixed() } : {}) };
}

function freightLine(freight: string, { accounts, taxType }: PurchaseOptions): XeroLine {
  const lineAmount = inWords(amount(freight));
  return {
    ...{ description: 'Freight', quantity: '1', unitAmount: lineAmount, lineAmount, accountCode: accounts.freight },
    ...(taxType ? { taxType } : {}),
  };
}
