import { conflict, newId, type AppError, type Clock } from '@psa-bridge/core';
import { findPage, type Collection, type DocumentStore, type Stored, type TenantCollection } from '@psa-bridge/persistence';
import { applyPage } from './apply-page.ts';
import { openCollections } from './collections.ts';
import type { RecordInput, RecordType } from './domain/record-types.ts';
import type { BusinessRecord } from './domain/record.ts';
import { createRecord, recordNotFound, updateRecord } from './domain/save-record.ts';
import { filterOf, toList } from './domain/search.ts';
import { retireLinks } from './former-links.ts';
import { linkedRecords, markGone } from './gone-entities.ts';
import { linkRecord, relinkRecord, setExternal, unlinkRecord, type ExternalDeps } from './external-links.ts';
import { reindexPage } from './reindex.ts';
import type { RecordStore, SaveContext, TenantRecords } from './port.ts';
import { createRecordLinks } from './record-links.ts';

export interface RecordStoreOptions {
  store: DocumentStore;
  clock: Clock;
  /** The service that writes, told as the source of its events. */
  source: string;
}

/** The business records in a document store. `collections` are those whose events an outbox relay has to publish. */
export function createRecordStore({
  store,
  clock,
  source,
}: RecordStoreOptions): RecordStore & { collections: readonly Collection<Stored>[] } {
  const collections = openCollections(store);
  const deps = { collections, clock, service: source };

  function forTenant(tenantId: string): TenantRecords {
    const recordsOf = <Type extends RecordType>(type: Type): TenantCollection<BusinessRecord<Type>> =>
      collections.records(type).forTenant(tenantId);
    const linksOf = (type: RecordType, integrationId: string) =>
      createRecordLinks(collections.links.forTenant(tenantId), { tenantId, integrationId, type });
    const externalOf = (type: RecordType, integrationId: string): ExternalDeps => ({
      ...deps,
      records: recordsOf(type),
      links: linksOf(type, integrationId),
      integrationId,
    });

    /** Undefined where the id is taken. */
    async function insertNew<Type extends RecordType>(
      type: Type,
      id: string,
      data: RecordInput<Type>,
      context: SaveContext,
    ): Promise<BusinessRecord<Type> | undefined> {
      const draft = createRecord(type, id, data, { tenantId, service: source, at: clock.now(), context });
      return (await recordsOf(type).insert(draft)) ? { ...draft, version: 1 } : undefined;
    }

    return {
      get: (type, id) => recordsOf(type).get(id),
      getMany: (type, ids) => recordsOf(type).getMany(ids),
      search: async (type, request) => findPage(recordsOf(type), toList(tenantId, type, request), request),
      pages: (type, pageSize, filters) => recordsOf(type).pages(filterOf(type, filters), { sort: { _id: 1 }, pageSize }),
      async create(type, data, context) {
        const record = await insertNew(type, newId(), data, context);
        if (!record) throw idTaken();
        return record;
      },
      async createOnce(type, id, data, context) {
        const record = (await insertNew(type, id, data, context)) ?? (await recordsOf(type).get(id));
        if (!record) throw idTaken();
        return record;
      },
      async update(type, id, changes, { ifRevision, ...context }) {
        const saving = { tenantId, service: source, at: clock.now(), context, ifRevision };
        const record = await recordsOf(type).mutate(id, (current) => updateRecord(current, changes, saving));
        if (!record) throw recordNotFound();
        return record;
      },
      reindex: (type, page) => reindexPage(recordsOf(type), page, deps),
      idsByExternal: (type, integrationId, externalIds) => linksOf(type, integrationId).find(externalIds),
      countByGroup: (type, integrationId) =>
        recordsOf(type).countBy(`external.${integrationId}.group`, {
          [`external.${integrationId}.deletedAt`]: { $exists: false },
        }),
      applyIncoming: (type, integrationId, page) => applyPage(deps, { tenantId, integrationId, type }, page),
      link: (type, id, integrationId, externalId) => linkRecord(externalOf(type, integrationId), id, externalId),
      relink: (type, id, integrationId, externalId) => relinkRecord(externalOf(type, integrationId), id, externalId),
      setExternal: (type, id, integrationId, change) => setExternal(externalOf(type, integrationId), id, change),
      linked: (type, integrationId, pageSize) => linkedRecords(recordsOf(type), integrationId, pageSize),
      markGone: (type, integrationId, gone, lookedAt) => markGone(externalOf(type, integrationId), gone, lookedAt),
      retireLinks: (type, integrationId, psa) => retireLinks(externalOf(type, integrationId), psa),
      unlink: (type, id, integrationId) => unlinkRecord(externalOf(type, integrationId), id),
    };
  }

  return { forTenant, collections: collections.withEvents };
}

function idTaken(): AppError {
  return conflict('id_taken', 'The new id is taken.');
}
