import type { EntityDefinition, FieldDefinition, FieldValue } from '../metadata/entity-definition.ts';
import { entityOfReference } from '../metadata/registry.ts';
import { TEXT } from '../refusal.ts';
import type { UdfDefinition } from '../store/udf-catalogue.ts';
import { isVisible, type Tenant } from '../tenant.ts';

/** References to inactive rows of these are refused like missing ones (autotask.md 4). */
const MUST_BE_ACTIVE = ['Contact', 'Resource', 'BillingCode', 'Role', 'Product', 'Service', 'ServiceBundle', 'PaymentTerm'];

export interface Draft {
  entity: EntityDefinition;
  /** Fields that the caller sent, or on create and PUT all that can be written. */
  values: Readonly<Record<string, FieldValue>>;
  udfs: readonly { name: string; value: string | null }[];
}

/** The field errors of a write, in the order of the metadata (autotask.md 4); empty when it may go on to the entity's rules. */
export function validateFields(tenant: Tenant, { entity, values, udfs }: Draft): string[] {
  const errors = entity.fields.flatMap((field) =>
    field.name in values ? (validateValue(tenant, entity, field, values[field.name] ?? null) ?? []) : [],
  );
  return [...errors, ...validateUdfs(tenant.database.udfs(entity), udfs)];
}

/** What is required and missing. */
export function missingFields(entity: EntityDefinition, values: Draft['values']): string[] {
  return entity.fields
    .filter((field) => field.isRequired && field.name !== 'id' && isBlank(values[field.name] ?? null))
    .map((field) => (field.picklist ? TEXT.requiredPicklist(field.name) : TEXT.required(field.name)));
}

function validateValue(tenant: Tenant, entity: EntityDefinition, field: FieldDefinition, value: FieldValue): string | undefined {
  if (isBlank(value)) return validateBlank(tenant, field, value);
  const length = longest(tenant, entity, field);
  if (typeof value === 'string' && length > 0 && value.length > length) return TEXT.tooLong(field.name, length);
  if (field.picklist && !hasPicklistValue(tenant, entity, field, value)) return TEXT.picklist(value, field.name);
  if (field.referenceTo && !isUsable(tenant, field.referenceTo, value)) return referenceError(tenant, field, value);
  return undefined;
}

function validateBlank({ switches }: Tenant, field: FieldDefinition, value: FieldValue): string | undefined {
  if (field.isRequired) return field.picklist ? TEXT.requiredPicklist(field.name) : TEXT.required(field.name);
  if (value === null && field.referenceTo && !switches.nullClearsReferences) return TEXT.reference(field.name, field.referenceTo);
  return undefined;
}

function isBlank(value: FieldValue): boolean {
  return value === null || value === '';
}

function longest({ switches }: Tenant, entity: EntityDefinition, field: FieldDefinition): number {
  return switches.longProductNames && entity.name === 'Products' && field.name === 'name' ? 1_000 : field.length;
}

function hasPicklistValue({ database }: Tenant, entity: EntityDefinition, field: FieldDefinition, value: FieldValue): boolean {
  return database.picklist(entity, field).some((entry) => entry.isActive && entry.value === String(value));
}

/** Whether a reference may point to this row: it is there, the API user sees it, and it is active where that counts. */
export function isUsable({ database, security }: Tenant, singular: string, id: FieldValue): boolean {
  const row = database.referenced(singular, id);
  const entity = entityOfReference(singular);
  if (!row || !entity || !isVisible(security, entity.name, row)) return false;
  const active = row.values['isActive'];
  return !MUST_BE_ACTIVE.includes(singular) || (active !== false && active !== 0);
}

export function referenceError({ switches }: Tenant, field: FieldDefinition, value: FieldValue): string {
  if (switches.referenceWording === 'older') return TEXT.referenceOlder(field.name, value);
  return TEXT.reference(field.name, field.referenceTo ?? '');
}

function validateUdfs(definitions: readonly UdfDefinition[], udfs: Draft['udfs']): string[] {
  return udfs.flatMap(({ name, value }) => {
    const definition = definitions.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    if (!definition?.isSupported || value === null) return [];
    if (definition.picklistValues && !definition.picklistValues.some((entry) => entry.isActive && entry.value === value)) {
      return [TEXT.picklist(value, definition.name)];
    }
    return value.length > UDF_LENGTH ? [TEXT.tooLong(definition.name, UDF_LENGTH)] : [];
  });
}

export const UDF_LENGTH = 8_000;
