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
  if (path.toLowerCase() === 'lastupdated') return { type: 'datetime', valueOf: (row) => row.info.lastUpdated };
  const [head = '', sub, ...more] = path.split('/');
  const field = fieldNamed(entity, head);
  if (field?.kind === 'refs' || field?.kind === 'communications' || head.toLowerCase() === 'customfields') return 'array';
  if (!field || more.length > 0) return 'unknown';
  return field.kind === 'ref' ? findInReference(field, sub, database) : findScalar(field, sub);
}

function findScalar({ kind, name }: FieldDefinition, sub: string | undefined): FieldFinding {
  const type = TYPE_OF[kind];
  if (type === undefined || sub !== undefined) return 'unknown';
  return name === 'id' ? { type, valueOf: (row) => row.id } : { type, valueOf: (row) => row.values[name] ?? null };
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
