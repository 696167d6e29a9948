import { AppError, type Clock } from '@psa-bridge/core';
import type { Draft } from '@psa-bridge/persistence';
import type { WorkRow, WorkType } from './row.ts';
import type { WorkTable } from './table.ts';
import { isOwned, renewRow, type OwnedRow } from './transitions.ts';

/**
 * A row that this process works on. Everything is written under its lease; edits and askings of others that come between are
 * kept. Writes of one row follow each other.
 */
export interface HeldRow {
  /** The row as last seen. */
  current(): OwnedRow;
  /** @throws AppError `lease_lost` (conflict) when someone else has taken the row over. */
  write(change: (row: OwnedRow) => Draft<WorkRow>): Promise<WorkRow>;
  renew(leaseMs: number): Promise<void>;
  /** False once the lease has run out by this clock: nothing may be sent any more. */
  isValid(): boolean;
  /** Aborted when the lease is lost or the process stops. */
  readonly signal: AbortSignal;
  abort(reason: unknown): void;
}

/** One about a record. */
export interface HeldRecordRow extends HeldRow {
  current(): OwnedRow & { entityType: WorkType };
}

export function isOfRecord(held: HeldRow): held is HeldRecordRow {
  return held.current().entityType !== 'posted_invoice';
}

export function holdRow({ row, table, clock }: { row: WorkRow; table: WorkTable; clock: Clock }): HeldRow {
  if (!row.lease) throw leaseLost(row._id);
  const { owner, fence } = row.lease;
  const mine = table.collection.forTenant(row.tenantId);
  const control = new AbortController();
  let held: OwnedRow = { ...row, lease: row.lease };
  let last: Promise<unknown> = Promise.resolve();

  async function writeNow(change: (row: OwnedRow) => Draft<WorkRow>): Promise<WorkRow> {
    for (;;) {
      const written = await mine.replace(held, change(held));
      if (written) {
        if (isOwned(written, owner, fence)) held = written;
        return written;
      }
      const current = await mine.get(row._id);
      if (!isOwned(current, owner, fence)) {
        control.abort(leaseLost(row._id));
        throw leaseLost(row._id);
      }
      held = current;
    }
  }

  function write(change: (row: OwnedRow) => Draft<WorkRow>): Promise<WorkRow> {
    const next = last.then(() => writeNow(change));
    last = next.catch(() => undefined);
    return next;
  }

  return {
    current: () => held,
    write,
    async renew(leaseMs) {
      await write((current) => renewRow(current, leaseMs, clock.now()));
    },
    isValid: () => !control.signal.aborted && held.lease.until > clock.now(),
    signal: control.signal,
    abort: (reason) => control.abort(reason),
  };
}

function leaseLost(rowId: string): AppError {
  return new AppError('Another worker has taken the work over.', {
    code: 'lease_lost',
    kind: 'conflict',
    details: { rowId },
    expected: true,
  });
}
