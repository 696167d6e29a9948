/** Counts by entity and kind of call. */
export interface CallCounters {
  /** Calls received, struck by a fault or not. */
  calls: Record<string, Record<string, number>>;
  /** Effects of the API user, whether the caller was told or not. */
  writes: Record<string, Record<string, number>>;
  /** Answers by status; `reset` and `hang` where there was none. */
  answers: Record<string, number>;
  /** Faults struck, by kind. */
  faults: Record<string, number>;
}

export interface CallCounter {
  call(entity: string, operation: string): void;
  write(entity: string, kind: string): void;
  answer(status: number | string): void;
  fault(kind: string): void;
  snapshot(): CallCounters;
  reset(): void;
}

export function createCallCounter(): CallCounter {
  let counts = none();

  function bump(table: Record<string, Record<string, number>>, entity: string, kind: string): void {
    const row = (table[entity] ??= {});
    row[kind] = (row[kind] ?? 0) + 1;
  }

  return {
    call: (entity, operation) => bump(counts.calls, entity, operation),
    write: (entity, kind) => bump(counts.writes, entity, kind),
    answer(status) {
      counts.answers[status] = (counts.answers[status] ?? 0) + 1;
    },
    fault(kind) {
      counts.faults[kind] = (counts.faults[kind] ?? 0) + 1;
    },
    snapshot: () => structuredClone(counts),
    reset() {
      counts = none();
    },
  };
}

function none(): CallCounters {
  return { calls: {}, writes: {}, answers: {}, faults: {} };
}
