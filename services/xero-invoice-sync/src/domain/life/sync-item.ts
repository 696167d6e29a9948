import type { Failure, Problem } from '../problem.ts';

/** XI-01, and `held` for what Autotask has not finished (XI-42). */
export const SYNC_STATES = ['pending', 'processing', 'complete', 'fault', 'skipped', 'held'] as const;
export type SyncState = (typeof SYNC_STATES)[number];

/** Where one invoice stands on its way into Xero. */
export interface SyncItem {
  state: SyncState;
  /** Failures of this document in a row (XI-02). */
  strikes: number;
  /** When it is worked on next; only of what waits. */
  dueAt?: Date;
  /** A person waits for it: it goes before all that nobody asked for (XI-04). */
  isAsked?: true;
  /** Why it is in this state, of a fault, of a strike, or of a wait. */
  problem?: Problem;
  skipReason?: string;
  warnings: readonly Problem[];
  link?: XeroLink;
  /** A document may have been made whose answer nobody got, or which nobody here knows of: it is looked for before one is made. */
  mayExist?: true;
  /** It was being sent, and how that ended is not known: where that was a document may be, and nowhere else is one made. */
  isUnanswered?: true;
  /** A person wants another document in the place of one that was deleted or voided in Xero. */
  mayReplace?: true;
  /** A person said that it is not to go to Xero, and from where it was taken; only a person brings it back. */
  dismissed?: { from: SyncState; isStranded?: true };
  /** Each start has the next number, so that an end that comes late from a worker that was thought dead changes nothing. */
  run: number;
}

export interface XeroLink {
  documentId: string;
  kind: 'invoice' | 'credit-note' | 'purchase-order' | 'bill';
  number: string;
  /** Of what was sent, to see whether the source has changed since. */
  contentHash: string;
  /** As Xero made it, to see whether somebody has changed it there since. */
  total?: string;
}

export type SyncEvent =
  | { kind: 'start'; at: Date }
  /** The worker is gone: the work is taken up by another. */
  | { kind: 'abandon'; run: number; at: Date }
  /** From now on there may be a document. */
  | { kind: 'send'; run: number }
  | { kind: 'succeed'; run: number; link: XeroLink; warnings: readonly Problem[] }
  | FailEvent
  | { kind: 'skip'; run: number; reason: string; warnings?: readonly Problem[]; link?: XeroLink }
  | { kind: 'hold'; run: number; until: Date; problem: Problem }
  /** A person asks (XI-04). */
  | { kind: 'resync'; at: Date; mayReplace?: boolean }
  /** A person does not want it in Xero (XI-01); what is there already stays as it is. */
  | { kind: 'dismiss'; reason: string }
  /** … and takes that back; where it was stranded, knowing that there is no document of it. */
  | { kind: 'restore'; at: Date; isAbsent?: boolean };

interface FailEvent {
  kind: 'fail';
  run: number;
  failure: Failure;
  at: Date;
  resumeAt?: Date;
  /** The wait after a first strike; `RETRY_MS` where it is left out. */
  retryMs?: number;
  /** Xero said that it made none. */
  isAbsent?: boolean;
  /** It was written, and is not as it should be. */
  link?: XeroLink;
}

export function found(at: Date): SyncItem {
  return { state: 'pending', strikes: 0, dueAt: at, warnings: [], run: 0 };
}
