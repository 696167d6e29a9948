import type { BusinessRecord, ExternalLink, MergeConflict, RecordData, RecordType, SyncStatus } from '@psa-bridge/records';

/** Where a record stands with one integration, as shown on the record (SY-07). */
export interface SyncView {
  status: SyncStatus;
  at: Date;
  message?: string;
  code?: string;
  /** The PSA's id of the entity. */
  externalId?: string;
  /** The revision the PSA is known to hold. */
  pushedRevision?: number;
  /** When the PSA's content was last read. */
  seenAt?: Date;
  /** When it was found gone in the PSA. */
  deletedAt?: Date;
  conflicts: readonly MergeConflict[];
}

/** A record as the public API shows it: its data, and by integration id where it stands. */
export type RecordView<Type extends RecordType = RecordType> = RecordData<Type> & {
  id: string;
  /** Rises with each change of the data; the ETag is made of it. */
  revision: number;
  createdAt: Date;
  updatedAt: Date;
  sync: Record<string, SyncView>;
};

export function viewOf<Type extends RecordType>(record: BusinessRecord<Type>): RecordView<Type> {
  const sync: Record<string, SyncView> = {};
  for (const integrationId of Object.keys(record.external)) {
    const link = record.external[integrationId];
    if (link) sync[integrationId] = syncViewOf(link);
  }
  const { _id: id, dataRevision: revision, createdAt, updatedAt } = record;
  return { ...record.data, id, revision, createdAt, updatedAt, sync };
}

/** Everything of the link but the copy of the PSA's fields, which is the connector's own business. */
function syncViewOf(link: ExternalLink): SyncView {
  const { status, at, message, code } = link.sync;
  return {
    status,
    at,
    ...(message === undefined ? {} : { message }),
    ...(code === undefined ? {} : { code }),
    ...(link.id === undefined ? {} : { externalId: link.id }),
    ...(link.pushedRevision === undefined ? {} : { pushedRevision: link.pushedRevision }),
    ...(link.seenAt === undefined ? {} : { seenAt: link.seenAt }),
    ...(link.deletedAt === undefined ? {} : { deletedAt: link.deletedAt }),
    conflicts: link.conflicts ?? [],
  };
}
