import type { mongo } from 'mongoose';
import { duplicateValue } from './store-errors.ts';
import { indexOf, isDuplicateKey, isIdTaken } from './mongo-errors.ts';
import { nativeOf, toRaw, type RawDocument, type RawModel } from './mongo-model.ts';
import type { Stored } from './port.ts';
import type { Write } from './raw-collection.ts';

/** How servers name the upsert that cannot be: the path is not viable, or the id is immutable. */
const IMPOSSIBLE_UPSERT = [28, 66];

/** Each document where nobody came first; answers the positions of those where somebody did. */
export async function writeGuarded<Doc extends Stored>(
  model: RawModel,
  writes: readonly Write<Doc>[],
): Promise<ReadonlySet<number>> {
  const [only] = writes;
  if (!only) return new Set();
  if (writes.length > 1) return writeMany(model, writes);
  return (await writeOne(model, only)) ? new Set() : new Set([0]);
}

async function writeOne<Doc extends Stored>(model: RawModel, { doc, previous }: Write<Doc>): Promise<boolean> {
  if (previous) {
    const { matchedCount } = await nativeOf(model).replaceOne({ _id: doc._id, version: previous.version }, toRaw(doc));
    return matchedCount === 1;
  }
  try {
    await nativeOf(model).insertOne(toRaw(doc));
    return true;
  } catch (error) {
    if (isIdTaken(error)) return false;
    throw error;
  }
}

/** One bulk write of which each operation's fate is known, because every operation that does not apply is an error of its own. */
async function writeMany<Doc extends Stored>(model: RawModel, writes: readonly Write<Doc>[]): Promise<ReadonlySet<number>> {
  try {
    await nativeOf(model).bulkWrite(writes.map(toOperation), { ordered: false });
    return new Set();
  } catch (error) {
    return lostOf(model.modelName, error);
  }
}

/**
 * A bulk write only counts how many updates matched, not which. So a guarded update asks for an upsert that no server can
 * carry out (a field inside the id, which is text): where the version has moved on, or the document is gone, that one
 * operation fails, nothing is inserted, and its position is known.
 */
function toOperation<Doc extends Stored>({ doc, previous }: Write<Doc>): mongo.AnyBulkWriteOperation<RawDocument> {
  if (!previous) return { insertOne: { document: toRaw(doc) } };
  const { _id, ...fields } = toRaw(doc);
  const vanished = Object.keys(previous).filter((name) => !(name in doc));
  return {
    updateOne: {
      filter: { _id, version: previous.version },
      update: {
        $set: fields,
        ...(vanished.length > 0 ? { $unset: Object.fromEntries(vanished.map((name) => [name, 1])) } : {}),
        $setOnInsert: { '_id.never': 1 },
      },
      upsert: true,
    },
  };
}

function lostOf(collection: string, error: unknown): ReadonlySet<number> {
  const problems = (error as Partial<mongo.MongoBulkWriteError>).writeErrors;
  const list = problems === undefined ? [] : [problems].flat();
  if (list.length === 0) throw error;
  const lost = new Set<number>();
  for (const { index, code, errmsg = '' } of list) {
    const problem = { code, message: errmsg };
    if (isDuplicateKey(problem) && !isIdTaken(problem)) throw duplicateValue(collection, indexOf(errmsg));
    if (!isDuplicateKey(problem) && !IMPOSSIBLE_UPSERT.includes(code)) throw error;
    lost.add(index);
  }
  return lost;
}
