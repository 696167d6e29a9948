import { notFound, type Caller } from '@psa-bridge/core';
import type { BusinessRecord, RecordStore, SearchRequest, SearchResult, TenantRecords } from '@psa-bridge/records';
import type { Resource } from '../domain/resources.ts';

/** @throws AppError `record_not_found`, for another tenant's ids too. */
export async function existing(records: TenantRecords, resource: Resource, id: string): Promise<BusinessRecord> {
  const record = await records.get(resource.type, id);
  if (!record) throw notFound('record_not_found', `There is no ${resource.noun} with this id.`);
  return record;
}

export type ReadRecord = (caller: Caller, resource: Resource, id: string) => Promise<BusinessRecord>;

export function makeReadRecord({ records }: { records: RecordStore }): ReadRecord {
  return (caller, resource, id) => existing(records.forTenant(caller.tenantId), resource, id);
}

export type SearchRecords = (
  caller: Caller,
  resource: Resource,
  request: SearchRequest,
) => Promise<SearchResult<Resource['type']>>;

export function makeSearchRecords({ records }: { records: RecordStore }): SearchRecords {
  return (caller, resource, request) => records.forTenant(caller.tenantId).search(resource.type, request);
}
