import { amount } from '../money.ts';
import { problem, type Problem } from '../problem.ts';
import { logged } from './log.ts';
import type { SyncItem, XeroLink } from './sync-item.ts';
import type { KnownInvoice, StandingInXero } from './take-in.ts';

/** A document of ours as Xero showed it when it was looked at. */
export interface SeenDocument extends Omit<StandingInXero, 'wasPaid'> {
  number: string;
  total: string;
}

/** What only a look in Xero tells, and the next look may take back. */
const OF_LOOKS = ['GONE_IN_XERO', 'CHANGED_IN_XERO'];

/** The invoice after its document was looked at in Xero; undefined where that is no news. What people do there stays as it is. */
export function observed<Invoice extends Pick<KnownInvoice, 'item' | 'log' | 'loggedAt' | 'inXero'>>(
  invoice: Invoice,
  seen: SeenDocument,
  at: Date,
): Invoice | undefined {
  const { item, inXero: before } = invoice;
  const inXero = standingAfter(before, seen);
  const warnings = warningsAfter(item, seen);
  const fresh = warnings.filter(({ message }) => !item.warnings.some((old) => old.message === message));
  const isWarnedAlike = fresh.length === 0 && warnings.length === item.warnings.length;
  if (isWarnedAlike && before?.status === inXero.status && before.paidOn === inXero.paidOn) return undefined;
  const lines = [...paidLine(before, inXero), ...fresh.map(({ message }) => message)];
  return { ...invoice, inXero, item: { ...item, warnings }, ...logged(invoice, at, lines) };
}

function standingAfter(before: StandingInXero | undefined, { status, paidOn }: SeenDocument): StandingInXero {
  if (paidOn !== undefined) return { status, paidOn };
  const wasPaid = before?.paidOn !== undefined || before?.wasPaid === true;
  return { status, ...(wasPaid ? { wasPaid: true } : {}) };
}

function warningsAfter({ state, warnings, link }: SyncItem, seen: SeenDocument): readonly Problem[] {
  const isGone = seen.status === 'VOIDED' || seen.status === 'DELETED';
  const kept = warnings.filter(({ code }) => !OF_LOOKS.includes(code) && !(isGone && code === 'VOIDED_IN_AUTOTASK'));
  return state === 'complete' && link !== undefined ? [...kept, ...driftOf(link, seen, isGone)] : kept;
}

/** VOD-5: Autotask is not changed for it; whoever keeps the books decides. */
function driftOf(link: XeroLink, { number, status, total }: SeenDocument, isGone: boolean): Problem[] {
  if (isGone)
    return [
      problem(
        'GONE_IN_XERO',
        `The document ${number} was ${status === 'VOIDED' ? 'voided' : 'deleted'} in Xero`,
        'Void the invoice in Autotask too, or dismiss it; or resync with "create a new document" to have another one in its place.',
      ),
    ];
  if (link.total === undefined || amount(link.total).eq(total)) return [];
  return [
    problem(
      'CHANGED_IN_XERO',
      `The document ${number} was changed in Xero: it made ${link.total} and makes ${total} now`,
      'Make it so in Autotask too; or resync to have in Xero what Autotask says.',
    ),
  ];
}

/** PAY-2: only of what is paid in full, and taken back where it is not any more. */
function paidLine(before: StandingInXero | undefined, { paidOn }: StandingInXero): string[] {
  if (before?.paidOn === paidOn) return [];
  return [paidOn === undefined ? 'Not paid in full in Xero any more' : `Paid in Xero on ${paidOn}`];
}
