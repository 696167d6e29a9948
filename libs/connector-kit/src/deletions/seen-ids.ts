import type { CollectionSpec, DocumentStore, Stored } from '@psa-bridge/persistence';
import type { SyncedType } from '../sync/run.ts';

/** The entities that one page of a full pass showed. */
interface SeenPage extends Stored {
  runId: string;
  type: SyncedType;
  ids: readonly string[];
}

/** Which pass, and which of its types. */
export interface PassOfType {
  tenantId: string;
  runId: string;
  type: SyncedType;
}

/** What a full pass has seen: stored page by page, so that a pass that another replica goes on with has seen all the same. */
export interface SeenIds {
  /** `place` is where the page begins in the pass: a page that is read again stands for itself. */
  note(pass: PassOfType, place: string, externalIds: readonly string[]): Promise<void>;
  /** Takes out of these what the pass has seen. */
  takeOut(pass: PassOfType, externalIds: Set<string>): Promise<void>;
  forget(pass: Pick<PassOfType, 'tenantId' | 'runId'>): Promise<void>;
}

/** So many are in memory at once, however many the pass has. */
const PAGES_AT_ONCE = 10;

export function createSeenIds({ store, provider }: { store: DocumentStore; provider: string }): SeenIds {
  const spec: CollectionSpec<SeenPage> = {
    name: `sync_seen_${provider}`,
    writer: `${provider}-connector`,
    indexes: [{ keys: { runId: 1, type: 1 } }],
  };
  const pages = store.collection(spec);

  return {
    async note({ tenantId, runId, type }, place, ids) {
      if (ids.length > 0) await pages.forTenant(tenantId).put({ _id: `${runId}:${type}:${place}`, tenantId, runId, type, ids });
    },
    async takeOut({ tenantId, runId, type }, externalIds) {
      for await (const some of pages.forTenant(tenantId).pages({ runId, type }, { pageSize: PAGES_AT_ONCE, fields: ['ids'] })) {
        for (const { ids } of some) for (const id of ids) externalIds.delete(id);
      }
    },
    async forget({ tenantId, runId }) {
      await pages.forTenant(tenantId).deleteMany({ runId });
    },
  };
}
