import DataLoader from 'dataloader';
import { fromBson } from './bson.ts';
import { copyDocument } from './document.ts';
import { nativeOf, type RawModel } from './mongo-model.ts';

const IDS_AT_ONCE = 100;

/** Answers undefined where there is no such document. */
export type IdReader<Doc> = (id: string) => Promise<Doc | undefined>;

/**
 * Reads that are asked for in one turn of the event loop share one query, because to the driver a query costs more than a small
 * document does. Nothing is remembered: each read sees what was written before it was asked for.
 */
export function createIdReader<Doc>(model: RawModel): IdReader<Doc> {
  const loader = new DataLoader<string, Doc | undefined>((ids) => readInOrder<Doc>(model, ids), {
    cache: false,
    maxBatchSize: IDS_AT_ONCE,
    batchScheduleFn: (send) => void setImmediate(send),
  });
  return (id) => loader.load(id);
}

/** By the driver itself: for one document mongoose's query costs as much as the read. */
export async function readOne<Doc>(model: RawModel, id: string): Promise<Doc | undefined> {
  const found = await nativeOf(model).findOne({ _id: id });
  return found ? fromBson<Doc>(found) : undefined;
}

async function readInOrder<Doc>(model: RawModel, ids: readonly string[]): Promise<(Doc | undefined)[]> {
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return [await readOne<Doc>(model, only)];
  const documents = await nativeOf(model)
    .find({ _id: { $in: [...new Set(ids)] } })
    .toArray();
  const found = new Map(documents.map((document) => [document._id, fromBson<Doc>(document)]));
  const given = new Set<string>();
  // Each caller may change what it was given.
  return ids.map((id) => {
    if (given.has(id)) return copyDocument(found.get(id));
    given.add(id);
    return found.get(id);
  });
}
