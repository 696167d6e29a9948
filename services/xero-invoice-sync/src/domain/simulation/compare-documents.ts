import { amount } from '../money.ts';
import type { XeroDocument, XeroLine } from '../document/xero-document.ts';

/** A document as it stands in Xero. */
export interface DocumentInXero {
  documentId: string;
  number: string;
  reference: string;
  status: string;
  date: string;
  dueDate: string;
  currency: string;
  total: string;
  /** Something was paid or credited: hardly anything may change any more (xero.md 7.4). */
  isSettled: boolean;
  contact: { contactId: string; name: string };
  lines: readonly LineInXero[];
}

export type LineInXero = Required<
  Pick<XeroLine, 'description' | 'quantity' | 'lineAmount' | 'taxAmount' | 'accountCode' | 'taxType' | 'itemCode'>
>;

/** Something that is otherwise in Xero than it would be sent, in words. */
export interface Difference {
  /** `line 2`, or the member of the head. */
  where: string;
  ours: string;
  theirs: string;
  sentence: string;
}

/** What would change in Xero. Where we leave something to Xero, whatever stands there is alike. */
export function differencesOf(document: XeroDocument, theirs: DocumentInXero): readonly Difference[] {
  const length = Math.max(document.lines.length, theirs.lines.length);
  const lines = Array.from({ length }, (_, at) => lineDifferences(at + 1, document.lines[at], theirs.lines[at]));
  return [...headDifferences(document, theirs), ...lines.flat()];
}

function headDifferences(document: XeroDocument, theirs: DocumentInXero): Difference[] {
  const members = [
    ['number', document.number ?? theirs.number, theirs.number],
    ['reference', document.reference, theirs.reference],
    ['date', document.date, theirs.date],
    ['due date', document.kind === 'invoice' ? document.dueDate : theirs.dueDate, theirs.dueDate],
    ['currency', document.currency, theirs.currency],
  ] as const;
  return members.flatMap(([where, ours, there]) =>
    ours === there
      ? []
      : [{ where, ours, theirs: there, sentence: `The ${where} is ${shown(ours)} here and ${shown(there)} in Xero.` }],
  );
}

function lineDifferences(position: number, ours: XeroLine | undefined, theirs: LineInXero | undefined): Difference[] {
  const where = `line ${position}`;
  if (ours === undefined && theirs === undefined) return [];
  if (theirs === undefined) return [alone(where, { ours: ours?.lineAmount ?? '', text: ours?.description ?? '' })];
  if (ours === undefined) return [alone(where, { theirs: theirs.lineAmount, text: theirs.description })];
  const members = [
    ['text', ours.description, theirs.description, same],
    ['quantity', ours.quantity, theirs.quantity, equal],
    ['amount', ours.lineAmount, theirs.lineAmount, equal],
    ['tax', ours.taxAmount ?? theirs.taxAmount, theirs.taxAmount, equal],
    ['account', ours.accountCode, theirs.accountCode, same],
    ['tax rate', ours.taxType ?? theirs.taxType, theirs.taxType, same],
    ['item', ours.itemCode ?? theirs.itemCode, theirs.itemCode, same],
  ] as const;
  return members.flatMap(([name, here, there, isAlike]) => {
    if (isAlike(here, there)) return [];
    const sentence = `Line ${position}, "${firstLine(ours.description)}": the ${name} is ${shown(here)} here and ${shown(there)} in Xero.`;
    return [{ where, ours: here, theirs: there, sentence }];
  });
}

function alone(where: string, { ours = '', theirs = '', text }: { ours?: string; theirs?: string; text: string }): Difference {
  const place = theirs === '' ? 'is not in Xero' : 'is in Xero and not in the invoice; it would be taken away';
  return { where, ours, theirs, sentence: `L${where.slice(1)}, "${firstLine(text)}" for ${ours || theirs}, ${place}.` };
}

function same(a: string, b: string): boolean {
  return a === b;
}

function equal(a: string, b: string): boolean {
  return amount(a).eq(b);
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

function shown(text: string): string {
  return text === '' ? 'empty' : firstLine(text);
}
