import { toAppError, type AppError } from '@psa-bridge/core';
import { Query } from 'mingo';
import { copyDocument, countedAs, valueAt } from './document.ts';
import type { CollectionSpec, Filter, FindOptions, IndexSpec, Stored } from './port.ts';
import type { Published, RawCollection, Write } from './raw-collection.ts';
import { duplicateValue, idTaken } from './store-errors.ts';

/** The in-memory twin. Every operation is one synchronous step, so each is as atomic as the database's. */
export function createMemoryCollection<Doc extends Stored>(spec: CollectionSpec<Doc>): RawCollection<Doc> {
  const documents = new Map<string, Doc>();
  const uniques = (spec.indexes ?? []).filter((index) => index.unique).map(createUniqueIndex);

  function store(doc: Doc): void {
    const previous = documents.get(doc._id);
    const taken = uniques.find((index) => index.isTakenByOther(doc));
    if (taken) throw duplicateValue(spec.name, taken.name);
    uniques.forEach((index) => {
      if (previous) index.remove(previous);
      index.add(doc);
    });
    documents.set(doc._id, copyDocument(doc));
  }

  const select = (filter: Filter, options: FindOptions = {}): Doc[] =>
    query([...documents.values()], filter, options).map(copyDocument);

  return {
    byId: async (id) => copyDocument(documents.get(id)),
    byIds: async (ids) => ids.flatMap((id) => documents.get(id) ?? []).map(copyDocument),
    find: async (filter, options) => select(filter, options),
    async *pages(filter, { pageSize, ...options }) {
      const all = select(filter, options);
      for (let at = 0; at < all.length; at += pageSize) yield all.slice(at, at + pageSize);
    },
    count: async (filter) => select(filter).length,
    countBy: async (path, filter) => countValues(select(filter), path),
    write: async (writes) => writeEach(writes, documents, store),
    async put(doc, tenantId) {
      const standing = documents.get(doc._id);
      if (standing && tenantId !== undefined && standing.tenantId !== tenantId) throw idTaken(spec.name);
      store(doc);
    },
    async remove(filter) {
      const doomed = select(filter);
      for (const doc of doomed) {
        documents.delete(doc._id);
        uniques.forEach((index) => index.remove(doc));
      }
      return doomed.length;
    },
    pull: async (published) => pullEvents(documents, published),
  };
}

function writeEach<Doc extends Stored>(
  writes: readonly Write<Doc>[],
  documents: ReadonlyMap<string, Doc>,
  store: (doc: Doc) => void,
): ReadonlySet<number> {
  const lost = new Set<number>();
  let refusal: AppError | undefined;
  writes.forEach(({ doc, previous }, at) => {
    const isForestalled = documents.get(doc._id)?.version !== previous?.version;
    if (isForestalled) return void lost.add(at);
    try {
      store(doc);
    } catch (error) {
      refusal ??= toAppError(error);
    }
  });
  if (refusal) throw refusal;
  return lost;
}

function pullEvents<Doc extends Stored>(documents: Map<string, Doc>, published: readonly Published[]): void {
  const gone = new Set(published.map(({ eventId }) => eventId));
  for (const { documentId } of published) {
    const doc = documents.get(documentId);
    if (doc?.outbox) documents.set(documentId, { ...doc, outbox: doc.outbox.filter((event) => !gone.has(event.id)) });
  }
}

function query<Doc extends Stored>(documents: readonly Doc[], filter: Filter, options: FindOptions): Doc[] {
  const { sort, skip, limit, fields } = options;
  const projection = fields && Object.fromEntries([...fields, 'tenantId', 'version'].map((path) => [path, 1]));
  const cursor = new Query(filter).find<Record<string, unknown>>([...documents], projection);
  if (sort) cursor.sort({ ...sort });
  if (skip) cursor.skip(skip);
  if (limit) cursor.limit(limit);
  return cursor.all() as Doc[];
}

function countValues(documents: readonly Stored[], path: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const doc of documents) {
    const value = countedAs(valueAt(doc, path));
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** One unique index: which document has which values. A sparse one leaves out documents without any of its fields. */
function createUniqueIndex({ keys, sparse = false }: IndexSpec) {
  const paths = Object.keys(keys);
  const owners = new Map<string, string>();
  const keyOf = (doc: Stored): string | undefined => {
    const values = paths.map((path) => valueAt(doc, path) ?? null);
    return sparse && values.every((value) => value === null) ? undefined : JSON.stringify(values);
  };

  return {
    name: Object.entries(keys)
      .map(([path, direction]) => `${path}_${direction}`)
      .join('_'),
    isTakenByOther(doc: Stored): boolean {
      const key = keyOf(doc);
      const owner = key === undefined ? undefined : owners.get(key);
      return owner !== undefined && owner !== doc._id;
    },
    add(doc: Stored): void {
      const key = keyOf(doc);
      if (key !== undefined) owners.set(key, doc._id);
    },
    remove(doc: Stored): void {
      const key = keyOf(doc);
      if (key !== undefined) owners.delete(key);
    },
  };
}
