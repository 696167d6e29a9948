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
  /** Why it is in this state, of a fault, of a strike, or of a wait. */
  problem?: Problem;
  skipReason?: string;
  warnings: readonly Problem[];
  link?: XeroLink;
  /** Each start has the next number, so that an end that comes late from a worker that was thought dead changes nothing. */
  run: number;
}

export interface XeroLink {
  documentId: string;
  kind: 'invoice' | 'credit-note';
  number: string;
  /** Of what was sent, to see whether the source has changed since. */
  contentHash: string;
}

export type SyncEvent =
  | { kind: 'start'; at: Date }
  /** The worker is gone: the work is taken up by another. */
  | { kind: 'abandon'; run: number; at: Date }
  | { kind: 'succeed'; run: number; link: XeroLink; warnings: readonly Problem[] }
  | { kind: 'fail'; run: number; failure: Failure; at: Date; resumeAt?: Date }
  | { kind: 'skip'; run: number; reason: string }
  | { kind: 'hold'; run: number; until: Date; problem: Problem }
  /** A person asks (XI-04). */
  | { kind: 'resync'; at: Date };

export function found(at: Date): SyncItem {
  return { state: 'pending', strikes: 0, dueAt: at, warnings: [], run: 0 };
}
