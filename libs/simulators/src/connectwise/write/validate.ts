import type { EntityDefinition, FieldDefinition, Json } from '../metadata/entity-definition.ts';
import type { ErrorEntry } from '../refusal.ts';
import type { Row, Values } from '../store/database.ts';
import type { Tenant } from '../tenant.ts';
import { problem } from './proposal.ts';

/** The whole record is looked at, untouched fields too (connectwise.md 7). */
export function validateValues(
  tenant: Tenant,
  entity: EntityDefinition,
  { previous, values }: { previous: Row | undefined; values: Values },
): ErrorEntry[] {
  const errors = entity.fields.flatMap((field) => validateField(entity, field, values[field.name] ?? null));
  return [...errors, ...checkUnique(tenant, entity, { previous, values })];
}

function validateField({ resource }: EntityDefinition, field: FieldDefinition, value: Json): ErrorEntry[] {
  const { name, required, length, range } = field;
  if (value === null || value === '')
    return required === 'never' ? [] : [problem(resource, 'MissingRequiredField', name, `The ${name} field is required.`)];
  if (length > 0 && typeof value === 'string' && value.length > length)
    return [problem(resource, 'MaxLengthField', name, `The field ${name} must be a string with a maximum length of ${length}.`)];
  if (range && typeof value === 'number' && (value < range[0] || value > range[1]))
    return [problem(resource, 'OutOfRange', name, `The field ${name} must be between ${range[0]} and ${range[1]}.`)];
  return [];
}

function checkUnique(
  { database, switches }: Tenant,
  { name, resource, unique }: EntityDefinition,
  { previous, values }: { previous: Row | undefined; values: Values },
): ErrorEntry[] {
  if (unique === undefined) return [];
  const key = keyOf(values[unique]);
  if (key === '' || key === keyOf(previous?.values[unique])) return [];
  const twin = database.find(name, (row) => row.id !== previous?.id && keyOf(row.values[unique]) === key);
  if (!twin) return [];
  const text =
    name === 'Company' ? switches.duplicateIdentifierText : `A ${name.toLowerCase()} with this ${unique} already exists`;
  return [problem(resource, 'ObjectExists', unique, text)];
}

function keyOf(value: Json | undefined): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}
