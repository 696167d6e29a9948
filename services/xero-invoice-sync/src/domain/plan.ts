import { choosePerson, type PersonChoice } from './contacts/choose-person.ts';
import type { Chart } from './document/accounts.ts';
import { preflight } from './document/preflight.ts';
import { prepareDocument } from './document/prepare-document.ts';
import type { XeroDocument } from './document/xero-document.ts';
import type { EngineSettings } from './engine.ts';
import type { Outcome } from './life/outcome.ts';
import type { KnownInvoice } from './life/take-in.ts';
import type { Problem, Weight } from './problem.ts';
import { readinessOf } from './readiness.ts';

/** What is to be done with an invoice now: a document that goes to a customer, or nothing, and why. */
export type Plan =
  | {
      kind: 'send';
      document: XeroDocument;
      receiver: Extract<PersonChoice, { kind: 'person' }>;
      notes: readonly string[];
      warnings: readonly Problem[];
    }
  /** It is voided in Autotask, and in Xero there is or may be a document of it. */
  | { kind: 'void' }
  | { kind: 'end'; outcome: Outcome };

export interface PlanContext {
  settings: EngineSettings;
  chart: Chart;
  now: Date;
  /** Of an incomplete invoice (XI-42). */
  holdMs?: number;
}

/** Nothing is asked and nothing written: the same answer serves the sync and whoever only wants to see it (XI-09). */
export function planOf(
  { source, firstSeenAt, item }: Pick<KnownInvoice, 'source' | 'firstSeenAt' | 'item'>,
  context: PlanContext,
): Plan {
  const { settings, chart, now, holdMs } = context;
  const { options, takesFrom } = settings;
  if (source.isVoided && (item.link !== undefined || item.mayExist === true)) return { kind: 'void' };
  if (takesFrom !== undefined && source.invoiceDate < takesFrom)
    return end({ kind: 'skipped', reason: `The invoice is of before ${takesFrom}, from which day on invoices are taken` });
  const readiness = readinessOf(source, { options, firstSeenAt, now, ...(holdMs === undefined ? {} : { holdMs }) });
  if (readiness.kind === 'fault') return end(faulted(readiness.problem));
  if (readiness.kind !== 'ready') return end(readiness);
  const closed = preflight(source, chart);
  if (closed !== undefined) return end(faulted(closed));
  const receiver = choosePerson(source.company, options.contacts);
  if (receiver.kind === 'fault') return end(faulted(receiver.problem));
  const prepared = prepareDocument(source, options, chart);
  if (prepared.kind === 'fault') return end(faulted(prepared.problem));
  const { document, notes, warnings } = prepared;
  return { kind: 'send', document, receiver, notes, warnings: [...warnings, ...receiver.warnings] };
}

function end(outcome: Outcome): Plan {
  return { kind: 'end', outcome };
}

/** Of our own problems only this one may pass by itself: Autotask may still be attaching billing items (XI-40). */
const PASSING = 'AMOUNTS_DO_NOT_MATCH';

function faulted(problem: Problem): Outcome {
  const weight: Weight = problem.code === PASSING ? 'strike' : 'fault';
  return { kind: 'failed', failure: { ...problem, weight } };
}
