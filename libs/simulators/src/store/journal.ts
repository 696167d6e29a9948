import type { IdTable } from './id-table.ts';

/** Undoes what was written since it was opened. */
export interface Journal {
  /** Takes back what `run` wrote when it throws, or when it was only a try. */
  attempt<Result>(run: () => Result, keeps?: boolean): Result;
  /** The same table, with every write noted. */
  watch<Row extends { readonly id: number }>(table: IdTable<Row>): IdTable<Row>;
}

export function createJournal(): Journal {
  let undo: (() => void)[] | undefined;
  const note = (step: () => void): void => void undo?.push(step);

  return {
    attempt(run, keeps = true) {
      const outer = undo;
      const steps: (() => void)[] = [];
      undo = steps;
      let isKept = false;
      try {
        const result = run();
        isKept = keeps;
        return result;
      } finally {
        undo = undefined;
        if (!isKept) for (const step of steps.toReversed()) step();
        else outer?.push(...steps);
        undo = outer;
      }
    },
    watch: (table) => ({
      ...table,
      get size() {
        return table.size;
      },
      insert(make, id) {
        const row = table.insert(make, id);
        note(() => table.remove(row.id));
        return row;
      },
      replace(row) {
        const before = table.get(row.id);
        table.replace(row);
        if (before) note(() => table.replace(before));
      },
      remove(id) {
        const before = table.get(id);
        if (before) note(() => table.insert(() => before, id));
        return table.remove(id);
      },
    }),
  };
}
