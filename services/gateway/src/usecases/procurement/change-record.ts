import { isAppError } from '@psa-bridge/core';
import type { BusinessRecord, RecordInput, RecordType, TenantRecords } from '@psa-bridge/records';
import { resourceOf } from '../../domain/resources.ts';
import { existing } from '../read-record.ts';

const TRIES = 10;

export interface RecordChange<Type extends RecordType> {
  type: Type;
  id: string;
  /** Pure: it is asked again where somebody else was faster. Undefined, or what stands there, changes nothing. */
  decide: (data: BusinessRecord<Type>['data']) => Partial<RecordInput<Type>> | undefined;
  save: (changes: Partial<RecordInput<Type>>, ifRevision: number) => Promise<BusinessRecord>;
}

/** Reads a record, decides, and saves on the revision that was read. @throws AppError `record_not_found`, and what `decide` throws. */
export async function changeRecord<Type extends RecordType>(
  records: TenantRecords,
  { type, id, decide, save }: RecordChange<Type>,
): Promise<BusinessRecord<Type>> {
  const resource = resourceOf(type);
  if (!resource) throw new Error(`There is no resource for ${type}.`);
  for (let attempt = 1; ; attempt += 1) {
    const record = (await existing(records, resource, id)) as BusinessRecord<Type>;
    const changes = decide(record.data);
    if (changes === undefined) return record;
    try {
      return (await save(changes, record.dataRevision)) as BusinessRecord<Type>;
    } catch (error) {
      if (!isAppError(error) || error.code !== 'revision_conflict' || attempt === TRIES) throw error;
    }
  }
}
