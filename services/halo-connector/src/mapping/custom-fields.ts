import { present } from '@psa-bridge/connector-kit';
import type { CustomField } from '../client/wire-fields.ts';

/** The text in a custom field, by its name; undefined where no field is named, or where it is empty. */
export function customValue(fields: readonly CustomField[] | null | undefined, name: string | undefined): string | undefined {
  const value = name === undefined ? undefined : fields?.find((field) => field.name === name)?.value;
  return typeof value === 'string' ? present(value) : undefined;
}

/** Texts for custom fields, as they are written; undefined where no field is named (halopsa.md section 4). */
export function customValues(
  values: readonly (readonly [name: string | undefined, value: string | undefined])[],
): readonly { name: string; value: string }[] | undefined {
  const written = values.flatMap(([name, value]) => (name === undefined ? [] : [{ name, value: value ?? '' }]));
  return written.length === 0 ? undefined : written;
}
