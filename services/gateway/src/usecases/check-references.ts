import { invalidInput } from '@psa-bridge/core';
import type { RecordType, TenantRecords } from '@psa-bridge/records';
import { referencesIn } from '../domain/references.ts';
import type { Resource } from '../domain/resources.ts';

/**
 * Every record that the data names must exist in the same tenant; another tenant's ids are unknown here.
 *
 * @throws AppError `unknown_reference` naming the first field.
 */
export async function checkReferences(
  records: TenantRecords,
  resource: Pick<Resource, 'references'>,
  data: object,
): Promise<void> {
  const found = referencesIn(data, resource.references);
  const known = new Map<RecordType, ReadonlySet<string>>();
  for (const type of new Set(found.map((reference) => reference.type))) {
    const ids = [...new Set(found.filter((reference) => reference.type === type).map((reference) => reference.id))];
    known.set(type, new Set((await records.getMany(type, ids)).map((record) => record._id)));
  }
  const missing = found.filter(({ type, id }) => !known.get(type)?.has(id));
  if (missing.length === 0) return;
  const problems = missing.map(({ field, type }) => ({
    field: `body.${field}`,
    message: `there is no ${type.replace('_', ' ')} with this id`,
  }));
  throw invalidInput('unknown_reference', problems.map(({ field, message }) => `${field}: ${message}`).join('; '), {
    details: { problems },
  });
}
