import type { BusinessRecord, ExternalLink, RecordData, RecordType, SyncStatus } from '@psa-bridge/records';

/** A field where both sides had changed, and how it was decided (architecture rule 1). */
export interface ConflictView {
  field: string;
  local?: unknown;
  external?: unknown;
  kept: 'local' | 'external';
  at: string;
}

/** Where a record stands with one integration, as shown on the record (SY-07). Times are ISO 8601 in UTC. */
export interface SyncView {
  status: SyncStatus;
  at: string;
  message: string | undefined;
  code: string | undefined;
  /** The PSA's id of the entity. */
  externalId: string | undefined;
  /** The revision the PSA is known to hold. */
  pushedRevision: number | undefined;
  /** When the PSA's content was last read. */
  seenAt: string | undefined;
  /** When it was found gone in the PSA. */
  deletedAt: string | undefined;
  /** Newest first. */
  conflicts: readonly ConflictView[];
}

/** A record as the public API shows it: its data, and by integration id where it stands. */
export type RecordView<Type extends RecordType = RecordType> = RecordData<Type> & {
  id: string;
  /** Rises with each change of the data; the ETag is made of it. */
  revision: number;
  createdAt: string;
  updatedAt: string;
  sync: Record<string, SyncView>;
};

export function viewOf<Type extends RecordType>(record: BusinessRecord<Type>): RecordView<Type> {
  const sync: Record<string, SyncView> = {};
  for (const integrationId of Object.keys(record.external)) {
    const link = record.external[integrationId];
    if (link) sync[integrationId] = syncViewOf(link);
  }
  return {
    ...record.data,
    id: record._id,
    revision: record.dataRevision,
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
    sync,
  };
}

/** Everything of the link but the copy of the PSA's fields, which is the connector's own business. */
function syncViewOf({ sync, id, pushedRevision, seenAt, deletedAt, conflicts = [] }: ExternalLink): SyncView {
  return {
    status: sync.status,
    at: sync.at.toISOString(),
    message: sync.message,
    code: sync.code,
    externalId: id,
    pushedRevision,
    seenAt: seenAt?.toISOString(),
    deletedAt: deletedAt?.toISOString(),
    conflicts: conflicts.map(({ field, local, external, kept, at }) => ({ field, local, external, kept, at: at.toISOString() })),
  };
}
