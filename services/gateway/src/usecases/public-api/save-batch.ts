import { isAppError, type Caller, type ErrorKind } from '@psa-bridge/core';
import type { BusinessRecord, RecordInput } from '@psa-bridge/records';
import type { Resource } from '../../domain/resources.ts';
import type { RecordSaves } from '../save-record.ts';
import type { UpsertByExternal } from './upsert-by-external.ts';
import type { Upserted } from './upsert-contact.ts';

/** One of a batch: known by our id, by the partner's identifier, or new. */
export interface BatchItem {
  changes: Partial<RecordInput>;
  id?: string | undefined;
  externalIdentifier?: string | undefined;
}

export type BatchResult =
  { result: 'created' | 'updated'; record: BusinessRecord } | { result: 'failed'; code: string; message: string };

/** What is wrong with one of them; anything else is wrong with all. */
const OF_ONE: readonly ErrorKind[] = ['invalid_input', 'not_found', 'conflict'];

/** Saves many, one after the other in their order; one that is refused stops none of the others (PA-06). */
export function makeSaveBatch({ saves, upsertByExternal }: { saves: RecordSaves; upsertByExternal: UpsertByExternal }) {
  async function save(caller: Caller, resource: Resource, item: BatchItem): Promise<Upserted> {
    const { id, externalIdentifier, changes } = item;
    if (id !== undefined) return { record: await saves.update(caller, resource, { id, changes }), isNew: false };
    if (externalIdentifier !== undefined) return upsertByExternal(caller, resource, { externalIdentifier, changes });
    return { record: await saves.create(caller, resource, changes as RecordInput), isNew: true };
  }

  return async (caller: Caller, resource: Resource, items: readonly BatchItem[]): Promise<readonly BatchResult[]> => {
    const results: BatchResult[] = [];
    for (const item of items) results.push(await save(caller, resource, item).then(saved, failed));
    return results;
  };
}

export type SaveBatch = ReturnType<typeof makeSaveBatch>;

function saved({ isNew, record }: Upserted): BatchResult {
  return { result: isNew ? 'created' : 'updated', record };
}

function failed(error: unknown): BatchResult {
  if (!isAppError(error) || !OF_ONE.includes(error.kind)) throw error;
  return { result: 'failed', code: error.code, message: error.message };
}
