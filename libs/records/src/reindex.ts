import type { Clock } from '@psa-bridge/core';
import { isAppError } from '@psa-bridge/core';
import type { Draft, TenantCollection } from '@psa-bridge/persistence';
import { fromFields, isSame, toFields } from './domain/fields.ts';
import { recordChanged, type Cause } from './domain/record-events.ts';
import type { RecordData, RecordType } from './domain/record-types.ts';
import type { BusinessRecord } from './domain/record.ts';
import { parseRecord } from './domain/validate.ts';
import type { ReindexPage, Reindexed } from './port.ts';

export interface ReindexDeps {
  clock: Clock;
  service: string;
}

/** A page of records in the form in which they are searched now, each told of again. */
export async function reindexPage<Type extends RecordType>(
  records: TenantCollection<BusinessRecord<Type>>,
  { after, size, source }: ReindexPage,
  { clock, service }: ReindexDeps,
): Promise<Reindexed> {
  const filter = after === undefined ? {} : { _id: { $gt: after } };
  const page = await records.find(filter, { sort: { _id: 1 }, limit: size, fields: ['_id'] });
  const cause: Cause = { service, by: source, byKind: 'user', at: clock.now() };
  const ids = page.map(({ _id }) => _id);
  await records.mutateMany(ids, (_, current) => current && toldAgain(current, cause));
  const last = page.length < size ? undefined : ids.at(-1);
  return { done: ids.length, ...(last === undefined ? {} : { last }) };
}

/** Only where the form changed does the revision rise: an edit that somebody prepared meanwhile still fits. */
function toldAgain<Type extends RecordType>(current: BusinessRecord<Type>, cause: Cause): Draft<BusinessRecord<Type>> {
  const data = currentForm(current);
  const isSameForm = isSame(data, current.data);
  const record = isSameForm ? current : { ...current, data, dataRevision: current.dataRevision + 1, updatedAt: cause.at };
  return { ...record, outbox: [recordChanged(record, 'updated', cause)] };
}

/** What our schema refuses by now stays as it is, for a person to mend. */
function currentForm<Type extends RecordType>({ type, data }: BusinessRecord<Type>): RecordData<Type> {
  try {
    return fromFields(toFields(parseRecord(type, data))) as RecordData<Type>;
  } catch (error) {
    if (isAppError(error) && error.code === 'invalid_record') return data;
    throw error;
  }
}
