import type { EntityDefinition, FieldDefinition, FieldKind, Json } from '../metadata/entity-definition.ts';
import { requireEntity } from '../metadata/registry.ts';
import { referenceOf } from '../store/references.ts';
import type { Database, Row } from '../store/database.ts';
import type { ValueType } from './value-test.ts';

/** How a field that conditions or orderBy name is read. */
export interface RowField {
  type: ValueType;
  valueOf(row: Row): Json;
}

export type FieldFinding = RowField | 'unknown' | 'array';

const TYPE_OF: Readonly<Partial<Record<FieldKind, ValueType>>> = {
  string: 'string',
  enum: 'string',
  int: 'numeric',
  number: 'numeric',
  bool: 'boolean',
  datetime: 'datetime',
};

/** Scalars by name, references as `company/id`, `lastUpdated` on every object; in any case (connectwise.md 5). */
export function findRowField(entity: EntityDefinition, path: string, database: Database): FieldFinding {
  const [head = '', sub, ...more] = path.split('/');
  if (head.toLowerCase() === 'lastupdated' && sub === undefined)
    return { type: 'datetime', valueOf: (row) => row.info.lastUpdated };
  const field = fieldNamed(entity, head);
  if (!field) return head.toLowerCase() === 'customfields' ? 'array' : 'unknown';
  if (field.kind === 'refs' || field.kind === 'communications') return 'array';
  if (more.length > 0) return 'unknown';
  if (field.kind === 'ref') return findInReference(field, sub, database);
  const type = TYPE_OF[field.kind];
  if (type === undefined || sub !== undefined) return 'unknown';
  if (field.name === 'id') return { type, valueOf: (row) => row.id };
  const { name } = field;
  return { type, valueOf: (row) => row.values[name] ?? null };
}

export function fieldNamed(entity: EntityDefinition, name: string): FieldDefinition | undefined {
  const found = entity.fieldByName.get(name) ?? entity.fields.find((field) => field.name.toLowerCase() === name.toLowerCase());
  return found?.isHidden === true ? undefined : found;
}

function findInReference(field: FieldDefinition, sub: string | undefined, database: Database): FieldFinding {
  const { name, referenceTo = '' } = field;
  if (sub === undefined || sub.toLowerCase() === 'id') return { type: 'numeric', valueOf: (row) => row.values[name] ?? null };
  const key = sub.toLowerCase();
  if (key !== 'name' && key !== 'identifier') return 'unknown';
  const target = requireEntity(referenceTo);
  return {
    type: 'string',
    valueOf: (row) => referenceOf(target, database.row(target.name, row.values[name]))?.[key] ?? null,
  };
}
