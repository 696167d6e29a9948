import { createIdTable, type IdTable } from '../../store/id-table.ts';
import type { Json } from '../../http/json-text.ts';
import type { EntityDefinition } from '../metadata/entity-definition.ts';
import { createJournal, type Journal } from '../../store/journal.ts';
import { ENTITIES, requireEntity } from '../metadata/registry.ts';

/** Values by field; references are ids, dates are `yyyy-MM-ddTHH:mm:ss.fffZ`, a missing one is null. */
export type Values = Readonly<Record<string, Json>>;

/** One stored object. Rows are replaced, never changed. */
export interface Row {
  readonly id: number;
  readonly values: Values;
  /** Values of custom fields by the id of their definition. */
  readonly custom: Readonly<Record<number, Json>>;
}

/** A committed change. */
export interface Change {
  entity: EntityDefinition;
  action: 'create' | 'update' | 'delete';
  before: Row | undefined;
  after: Row | undefined;
  /** Through the API, not by a person at the keyboard. */
  isApi: boolean;
}

/** One tenant's data. */
export interface Database {
  table(entityName: string): IdTable<Row>;
  row(entityName: string, id: unknown): Row | undefined;
  /** By the uuid that it is shown under. */
  byGuid(entityName: string, guid: string): Row | undefined;
  /** First row in order of id for which the test holds. */
  find(entityName: string, test: (row: Row) => boolean): Row | undefined;
  filter(entityName: string, test: (row: Row) => boolean): Row[];
  /** Changes fields of a row: the server's own bookkeeping. */
  amend(entityName: string, id: unknown, values: Values): void;
  nextLineId(): number;
  attempt: Journal['attempt'];
}

const FIRST_LINE = 7_001;

export function createDatabase(): Database {
  let lineId = FIRST_LINE - 1;
  const journal = createJournal();
  const tables = new Map(ENTITIES.map(({ name, firstId }) => [name, journal.watch(createIdTable<Row>(firstId))]));

  function table(entityName: string): IdTable<Row> {
    const found = tables.get(entityName) ?? tables.get(requireEntity(entityName).name);
    if (!found) throw new Error(`no table for ${entityName}`);
    return found;
  }
  function find(entityName: string, test: (row: Row) => boolean): Row | undefined {
    for (const candidate of table(entityName).walk({})) if (test(candidate)) return candidate;
    return undefined;
  }
  const row = (entityName: string, id: unknown): Row | undefined =>
    typeof id === 'number' ? table(entityName).get(id) : undefined;

  return {
    table,
    row,
    byGuid: (entityName, guid) => find(entityName, ({ values }) => values['guid'] === guid.toLowerCase()),
    find,
    filter: (entityName, test) => [...table(entityName).walk({})].filter(test),
    amend(entityName, id, values) {
      const found = row(entityName, id);
      if (found) table(entityName).replace({ ...found, values: { ...found.values, ...values } });
    },
    nextLineId() {
      lineId += 1;
      return lineId;
    },
    attempt: journal.attempt,
  };
}
