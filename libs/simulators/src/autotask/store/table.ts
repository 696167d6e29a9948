import { createIdTable, type IdTable } from '../../store/id-table.ts';
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

export interface Table extends Omit<IdTable<Row>, 'insert'> {
  insert(values: Row['values'], udfs?: Row['udfs'], id?: number): Row;
}

export function createTable(firstId: number): Table {
  const table = createIdTable<Row>(firstId);
  return {
    ...table,
    get size() {
      return table.size;
    },
    insert: (values, udfs = NO_UDFS, id) => table.insert((rowId) => ({ id: rowId, values, udfs }), id),
  };
}
