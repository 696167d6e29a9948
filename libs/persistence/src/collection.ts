import type { Clock } from '@psa-bridge/core';
import { copyDocument } from './document.ts';
import { checkDraft, isOurs, mutateAll, toWrite, writeAll, type Fenced } from './fenced-writes.ts';
import { fence, idsOf } from './filter.ts';
import type { Collection, CollectionSpec, Filter, Stored, TenantCollection } from './port.ts';
import type { RawCollection } from './raw-collection.ts';
import { misuse } from './store-errors.ts';

export interface CollectionDeps<Doc extends Stored> {
  spec: CollectionSpec<Doc>;
  raw: RawCollection<Doc>;
  /** The version of a document that is put, see `createPutVersions`. */
  nextPutVersion: () => number;
}

/** The port's collection over either technology. */
export function createCollection<Doc extends Stored>({ spec, raw, nextPutVersion }: CollectionDeps<Doc>): Collection<Doc> {
  const listeners = new Set<(doc: Doc) => void>();
  const announce = (doc: Doc): void => {
    if (doc.outbox?.length) listeners.forEach((listener) => listener(doc));
  };
  const fenced = (tenantId: string | undefined): TenantCollection<Doc> =>
    createFencedCollection({ spec, raw, tenantId, announce }, nextPutVersion);

  return {
    spec,
    forTenant(tenantId) {
      if (tenantId === '') throw misuse('no_tenant', `A tenant is needed to use ${spec.name}.`);
      return fenced(tenantId);
    },
    acrossTenants: () => fenced(undefined),
    clearOutbox: (published) => (published.length === 0 ? Promise.resolve() : raw.pull(published)),
    // A range over the times: the one form that an index over them serves and that a plain scan answers alike.
    withOutbox: (limit) => raw.find({ 'outbox.at': { $gt: new Date(0) } }, { sort: { 'outbox.at': 1 }, limit }),
    onOutbox(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function createFencedCollection<Doc extends Stored>(fenced: Fenced<Doc>, nextPutVersion: () => number): TenantCollection<Doc> {
  const { spec, raw, tenantId } = fenced;
  const within = (filter: Filter): Filter => fence(filter, tenantId);

  return {
    async get(id) {
      const doc = await raw.byId(id);
      return doc && isOurs(fenced, doc) ? doc : undefined;
    },
    getMany: (ids) => byIds(fenced, ids),
    find: async (filter, options = {}) => raw.find(within(filter), options),
    pages: (filter, options) => raw.pages(within(filter), options),
    count: async (filter) => raw.count(within(filter)),
    countBy: async (path, filter) => raw.countBy(path, within(filter)),
    insert: async (draft) => (await writeAll(fenced, [toWrite(fenced, draft)])).size === 0,
    async insertMany(drafts) {
      const lost = await writeAll(
        fenced,
        drafts.map((draft) => toWrite(fenced, draft)),
      );
      return new Set(drafts.filter((_, at) => lost.has(at)).map((draft) => draft._id));
    },
    mutate: async (id, change) => (await mutateAll(fenced, [id], (_, current) => change(current))).get(id),
    mutateMany: (ids, change) => mutateAll(fenced, ids, change),
    async replace(doc, next) {
      if (!isOurs(fenced, doc) || next._id !== doc._id)
        throw misuse('wrong_id', `A document of ${spec.name} was to be replaced by another one.`);
      const write = toWrite(fenced, next, doc);
      return (await writeAll(fenced, [write])).size === 0 ? write.doc : undefined;
    },
    async put(draft) {
      checkDraft(spec, draft, tenantId);
      if (draft.outbox?.length)
        throw misuse('outbox_on_put', `Events in ${spec.name} need mutate: put would lose those that wait.`);
      await raw.put({ ...copyDocument(draft), version: nextPutVersion() } as Doc, tenantId);
    },
    delete: async (id) => (await removeByIds(fenced, [id])) > 0,
    async deleteMany(filter) {
      const fencedFilter = within(filter);
      const ids = idsOf(filter);
      return ids ? removeByIds(fenced, ids) : raw.remove(fencedFilter);
    },
  };
}

/** By id first and the tenant afterwards: an exact id is the fastest filter everywhere. */
async function byIds<Doc extends Stored>(fenced: Fenced<Doc>, ids: readonly string[]): Promise<Doc[]> {
  if (ids.length === 0) return [];
  return (await fenced.raw.byIds([...new Set(ids)])).filter((doc) => isOurs(fenced, doc));
}

/** An id never changes its tenant, so what was ours a moment ago may be removed by id alone. */
async function removeByIds<Doc extends Stored>(fenced: Fenced<Doc>, ids: readonly string[]): Promise<number> {
  const mine = await byIds(fenced, ids);
  return mine.length === 0 ? 0 : fenced.raw.remove({ _id: { $in: mine.map((doc) => doc._id) } });
}

/**
 * Versions for documents that are written unseen. They must differ from whatever version stands there, and rise: so they
 * follow the clock (1,024 a millisecond, exact until the year 2248), starting anywhere within it so that processes differ.
 */
export function createPutVersions(clock: Clock): () => number {
  let last = 0;
  return () => {
    last = Math.max(last + 1, clock.now().getTime() * 1024 + Math.floor(Math.random() * 1024));
    return last;
  };
}
