import type { Stored } from '@psa-bridge/persistence';
import type { RecordType } from '@psa-bridge/records';
import type { Failure } from '../definition/failure.ts';
import type { Step } from './steps.ts';

/** `push`: bring the PSA up to our record. `pull`: read one PSA entity again and bring it in. */
export type WorkOp = 'push' | 'pull';
export type WorkType = Exclude<RecordType, 'field_value'>;
/** What rows are about: records, and invoices that are to say what became of them elsewhere, which are none. */
export type RowType = WorkType | 'posted_invoice';

/** What a row is about: a record's id for a push, the PSA's id for a pull and for an invoice. */
export interface WorkKey {
  integrationId: string;
  op: WorkOp;
  entityType: RowType;
  entityId: string;
}

/** What a posted invoice is to say of its document in an accounting system. */
export interface InvoiceNote {
  documentId: string;
  /** Absent where the PSA's own number is to stay. */
  number?: string;
  /** Absent where the PSA's own stamp is to stay. */
  takenAt?: Date;
  /** What people call the invoice. */
  name: string;
  /** See `toldDatabaseOf`. */
  psaFingerprint?: string;
  /** The day on which it was paid in full; empty where it is not any more, absent where nothing is to be said of it (PAY-2). */
  paidOn?: string;
}

export interface Lease {
  owner: string;
  until: Date;
  /** Rises with every claim: who holds a lower number has lost the row. */
  fence: number;
  /** What was wanted when the row was claimed: finishing covers this and no more. */
  desired: number;
  asked: number;
}

/**
 * "Entity X of integration I is dirty up to revision n" (architecture rule 3): one row per integration, operation and entity.
 * There is work while `desired > done` or `asked > answered`; `dueAt` is absent otherwise. While a row is leased `dueAt` is
 * the lease's end, so a killed worker's row comes up again by itself.
 */
export interface WorkRow extends Stored, WorkKey {
  /** Revision of our record that the PSA shall have. */
  desired: number;
  done: number;
  /** How often it was asked for without a new revision: a hint, a retry, a sync by hand. */
  asked: number;
  answered: number;
  /** The latest askings' tokens, so that a redelivered message asks once. */
  tokens: readonly string[];
  /** 0 is the most urgent; see `LANES`. */
  lane: number;
  dueAt?: Date;
  lease?: Lease;
  fence: number;
  /** Of a push: since when the PSA lacks what the record says; absent where it has it. */
  lacksSince?: Date;
  /** Claims since the last success, for the issue. */
  attempts: number;
  /** Retries spent on the present trouble. */
  retries: number;
  /** Times that the same input met a bug. */
  bugs: number;
  /** The same for every try of one creation. */
  operationId: string;
  steps: readonly Step[];
  /** Rows that wait for this one (a quote for its company): woken when it ends. */
  dependents: readonly string[];
  /** How a row that this one depends on has ended while a worker was at this one, which therefore looks again at once. */
  woken?: 'succeeded' | 'failed';
  /** Rows that this try had pushed before it, so that each is asked for once. */
  tried?: readonly string[];
  lastFailure?: Failure & { at: Date };
  /** Under which entity id the last failure was published; a success clears that issue too. */
  failedAs?: string;
  parked?: { reason: string; at: Date };
  /** Rises with every result of this entity. */
  sequence: number;
  /** Of a posted invoice. */
  note?: InvoiceNote;
  traceparent?: string;
  changedAt: Date;
}

export function rowId(key: WorkKey): string {
  return `${key.integrationId}:${key.op}:${key.entityType}:${key.entityId}`;
}

export function needsWork(row: Pick<WorkRow, 'parked' | 'desired' | 'done' | 'asked' | 'answered'>): boolean {
  return row.parked === undefined && (row.desired > row.done || row.asked > row.answered);
}

/** True while a worker is at it (SY-30). */
export function isRunning(row: WorkRow, now: Date): boolean {
  return row.lease !== undefined && row.lease.until > now;
}
