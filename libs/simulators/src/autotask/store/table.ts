import type { FieldValue } from '../metadata/entity-definition.ts';

/** One stored entity. Rows are replaced, never changed, so that a row that was handed out stays as it was. */
export interface Row {
  readonly id: number;
  /** Fields that are set; a missing one is null. Datetimes are held as `YYYY-MM-DDTHH:mm:ss.sssZ`, so they order as text. */
  readonly values: Readonly<Record<string, FieldValue>>;
  /** UDF values by name; text whatever the type. */
  readonly udfs: Readonly<Record<string, string>>;
}

export const NO_UDFS: Readonly<Record<string, string>> = Object.freeze({});

export interface Table {
  readonly size: number;
  get(id: number): Row | undefined;
  insert(values: Row['values'], udfs?: Row['udfs'], id?: number): Row;
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

/** Rows by id, with the ids in order, so that a page of an id walk costs its own rows and no more. */
export function createTable(firstId: number): Table {
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
    insert(values, udfs = NO_UDFS, id = nextId) {
      const row: Row = { id, values, udfs };
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
