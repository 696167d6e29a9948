import type { FieldInfo } from '../client/types.ts';
import type { WrittenRow } from './written-row.ts';

/** One of Autotask's sentences (autotask.md section 4), with the field that it is about. */
export interface FieldError {
  field: string;
  text: string;
}

/** Whether a reference of this entity may point to this id. */
export type IsUsable = (entity: string, id: number) => boolean;

/** What Autotask's own table of fields says against a row: missing, too long, no active choice, or leading nowhere. */
export function fieldErrors(
  { action, values }: Pick<WrittenRow, 'action' | 'values'>,
  infos: readonly FieldInfo[],
  isUsable: IsUsable,
): readonly FieldError[] {
  if (action === 'delete') return [];
  return infos.flatMap((info) => {
    const value = values[info.name];
    if (info.isReadOnly === true || info.name === 'id' || (action === 'update' && !(info.name in values))) return [];
    if (isBlank(value)) return info.isRequired === true ? [missing(info)] : [];
    return valueError(info, value, isUsable) ?? [];
  });
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function missing({ name, isPickList }: FieldInfo): FieldError {
  return {
    field: name,
    text:
      isPickList === true
        ? `Value does not reference an existing entity for ${name} .`
        : `Value does not exist for the required field ${name}`,
  };
}

function valueError(info: FieldInfo, value: unknown, isUsable: IsUsable): FieldError | undefined {
  const { name: field, length, isPickList, picklistValues } = info;
  if (typeof value === 'string' && typeof length === 'number' && length > 0 && value.length > length)
    return { field, text: `${field} must be less than or equal to ${length} characters` };
  const isChoice = (picklistValues ?? []).some((choice) => choice.isActive !== false && choice.value === String(value));
  if (isPickList === true && !isChoice)
    return {
      field,
      text: `Picklist value [${String(value)}] does not exist for ${field}`,
    };
  const entity = info.isReference === true ? (info.referenceEntityType ?? '') : '';
  return entity === '' || isUsable(entity, Number(value)) ? undefined : badReference(field, entity);
}

export function badReference(field: string, entity: string): FieldError {
  return { field, text: `Reference value on field: ${field} of type: ${entity} does not exist or is invalid.` };
}
