import type { Json } from '../../http/json-text.ts';
import type { EntityDefinition } from '../metadata/entity-definition.ts';
import type { Tenant } from '../tenant.ts';
import type { Row } from './database.ts';

/** Definitions of the custom fields that an entity carries. */
export function customFieldsOf({ database }: Pick<Tenant, 'database'>, { name, hasCustomFields }: EntityDefinition): Row[] {
  return hasCustomFields ? database.filter('FieldInfo', ({ values }) => values['entity'] === name) : [];
}

/** `customfields` as a detail shows it (halopsa.md 4). */
export function showCustomFields(tenant: Tenant, entity: EntityDefinition, row: Row): Json[] {
  return customFieldsOf(tenant, entity).map(({ id, values }) => {
    const value = row.custom[id] ?? null;
    const kind = values['kind'];
    const type = typeof kind === 'string' ? (tenant.switches.customFieldTypes[kind] ?? 0) : 0;
    return {
      id,
      name: values['name'] ?? '',
      label: values['label'] ?? '',
      value,
      display: value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value),
      type,
      inputtype: values['inputtype'] ?? 0,
    };
  });
}

/** What is written as `{id, value}` or `{name, value}`; entries that name no field of the entity are passed over. */
export function mergeCustomFields(
  tenant: Tenant,
  entity: EntityDefinition,
  { before, sent }: { before: Row['custom']; sent: Json },
): Row['custom'] {
  if (!Array.isArray(sent)) return before;
  const definitions = customFieldsOf(tenant, entity);
  const merged: Record<number, Json> = { ...before };
  for (const entry of sent as readonly Json[]) {
    if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) continue;
    const { id, name, value } = entry as Record<string, Json>;
    const found = definitions.find((definition) => definition.id === id || definition.values['name'] === name);
    if (found && value !== undefined) merged[found.id] = value;
  }
  return merged;
}
