import { compact, picklistKey, present } from '@psa-bridge/connector-kit';
import type { RecordInput } from '@psa-bridge/records';
import type { HaloAssetGroup, HaloFieldInfo, HaloSetupRow, HaloStagedRow } from '../client/setup-types.ts';

export type FieldValueInput = RecordInput<'field_value'>;

/** Lookups by number (halopsa.md section 6). */
export const LOOKUP = { list: 11, quoteStatus: 39 } as const;

/** A row as a choice; an inactive one stays, marked, for old records show it. */
export function setupRowToFieldValue(kind: string, row: HaloSetupRow, parent?: number): FieldValueInput {
  const key = String(row.id);
  return {
    ...{ kind, key, label: present(row.name) ?? key, isActive: row.inactive !== true && row.isdisabled !== true },
    ...(typeof row.sequence === 'number' ? { position: row.sequence } : {}),
    ...(parent === undefined ? {} : { details: { parent: picklistKey(parent) ?? null } }),
  };
}

/**
 * Account codes in use: HaloPSA has no list of them (halopsa.md section 6, Account codes), so those of the product groups are
 * suggested, each once.
 */
export function accountCodes(groups: readonly HaloAssetGroup[]): readonly FieldValueInput[] {
  const named = groups.flatMap((group) => [
    { code: present(group.nominalcode), name: present(group.nominalcode_name) },
    { code: present(group.nominalcodepurchase), name: present(group.nominalcode_name_purchase) },
  ]);
  const labels = new Map<string, string>();
  for (const { code, name } of named)
    if (code !== undefined && !labels.has(code)) labels.set(code, [code, name].filter(Boolean).join(' '));
  return [...labels].map(([key, label]) => ({ kind: 'account_code', key, label }));
}

/** Pipeline stages as opportunities show them: HaloPSA has no list of its own (halopsa.md section 6). */
export function stagesInUse(rows: readonly HaloStagedRow[]): readonly FieldValueInput[] {
  const labels = new Map<number, string>();
  for (const { pipeline_stage_id: id, pipeline_stage_name: name } of rows)
    if (id !== undefined) labels.set(id, present(name) ?? labels.get(id) ?? `Stage ${id}`);
  return [...labels].map(([id, label]) => ({ kind: 'pipeline_stage', key: String(id), label }));
}

/**
 * The custom fields of one entity. Which number stands for an entity is not documented, so the fields that one of its rows shows
 * tell it for all.
 */
export function customFieldsOf(
  kind: string,
  all: readonly HaloFieldInfo[],
  shown: readonly (string | null | undefined)[],
): readonly FieldValueInput[] {
  const names = new Set(shown.flatMap((name) => present(name) ?? []));
  const types = new Set(all.flatMap(({ name, typeid }) => (names.has(name ?? '') && typeof typeid === 'number' ? [typeid] : [])));
  return all.flatMap((field): FieldValueInput[] => {
    const key = present(field.name);
    if (key === undefined || !(names.has(key) || types.has(field.typeid ?? NaN))) return [];
    return [compact({ kind, key, label: present(field.label) ?? key }) as FieldValueInput];
  });
}
