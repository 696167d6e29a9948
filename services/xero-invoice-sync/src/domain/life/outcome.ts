import type { Failure, Problem } from '../problem.ts';
import { logged, type LogLine } from './log.ts';
import { nextState, STRIKES } from './next-state.ts';
import type { SyncEvent, SyncItem, XeroLink } from './sync-item.ts';
import type { KnownInvoice } from './take-in.ts';

/** How one try of one invoice ended. */
export type Outcome =
  | { kind: 'written'; link: XeroLink; notes: readonly string[]; warnings: readonly Problem[] }
  | {
      kind: 'skipped';
      reason: string;
      warnings?: readonly Problem[];
      link?: XeroLink;
      /** Its document was just taken back in Xero. */
      isWithdrawn?: true;
    }
  | { kind: 'held'; until: Date; log: string }
  | { kind: 'failed'; failure: Failure; isAbsent?: boolean; resumeAt?: Date; link?: XeroLink };

/** What a line of the log speaks of. */
export type Subject = 'Invoice' | 'Purchase order' | 'Bill';

export interface Ending {
  run: number;
  outcome: Outcome;
  at: Date;
  /** An invoice where it is left out. */
  subject?: Subject;
  /** The wait after a first strike. */
  retryMs?: number;
}

/** The invoice, or the order, after a try; undefined where the try was another's, or is taken for dead. */
export function afterTry<Invoice extends Pick<KnownInvoice, 'item' | 'log' | 'loggedAt' | 'faultedAt'>>(
  invoice: Invoice,
  { run, outcome, at, subject = 'Invoice', retryMs }: Ending,
): Invoice | undefined {
  const item = nextState(invoice.item, withWait(eventOf(outcome, run, at), retryMs));
  if (item === undefined) return undefined;
  const { faultedAt: _old, ...rest } = invoice;
  const faulted = item.state === 'fault' ? { faultedAt: at } : {};
  return { ...(rest as Invoice), item, ...faulted, ...logged(invoice, at, linesOf(outcome, item, subject)) };
}

/** What is due and is not even tried, at fault; undefined where it is not due. */
export function faultedUntried<Invoice extends Parameters<typeof afterTry>[0]>(
  invoice: Invoice,
  { problem, at, subject = 'Invoice' }: { problem: Problem; at: Date; subject?: Subject },
): Invoice | undefined {
  const item = nextState(invoice.item, { kind: 'start', at });
  const outcome = { kind: 'failed', failure: { ...problem, weight: 'fault' } } as const;
  return item && afterTry({ ...invoice, item }, { run: item.run, outcome, at, subject });
}

function eventOf(outcome: Outcome, run: number, at: Date): SyncEvent {
  switch (outcome.kind) {
    case 'written':
      return { kind: 'succeed', run, link: outcome.link, warnings: outcome.warnings };
    case 'skipped': {
      const { kind: _kind, isWithdrawn: _told, ...skipped } = outcome;
      return { kind: 'skip', run, ...skipped };
    }
    case 'held':
      return { kind: 'hold', run, until: outcome.until, problem: waiting(outcome.log) };
    case 'failed': {
      const { kind: _kind, ...failed } = outcome;
      return { kind: 'fail', run, at, ...failed };
    }
  }
}

function withWait(event: SyncEvent, retryMs: number | undefined): SyncEvent {
  return event.kind === 'fail' && retryMs !== undefined ? { ...event, retryMs } : event;
}

function waiting(log: string): Problem {
  return { code: 'WAITING_FOR_AUTOTASK', message: log, cure: 'Nothing: it is looked at again within ten minutes.' };
}

/** XI-24 and the exact lines of the product's log. */
function linesOf(outcome: Outcome, item: SyncItem, subject: Subject): LogLine['text'][] {
  switch (outcome.kind) {
    case 'written':
      return [...outcome.notes, ...outcome.warnings.map(({ message }) => message), `Complete: ${outcome.link.number} in Xero`];
    case 'skipped':
      return [outcome.reason, ...(outcome.warnings ?? []).map(({ message }) => message)];
    case 'held':
      return [outcome.log];
    case 'failed':
      return failedLines(outcome.failure, item, subject);
  }
}

/** RTY-2, RTY-6: the words of the product's log, of whatever it is that failed. */
function failedLines({ message, details = [], weight }: Failure, { state, strikes }: SyncItem, subject: Subject): string[] {
  const told = [message, ...details.filter((detail) => detail !== message)].join(' ');
  if (weight === 'hold') return [`${told} - waits, without counting as a try`];
  if (state === 'fault') return [`${subject} Fault! ${told} - ${subject} Set to status: Fault`];
  return [`${subject} Fault! ${told} - tried ${strikes} of ${STRIKES} times`];
}
