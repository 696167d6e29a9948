import type { DocumentKind, DocumentRow, DocumentStatus } from '../store/rows.ts';
import type { Switches } from '../switches.ts';

const STATUSES: Readonly<Record<string, readonly DocumentStatus[]>> = {
  DRAFT: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
  SUBMITTED: ['SUBMITTED', 'AUTHORISED', 'DRAFT', 'DELETED'],
  AUTHORISED: ['AUTHORISED', 'VOIDED'],
  // What may change once it is paid is decided by what else changes.
  PAID: ['PAID', 'AUTHORISED'],
};
const ORDER_STATUSES: Readonly<Record<string, readonly DocumentStatus[]>> = {
  DRAFT: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'BILLED', 'DELETED'],
  SUBMITTED: ['SUBMITTED', 'DRAFT', 'AUTHORISED', 'BILLED', 'DELETED'],
  AUTHORISED: ['AUTHORISED', 'BILLED', 'DELETED'],
};
const NEW: readonly DocumentStatus[] = ['DRAFT', 'SUBMITTED', 'AUTHORISED'];

/** A document that nothing changes any more. */
export function isTerminal({ status }: Pick<DocumentRow, 'status'>): boolean {
  return status === 'VOIDED' || status === 'DELETED';
}

const NAMES: Readonly<Record<DocumentKind, string>> = {
  Invoices: 'Invoice',
  CreditNotes: 'Credit note',
  PurchaseOrders: 'Purchase order',
};

/** What speaks against the next status (xero.md 7.4, 12). `previous` is undefined for a new document. */
export function statusObstacle(
  kind: DocumentKind,
  { previous, next, switches }: { previous: DocumentRow | undefined; next: string; switches: Switches },
): string | undefined {
  const name = NAMES[kind];
  const isOrder = kind === 'PurchaseOrders';
  if (!previous) {
    const allowed: readonly string[] = isOrder ? [...NEW, 'BILLED'] : NEW;
    return allowed.includes(next) ? undefined : `${name} not of valid status for creation`;
  }
  const table = isOrder ? ORDER_STATUSES : STATUSES;
  const isFree = isOrder && switches.orderTransitions === 'free' && next in { ...ORDER_STATUSES, BILLED: 1, DELETED: 1 };
  if (next === 'VOIDED' && hasMoney(previous))
    return 'The status VOIDED cannot be applied to the invoice because it has payments or credit notes allocated to it.';
  const allowed: readonly string[] = table[previous.status] ?? [];
  return isFree || allowed.includes(next) ? undefined : `${name} not of valid status for modification`;
}

/** Something was paid or allocated. */
export function hasMoney({ paid, credited }: Pick<DocumentRow, 'paid' | 'credited'>): boolean {
  return !paid.isZero() || !credited.isZero();
}

/** Whether more has changed than may once something was paid (xero.md 7.4). */
export function isChangedBeyondPayment(before: DocumentRow, after: DocumentRow): boolean {
  const isHead = (['type', 'date', 'currency', 'lineAmountTypes', 'status'] as const).some(
    (name) => before[name] !== after[name],
  );
  const isContact = before.contactId !== after.contactId && !before.credited.isZero();
  return isHead || isContact || !before.rate.eq(after.rate) || isLinesChanged(before, after);
}

function isLinesChanged({ lines: before }: DocumentRow, { lines: after }: DocumentRow): boolean {
  if (before.length !== after.length) return true;
  return after.some((line, index) => {
    const old = before[index];
    if (old?.guid !== line.guid || old.taxType !== line.taxType) return true;
    return (['quantity', 'unitAmount', 'lineAmount', 'taxAmount'] as const).some(
      (name) => old[name]?.toFixed() !== line[name]?.toFixed(),
    );
  });
}

/** Whether nothing but what leaves UpdatedDateUTC alone on a part-paid document has changed (xero.md 4). */
export function isQuietChange(before: DocumentRow, after: DocumentRow): boolean {
  if (!hasMoney(before) || isChangedBeyondPayment(before, after)) return false;
  const isSame = (['number', 'reference', 'contactId'] as const).every((name) => before[name] === after[name]);
  return isSame && JSON.stringify([before.lines, before.extras]) === JSON.stringify([after.lines, after.extras]);
}
