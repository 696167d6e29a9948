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

/** One member of the head or of a line, on both sides; null on the side that has no such line, or says nothing of it. */
export interface Compared {
  /** `head`, or `line 2`. */
  where: string;
  member: string;
  ours: string | null;
  theirs: string | null;
  isAlike: boolean;
}

/** An invoice beside what stands in Xero, the head first and then line by line; beside nothing where nothing is there. */
export function comparisonOf(document: XeroDocument, theirs?: DocumentInXero): readonly Compared[] {
  const length = Math.max(document.lines.length, theirs?.lines.length ?? 0);
  const lines = Array.from({ length }, (_, at) => comparedLine(at + 1, document.lines[at], theirs?.lines[at]));
  return [...comparedHead(document, theirs), ...lines.flat()];
}

/** What would change in Xero. Where we leave something to Xero, whatever stands there is alike. */
export function differencesOf(document: XeroDocument, theirs: DocumentInXero): readonly Difference[] {
  const length = Math.max(document.lines.length, theirs.lines.length);
  const lines = Array.from({ length }, (_, at) => lineDifferences(at + 1, document.lines[at], theirs.lines[at]));
  return [...headDifferences(document, theirs), ...lines.flat()];
}

type Member = readonly [
  name: string,
  ours: string | undefined,
  theirs: string | undefined,
  isAlike?: (a: string, b: string) => boolean,
];

/** What we leave to Xero is alike, whatever it is; what is not in Xero at all is not. */
function compared(where: string, [member, ours, theirs, isAlike = same]: Member): Compared {
  const isThere = theirs !== undefined;
  return {
    ...{ where, member, ours: ours ?? null, theirs: theirs ?? null },
    isAlike: isThere && (ours === undefined || isAlike(ours, theirs)),
  };
}

function comparedHead(document: XeroDocument, theirs: DocumentInXero | undefined): Compared[] {
  const dueDate = document.kind === 'invoice' ? document.dueDate : undefined;
  const members: readonly Member[] = [
    ['number', document.number, theirs?.number],
    ['reference', document.reference, theirs?.reference],
    ['date', document.date, theirs?.date],
    ['due date', dueDate, theirs?.dueDate],
    ['currency', document.currency, theirs?.currency],
  ];
  return members.map((member) => compared('head', member));
}

function comparedLine(position: number, ours: XeroLine | undefined, theirs: LineInXero | undefined): Compared[] {
  const here: Partial<XeroLine> = ours ?? {};
  const there: Partial<LineInXero> = theirs ?? {};
  const members: readonly Member[] = [
    ['text', here.description, there.description],
    ['quantity', here.quantity, there.quantity, equal],
    ['amount', here.lineAmount, there.lineAmount, equal],
    ['tax', here.taxAmount, there.taxAmount, equal],
    ['account', here.accountCode, there.accountCode],
    ['tax rate', here.taxType, there.taxType],
    ['item', here.itemCode, there.itemCode],
  ];
  const all = members.map((member) => compared(`line ${position}`, member));
  return ours === undefined ? all.map((member) => ({ ...member, isAlike: false })) : all;
}

function headDifferences(document: XeroDocument, theirs: DocumentInXero): Difference[] {
  return comparedHead(document, theirs).flatMap(({ member: where, ours, theirs: there, isAlike }) =>
    isAlike || ours === null || there === null
      ? []
      : [{ where, ours, theirs: there, sentence: `The ${where} is ${shown(ours)} here and ${shown(there)} in Xero.` }],
  );
}

function lineDifferences(position: number, ours: XeroLine | undefined, theirs: LineInXero | undefined): Difference[] {
  const where = `line ${position}`;
  if (ours === undefined && theirs === undefined) return [];
  if (theirs === undefined) return [alone(where, { ours: ours?.lineAmount ?? '', text: ours?.description ?? '' })];
  if (ours === undefined) return [alone(where, { theirs: theirs.lineAmount, text: theirs.description })];
  return comparedLine(position, ours, theirs).flatMap(({ member, ours: here, theirs: there, isAlike }) => {
    if (isAlike || here === null || there === null) return [];
    const sentence = `Line ${position}, "${firstLine(ours.description)}": the ${member} is ${shown(here)} here and ${shown(there)} in Xero.`;
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
