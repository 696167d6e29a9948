import type { WorkRow } from './row.ts';

/** Rows that are known and not due yet, so that no look at the database is needed when they are. */
export interface LaterRows {
  /** False where there is no room. */
  add(row: WorkRow, dueAt: number): boolean;
  forget(id: string): void;
  /** Takes out those that are due now. */
  takeDue(): readonly WorkRow[];
  nextAt(): number;
}

export function createLaterRows({ capacity, now }: { capacity: number; now: () => number }): LaterRows {
  const rows = new Map<string, { row: WorkRow; dueAt: number }>();
  let nextAt = Infinity;
  return {
    add(row, dueAt) {
      if (rows.size >= capacity) return false;
      rows.set(row._id, { row, dueAt });
      nextAt = Math.min(nextAt, dueAt);
      return true;
    },
    forget: (id) => void rows.delete(id),
    takeDue() {
      if (now() < nextAt) return [];
      const due = [...rows.values()].filter(({ dueAt }) => dueAt <= now());
      for (const { row } of due) rows.delete(row._id);
      nextAt = Infinity;
      for (const { dueAt } of rows.values()) nextAt = Math.min(nextAt, dueAt);
      return due.map(({ row }) => row);
    },
    nextAt: () => nextAt,
  };
}
