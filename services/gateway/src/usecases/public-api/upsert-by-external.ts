import { isAppError, notFound, type Caller } from '@psa-bridge/core';
import type { RecordInput } from '@psa-bridge/records';
import type { Resource } from '../../domain/resources.ts';
import type { ClaimedSaves } from '../save-record.ts';
import { partnersId, type FindByExternal } from './find-by-external.ts';
import type { Upserted } from './upsert-contact.ts';

export interface ExternalUpsert {
  externalIdentifier: string;
  changes: Partial<RecordInput>;
  ifRevision?: number | undefined;
}

/**
 * Changes the record that an external system knows under this identifier, or creates it (PA-05, PA-06).
 *
 * @throws AppError `record_not_found` where there is none and the fields are not enough for a new one, and what saving throws.
 */
export function makeUpsertByExternal({ findByExternal, saves }: { findByExternal: FindByExternal; saves: ClaimedSaves }) {
  async function create(caller: Caller, resource: Resource, { externalIdentifier, changes }: ExternalUpsert) {
    const own = partnersId(caller, resource, externalIdentifier);
    // Each field was checked when it was read, so what the record refuses is that others are missing.
    return saves.createOnce(caller, resource, own, changes as RecordInput).catch((error: unknown) => {
      throw isAppError(error) && error.code === 'invalid_record' ? lacking(resource, error.message) : error;
    });
  }

  return async (caller: Caller, resource: Resource, upsert: ExternalUpsert): Promise<Upserted> => {
    const { externalIdentifier, changes, ifRevision } = upsert;
    const id = await findByExternal.known(caller, resource, externalIdentifier);
    if (id === undefined) return { record: await create(caller, resource, upsert), isNew: true };
    return { record: await saves.update(caller, resource, { id, changes, ifRevision }), isNew: false };
  };
}

export type UpsertByExternal = ReturnType<typeof makeUpsertByExternal>;

function lacking({ noun }: Resource, what: string) {
  const message = `There is no ${noun} with this external identifier, and what was given is not enough to create it: ${what}`;
  return notFound('record_not_found', message);
}
