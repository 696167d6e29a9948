import type { Collection, DocumentStore, Stored, TenantCollection } from '@psa-bridge/persistence';

/** A database of which one collection takes as long to change a document as it is told to. */
export function createHeldStore(name: string) {
  let held: { begun: PromiseWithResolvers<void>; over: PromiseWithResolvers<void> } | undefined;

  function slow<Doc extends Stored>(own: TenantCollection<Doc>): TenantCollection<Doc> {
    return {
      ...own,
      async mutate(id, change) {
        held?.begun.resolve();
        await held?.over.promise;
        return own.mutate(id, change);
      },
    };
  }

  function opened<Doc extends Stored>(inner: Collection<Doc>): Collection<Doc> {
    return inner.spec.name === name ? { ...inner, forTenant: (tenantId) => slow(inner.forTenant(tenantId)) } : inner;
  }

  return {
    through: (store: DocumentStore): DocumentStore => ({ ...store, collection: (spec) => opened(store.collection(spec)) }),
    /** From now on changes wait; answered once the first does. */
    hold() {
      held = { begun: Promise.withResolvers(), over: Promise.withResolvers() };
      return held.begun.promise;
    },
    release(): void {
      held?.over.resolve();
      held = undefined;
    },
  };
}
