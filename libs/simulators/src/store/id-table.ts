/** Rows by id, with the ids in order, so that a page of an id walk costs its own rows and no more. */
export interface IdTable<Row extends { readonly id: number }> {
  readonly size: number;
  get(id: number): Row | undefined;
  /** Stores what is made for the next free id, or for the id that is given. */
  insert(make: (id: number) => Row, id?: number): Row;
  /** Puts the row in place of the one with its id. */
  replace(row: Row): void;
  remove(id: number): boolean;
  /** Rows with `from <= id <= to` in ascending (or descending) order of id. */
  walk(range: IdRange): IterableIterator<Row>;
  highestId(): number;
}

export interface IdRange {
  from?: number;
  to?: number;
  descending?: boolean;
}

export function createIdTable<Row extends { readonly id: number }>(firstId: number): IdTable<Row> {
  const rows = new Map<number, Row>();
  const ids: number[] = [];
  let nextId = firstId;

  /** Index of the first id that is not below `id`. */
  function lowerBound(id: number): number {
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ids[middle] ?? Infinity) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function* walk({ from = -Infinity, to = Infinity, descending = false }: IdRange): IterableIterator<Row> {
    const first = lowerBound(from);
    const end = to === Infinity ? ids.length : lowerBound(to + 1);
    for (let step = 0; step < end - first; step += 1) {
      const row = rows.get(ids[descending ? end - 1 - step : first + step] ?? NaN);
      if (row) yield row;
    }
  }

  return {
    get size() {
      return rows.size;
    },
    get: (id) => rows.get(id),
    insert(make, id = nextId) {
      const row = make(id);
      ids.splice(lowerBound(id), 0, id);
      rows.set(id, row);
      nextId = Math.max(nextId, id + 1);
      return row;
    },
    replace(row) {
      rows.set(row.id, row);
    },
    remove(id) {
      if (!rows.delete(id)) return false;
      ids.splice(lowerBound(id), 1);
      return true;
    },
    walk,
    highestId: () => nextId - 1,
  };
}
