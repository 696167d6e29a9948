import { isWebhookField, type EntityDefinition, type FieldDefinition } from '../metadata/entity-definition.ts';
import { demoPicklists, type PicklistValue } from '../metadata/picklists.ts';
import { ENTITIES, entityOfReference, requireEntity } from '../metadata/registry.ts';
import { WEBHOOK_FAMILIES } from '../metadata/webhook.entities.ts';
import { createUdfCatalogue, type UdfDefinition } from './udf-catalogue.ts';
import { createTable, type Row, type Table } from './table.ts';

/** A committed change, as webhooks and the rules that follow a write see it. */
export interface Change {
  entity: EntityDefinition;
  kind: 'create' | 'update' | 'delete';
  before: Row | undefined;
  after: Row | undefined;
  /** Resource who made it. */
  personId: number;
  /** Through the API, not by a person at the keyboard. */
  isApi: boolean;
  at: string;
}

/** One tenant's data. */
export interface Database {
  table(entityName: string): Table;
  row(entityName: string, id: unknown): Row | undefined;
  /** The row that a reference to `singular` with this id points to. */
  referenced(singular: string, id: unknown): Row | undefined;
  /** First row in order of id for which the test holds. */
  find(entityName: string, test: (row: Row) => boolean): Row | undefined;
  filter(entityName: string, test: (row: Row) => boolean): Row[];
  picklist(entity: EntityDefinition, field: FieldDefinition): readonly PicklistValue[];
  /** The values that belong to the field itself; to be changed in place. */
  ownPicklist(entityName: string, fieldName: string): PicklistValue[];
  udfs(entity: EntityDefinition): readonly UdfDefinition[];
}

export function createDatabase(): Database {
  const tables = new Map(ENTITIES.map((entity) => [entity.name, createTable(entity.firstId)]));
  const picklists = new Map([...demoPicklists(), ...webhookFieldPicklists()]);

  function table(entityName: string): Table {
    const found = tables.get(entityName) ?? tables.get(requireEntity(entityName).name);
    if (!found) throw new Error(`no table for ${entityName}`);
    return found;
  }
  const row = (entityName: string, id: unknown): Row | undefined =>
    typeof id === 'number' ? table(entityName).get(id) : undefined;

  function ownPicklist(entityName: string, fieldName: string): PicklistValue[] {
    const key = `${entityName}.${fieldName}`;
    const values = picklists.get(key) ?? [];
    picklists.set(key, values);
    return values;
  }

  return {
    table,
    row,
    referenced: (singular, id) => {
      const entity = entityOfReference(singular);
      return entity && row(entity.name, id);
    },
    find(entityName, test) {
      for (const candidate of table(entityName).walk({})) if (test(candidate)) return candidate;
      return undefined;
    },
    filter: (entityName, test) => [...table(entityName).walk({})].filter(test),
    picklist: (entity, field) =>
      typeof field.picklist === 'object' ? rowsAsValues(table(field.picklist.entity)) : ownPicklist(entity.name, field.name),
    ownPicklist,
    udfs: createUdfCatalogue(table),
  };
}

function rowsAsValues(table: Table): PicklistValue[] {
  return [...table.walk({})].map(({ id, values }, index) => ({
    value: String(id),
    label: String(values['name'] ?? ''),
    isDefaultValue: false,
    sortOrder: index + 1,
    parentValue: '',
    isActive: values['isActive'] !== false,
    isSystem: false,
  }));
}

/** What can be watched: the labels are field names (autotask.md 6.2). */
function webhookFieldPicklists(): [string, PicklistValue[]][] {
  return WEBHOOK_FAMILIES.map(({ watched, fields }) => [
    `${fields}.fieldID`,
    requireEntity(watched).fields.flatMap((field, index) => (isWebhookField(field) ? [toPicklistValue(field.name, index)] : [])),
  ]);
}

function toPicklistValue(label: string, index: number): PicklistValue {
  return {
    value: String(index),
    label,
    isDefaultValue: false,
    sortOrder: index,
    parentValue: '',
    isActive: true,
    isSystem: true,
  };
}
