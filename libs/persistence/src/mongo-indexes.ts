import type { CollectionSpec, IndexSpec, Stored } from './port.ts';
import { nativeOf, type RawModel } from './mongo-model.ts';

/** Lets the relay find waiting events; documents without any are not in it. */
const OUTBOX_INDEX: IndexSpec = { keys: { 'outbox.at': 1 }, sparse: true };

/** Makes the declared indexes that are missing. */
export async function makeIndexes(model: RawModel, spec: CollectionSpec<Stored>): Promise<void> {
  for (const { keys, unique = false, sparse = false } of [...(spec.indexes ?? []), OUTBOX_INDEX]) {
    await nativeOf(model).createIndex({ ...keys }, { ...(unique ? { unique } : {}), ...(sparse ? { sparse } : {}) });
  }
}
