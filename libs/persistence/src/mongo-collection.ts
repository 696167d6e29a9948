import { withQuerySpan } from '@psa-bridge/observability';
import { fromBson } from './bson.ts';
import { countedAs } from './document.ts';
import type { MongoConnection } from './mongo-connection.ts';
import { isIdTaken, translateError } from './mongo-errors.ts';
import { createIdReader, readOne } from './mongo-id-reader.ts';
import { makeIndexes } from './mongo-indexes.ts';
import { modelOf, nativeOf, toRaw, type RawModel } from './mongo-model.ts';
import { writeGuarded } from './mongo-writes.ts';
import type { CollectionSpec, FindOptions, Stored } from './port.ts';
import type { Published, RawCollection } from './raw-collection.ts';
import { idTaken } from './store-errors.ts';

/** So many ids are asked for at once; more are asked for in parts. */
const IDS_AT_ONCE = 1_000;

export interface MongoCollection<Doc extends Stored> extends RawCollection<Doc> {
  prepare(): Promise<void>;
}

export function createMongoCollection<Doc extends Stored>(
  database: MongoConnection,
  spec: CollectionSpec<Doc>,
): MongoCollection<Doc> {
  const model = modelOf(database.connection, spec.name);
  const readById = createIdReader<Doc>(model);

  async function run<Result>(operation: keyof RawCollection<Doc> | 'prepare', ask: () => Promise<Result>): Promise<Result> {
    try {
      await database.open();
      return await withQuerySpan({ operation, collection: spec.name }, ask);
    } catch (error) {
      throw translateError(error, spec.name);
    }
  }

  return {
    prepare: () => run('prepare', () => makeIndexes(model, spec)),
    byId: (id) => run('byId', () => readById(id)),
    byIds: (ids) => run('byIds', () => readByIds<Doc>(model, ids)),
    find: (filter, options) =>
      run('find', async () => (await select(model, filter, options)).map((found) => fromBson<Doc>(found))),
    async *pages(filter, { pageSize, ...options }) {
      let documents: Documents | undefined;
      const next = () => nextPage<Doc>((documents ??= select(model, filter, options).cursor({ batchSize: pageSize })), pageSize);
      try {
        for (let size = pageSize; size === pageSize;) {
          const page = await run('pages', next);
          size = page.length;
          if (size > 0) yield page;
        }
      } finally {
        await documents?.close();
      }
    },
    count: (filter) => run('count', () => nativeOf(model).countDocuments(filter as object)),
    countBy: (path, filter) => run('countBy', () => countBy(model, path, filter)),
    write: (writes) => run('write', () => writeGuarded(model, writes)),
    put: (doc, tenantId) => run('put', () => put(model, doc, tenantId)),
    remove: (filter) => run('remove', async () => (await nativeOf(model).deleteMany(filter as object)).deletedCount),
    pull: (published) => run('pull', () => pullEvents(model, published)),
  };
}

function select(model: RawModel, filter: object, { sort, skip, limit, fields }: FindOptions) {
  const query = model.find(filter).lean();
  if (sort) query.sort({ ...sort });
  if (skip) query.skip(skip);
  if (limit) query.limit(limit);
  if (fields) query.select([...fields, 'tenantId', 'version']);
  return query;
}

async function readByIds<Doc>(model: RawModel, ids: readonly string[]): Promise<Doc[]> {
  const [only] = ids;
  if (only !== undefined && ids.length === 1) {
    const found = await readOne<Doc>(model, only);
    return found === undefined ? [] : [found];
  }
  const parts = Array.from({ length: Math.ceil(ids.length / IDS_AT_ONCE) }, (_, at) =>
    ids.slice(at * IDS_AT_ONCE, (at + 1) * IDS_AT_ONCE),
  );
  const found = await Promise.all(parts.map((part) => model.find({ _id: { $in: part } }).lean()));
  return found.flat().map((document) => fromBson<Doc>(document));
}

type Documents = ReturnType<ReturnType<typeof select>['cursor']>;

/** Fewer than `pageSize` only where there are no more: a cursor that has ended is not asked again. */
async function nextPage<Doc>(documents: Documents, pageSize: number): Promise<Doc[]> {
  const page: Doc[] = [];
  while (page.length < pageSize) {
    const document = await documents.next();
    if (document === null) break;
    page.push(fromBson<Doc>(document));
  }
  return page;
}

async function countBy(model: RawModel, path: string, filter: object): Promise<ReadonlyMap<string, number>> {
  const groups = await model.aggregate<{ _id: unknown; count: number }>([
    { $match: filter },
    { $group: { _id: `$${path}`, count: { $sum: 1 } } },
  ]);
  return new Map(
    groups.flatMap(({ _id, count }) => {
      const value = countedAs(_id);
      return value === undefined ? [] : [[value, count]];
    }),
  );
}

/**
 * The tenant stands in the filter: another tenant's document does not match, and its id makes the insert fail. So does a document
 * of ours that another writer made at this very moment; it is there by then and can be replaced.
 */
async function put(model: RawModel, doc: Stored, tenantId: string | undefined): Promise<void> {
  const filter = { _id: doc._id, ...(tenantId === undefined ? {} : { tenantId }) };
  try {
    await nativeOf(model).replaceOne(filter, toRaw(doc), { upsert: true });
  } catch (error) {
    if (!isIdTaken(error)) throw error;
    const { matchedCount } = await nativeOf(model).replaceOne(filter, toRaw(doc));
    if (matchedCount === 0) throw idTaken(model.modelName);
  }
}

async function pullEvents(model: RawModel, published: readonly Published[]): Promise<void> {
  const documents = [...new Set(published.map(({ documentId }) => documentId))];
  const events = published.map(({ eventId }) => eventId);
  await model.updateMany({ _id: { $in: documents } }, { $pull: { outbox: { id: { $in: events } } } });
}
