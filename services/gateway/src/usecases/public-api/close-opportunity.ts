import type { Caller } from '@psa-bridge/core';
import type { BusinessRecord, RecordStore } from '@psa-bridge/records';
import { statusOfEnd, type OpportunityEnd } from '../../domain/opportunity-end.ts';
import type { Resource } from '../../domain/resources.ts';
import { existing } from '../read-record.ts';
import type { RecordSaves } from '../save-record.ts';

const MOST_STATUSES = 200;

/** Ends an opportunity as won or lost (PA-06). @throws AppError `record_not_found`, `opportunity_status_unknown` */
export function makeCloseOpportunity({ records, saves }: { records: RecordStore; saves: RecordSaves }) {
  return async (caller: Caller, resource: Resource, id: string, end: OpportunityEnd): Promise<BusinessRecord> => {
    const own = records.forTenant(caller.tenantId);
    await existing(own, resource, id);
    const { items } = await own.search('field_value', {
      ...{ from: 0, size: MOST_STATUSES, filters: { kind: 'opportunity_status' } },
      sort: [{ field: 'position', direction: 'asc' }],
    });
    const status = statusOfEnd(
      end,
      items.map(({ data }) => data),
    );
    return saves.update(caller, resource, { id, changes: { status } });
  };
}

export type CloseOpportunity = ReturnType<typeof makeCloseOpportunity>;
