import { newId, type Caller } from '@psa-bridge/core';
import { currentTraceparent } from '@psa-bridge/observability';
import type { BusinessRecord, RecordInput, RecordStore, SaveContext } from '@psa-bridge/records';
import { opportunityAsked, pushTargets, type SavedRecord } from '../domain/push-decision.ts';
import type { Resource } from '../domain/resources.ts';
import type { IntegrationDirectory } from '../ports.ts';
import { checkReferences } from './check-references.ts';
import { existing } from './read-record.ts';

export interface SaveDeps {
  records: RecordStore;
  directory: IntegrationDirectory;
}

export interface Update {
  id: string;
  changes: Partial<RecordInput>;
  /** The dataRevision that the caller saw; without, whatever stands there is changed. */
  ifRevision?: number | undefined;
}

/** How records of a type are created and changed. */
export interface RecordSaves {
  create(caller: Caller, resource: Resource, data: RecordInput): Promise<BusinessRecord>;
  /** @throws AppError `record_not_found`, `revision_conflict`, `unknown_reference`, `invalid_record`. */
  update(caller: Caller, resource: Resource, update: Update): Promise<BusinessRecord>;
}

/** The same, also for records whose id was there before them. */
export interface ClaimedSaves extends RecordSaves {
  /** One that stands there already is answered as it is. */
  createOnce(caller: Caller, resource: Resource, id: string, data: RecordInput): Promise<BusinessRecord>;
}

/** Saves a record and, in the same write, asks the integrations that are to hear of it for a push. */
export function makeSaveRecord(deps: SaveDeps): ClaimedSaves {
  const createOnce: ClaimedSaves['createOnce'] = async (caller, resource, id, data) => {
    const records = deps.records.forTenant(caller.tenantId);
    await checkReferences(records, resource, data);
    const context = await saveContext(deps, caller, resource, {
      quoteStatus: statusOf(data) ?? 'draft',
      opportunityId: opportunityIn(data),
    });
    return records.createOnce(resource.type, id, data, context);
  };
  return {
    createOnce,
    create: (caller, resource, data) => createOnce(caller, resource, newId(), data),

    async update(caller, resource, { id, changes, ifRevision }) {
      const records = deps.records.forTenant(caller.tenantId);
      const before = await existing(records, resource, id);
      await checkReferences(records, resource, changes);
      const opportunityId = opportunityIn(changes);
      const saved = {
        ...{ before, quoteStatus: statusOf(changes) ?? statusOf(before.data) },
        opportunityId: opportunityId === opportunityIn(before.data) ? undefined : opportunityId,
      };
      const context = await saveContext(deps, caller, resource, saved);
      return records.update(resource.type, id, changes, { ...context, ...(ifRevision !== undefined && { ifRevision }) });
    },
  };
}

async function saveContext(
  { directory }: SaveDeps,
  caller: Caller,
  resource: Resource,
  { opportunityId, ...saved }: SavedRecord & { opportunityId: string | undefined },
): Promise<SaveContext> {
  const integrations = await directory.list(caller.tenantId);
  const traceparent = currentTraceparent();
  const pushTo = pushTargets(resource, integrations, saved);
  const asks = opportunityAsked(resource, integrations, { opportunityId, pushTo });
  return {
    ...{ source: caller.subject, pushTo },
    ...(asks === undefined ? {} : { asks }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

/** Of a quote: the opportunity that it is put to. */
function opportunityIn(data: object): string | undefined {
  return 'opportunityId' in data && typeof data.opportunityId === 'string' ? data.opportunityId : undefined;
}

function statusOf(data: object): string | undefined {
  return 'status' in data && typeof data.status === 'string' ? data.status : undefined;
}
