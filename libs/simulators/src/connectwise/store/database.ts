import { createIdTable, type IdTable } from '../../store/id-table.ts';
import type { EntityDefinition, Json } from '../metadata/entity-definition.ts';
import { ENTITIES, requireEntity } from '../metadata/registry.ts';

/** Values by field: references are held as ids, times as `yyyy-MM-ddTHH:mm:ssZ`; a missing one is null. */
export type Values = Readonly<Record<string, Json>>;

/** One stored object. Rows are replaced, never changed. */
export interface Row {
  readonly id: number;
  readonly values: Values;
  /** Values of user-defined fields by the id of their definition. */
  readonly custom: Readonly<Record<number, Json>>;
  readonly info: RowInfo;
}

export interface RowInfo {
  lastUpdated: string;
  updatedBy: string;
  dateEntered: string;
  enteredBy: string;
}

/** A committed change. */
export interface Change {
  entity: EntityDefinition;
  action: 'added' | 'updated' | 'deleted';
  before: Row | undefined;
  after: Row | undefined;
  /** Identifier of the member who made it. */
  memberId: string;
  isApi: boolean;
  /** The write asked not to be told of. */
  isSilent: boolean;
}

/** One company's data. */
export interface Database {
  table(entityName: string): IdTable<Row>;
  row(entityName: string, id: unknown): Row | undefined;
  /** First row in order of id for which the test holds. */
  find(entityName: string, test: (row: Row) => boolean): Row | undefined;
  filter(entityName: string, test: (row: Row) => boolean): Row[];
  /** Definitions of the user-defined fields that the entity carries. */
  customFields(entity: EntityDefinition): Row[];
  nextCommunicationId(): number;
  /** What the audit trail tells, oldest first. */
  readonly audit: AuditEntry[];
}

/** One line of the audit trail. */
export interface AuditEntry {
  type: string;
  id: number;
  text: string;
  enteredDate: string;
  enteredBy: string;
}

const FIRST_COMMUNICATION = 100;

export function createDatabase(): Database {
  let lastCommunicationId = FIRST_COMMUNICATION;
  const tables = new Map(ENTITIES.map((entity) => [entity.name, createIdTable<Row>(entity.firstId)]));

  function table(entityName: string): IdTable<Row> {
    const found = tables.get(requireEntity(entityName).name);
    if (!found) throw new Error(`no table for ${entityName}`);
    return found;
  }
  const filter = (entityName: string, test: (row: Row) => boolean): Row[] => [...table(entityName).walk({})].filter(test);

  return {
    table,
    row: (entityName, id) => (typeof id === 'number' ? table(entityName).get(id) : undefined),
    find(entityName, test) {
      for (const candidate of table(entityName).walk({})) if (test(candidate)) return candidate;
      return undefined;
    },
    filter,
    audit: [],
    nextCommunicationId() {
      lastCommunicationId += 1;
      return lastCommunicationId;
    },
    customFields: ({ screen }) =>
      screen === undefined ? [] : filter('User Defined Field', ({ values }) => values['screenDescription'] === screen),
  };
}
