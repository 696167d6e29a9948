import type { SourceInvoice } from './invoice.ts';
import { amount } from './money.ts';
import type { SyncOptions } from './options.ts';
import { problem, type Problem } from './problem.ts';

/** Whether an invoice can be prepared now. */
export type Readiness =
  | { kind: 'ready' }
  /** Autotask shows invoices before their billing run has ended: it is looked at again (XI-42). */
  | { kind: 'held'; until: Date; log: string }
  | { kind: 'skipped'; reason: string }
  | { kind: 'fault'; problem: Problem };

export interface ReadinessContext {
  options: SyncOptions;
  /** When this invoice was first found; a clock that was set does not change it. */
  firstSeenAt: Date;
  now: Date;
  /** How long an incomplete invoice is waited for; `HOLD_MS` where it is left out. */
  holdMs?: number;
}

/** XI-42: an invoice without a number, or without lines, may be incomplete for so long. */
export const HOLD_MS = 10 * 60_000;

export function readinessOf(invoice: SourceInvoice, context: ReadinessContext): Readiness {
  if (invoice.isVoided) return { kind: 'skipped', reason: 'The invoice is voided in Autotask' };
  if (invoice.company.isNotSynced) return { kind: 'skipped', reason: `${invoice.company.name} is marked XeroNoSync in Autotask` };
  const incomplete = whatIsMissing(invoice);
  if (incomplete === undefined) return readyUnlessZero(invoice, context.options);
  const until = new Date(context.firstSeenAt.getTime() + (context.holdMs ?? HOLD_MS));
  return context.now < until ? { kind: 'held', until, log: LOGS[incomplete] } : afterTheWait(invoice, context.options);
}

type Missing = 'number' | 'lines';

const LOGS: Record<Missing, string> = {
  number: 'Autotask Invoice number is empty!',
  lines: 'The invoice has no billing items yet',
};

function whatIsMissing(invoice: SourceInvoice): Missing | undefined {
  if (!invoice.number?.trim()) return 'number';
  return invoice.lines.length === 0 ? 'lines' : undefined;
}

function afterTheWait(invoice: SourceInvoice, options: SyncOptions): Readiness {
  // XI-41, to the letter.
  if (invoice.lines.length === 0) return { kind: 'skipped', reason: 'Invoice contains no line items skipping over' };
  return options.numbering === 'autotask-number' ? { kind: 'fault', problem: NUMBER_EMPTY } : readyUnlessZero(invoice, options);
}

function readyUnlessZero({ total }: SourceInvoice, { zeroTotal }: SyncOptions): Readiness {
  const isSkipped = zeroTotal === 'skip' && amount(total).isZero();
  return isSkipped ? { kind: 'skipped', reason: 'The total of the invoice is zero' } : { kind: 'ready' };
}

const NUMBER_EMPTY = problem(
  'EMPTY_NUMBER',
  'Autotask Invoice number is empty',
  'In Autotask set the next invoice number under Admin > System Settings > Contracts and give this invoice one; or let Xero number invoices. Then resync.',
);
