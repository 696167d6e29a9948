import type { Outcome } from '../life/outcome.ts';
import type { Problem } from '../problem.ts';
import type { Compared, Difference } from './compare-documents.ts';

/** The call that would be made, to the letter. */
export interface PlannedCall {
  method: 'PUT' | 'POST';
  path: string;
  body: unknown;
}

/** What would become of one invoice if it were sent now (XI-09), and nothing was. */
export interface Simulated {
  externalId: string;
  number: string;
  decision: 'create' | 'replace' | 'unchanged' | 'void' | 'skip' | 'wait' | 'fault';
  /** In the order in which a person asks: what would happen, to whom, why not, what differs. */
  sentences: readonly string[];
  problems: readonly Problem[];
  differences: readonly Difference[];
  /** The whole of both sides; empty where no document would be made. */
  comparison: readonly Compared[];
  /** First the contact, where there is none yet. */
  calls: readonly PlannedCall[];
}

type Named = Pick<Simulated, 'externalId' | 'number'>;

const NOTHING = { problems: [], differences: [], comparison: [], calls: [] } as const;

/** Of an invoice of which no document would be made. */
export function withoutDocument(named: Named, outcome: Exclude<Outcome, { kind: 'written' }>): Simulated {
  switch (outcome.kind) {
    case 'skipped':
      return { ...named, ...NOTHING, decision: 'skip', sentences: [`It would be skipped: ${outcome.reason}.`] };
    case 'held':
      return {
        ...{ ...named, ...NOTHING, decision: 'wait' },
        sentences: [`It would wait until ${outcome.until.toISOString()}: ${outcome.log}`],
      };
    case 'failed':
      return faulted(named, outcome.failure);
  }
}

/** Of an invoice whose organisation is not connected: nothing is asked about it. */
export function unconnected(named: Named): Simulated {
  const said = 'It would wait: the Xero organisation that it goes to is not connected. Connect it under Xero > Connection.';
  return { ...named, ...NOTHING, decision: 'wait', sentences: [said] };
}

export function faulted(named: Named, problem: Problem, more: Partial<Simulated> = {}): Simulated {
  const { code, message, cure, details = [] } = problem;
  return {
    ...{ ...named, ...NOTHING, decision: 'fault', ...more },
    sentences: [`It would fault: ${message}`, ...details, cure],
    problems: [{ code, message, cure, details }],
  };
}
