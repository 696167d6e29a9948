import type { PsaAnswer, PsaRequest } from './call.ts';

/** Ids of rows that exist in a rehearsal only. No PSA has come so far, and each takes them for whole numbers. */
export interface ImaginedIds {
  next(): number;
  isOne(id: unknown): boolean;
}

/**
 * A PSA as far as a push is gone through without sending anything (ADR 12): reads are real, writes are imagined. One for each
 * rehearsal, so that it may keep what it imagined.
 */
export interface Rehearsal {
  /** The answer to a write that succeeds, or to a read that speaks of rows which are imagined only. Makes no call. */
  imagine(request: PsaRequest): PsaAnswer;
  /** Reads what these writes have to fit to, as few calls as the PSA allows: the rows that they refer to, the rules of its fields. */
  look(writes: readonly PsaRequest[]): Promise<void>;
  /**
   * What the PSA would answer to this write, where it would refuse it, in its own form: it is read and put into words as if it
   * had come from there.
   */
  refusal(write: PsaRequest): Promise<PsaAnswer | undefined>;
}
