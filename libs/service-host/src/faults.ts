import { armPoints, noFaults, type ArmedPoints, type FaultPoint } from '@psa-bridge/core';
import type { ConsumerDefinition, MessageBus } from '@psa-bridge/messaging';
import type { Collection, CollectionSpec, DocumentStore, Stored, TenantCollection } from '@psa-bridge/persistence';

/**
 * Kills this process as a power cut would when it reaches the point, at the place where one is named: for proving that nothing
 * is lost or made twice.
 */
export function armedPoints(point: FaultPoint | undefined, place = ''): ArmedPoints {
  if (point === undefined) return noFaults;
  return armPoints({ [point]: { action: () => void process.kill(process.pid, 'SIGKILL'), place } });
}

/** The bus with a point on either side of the broker: what is published is written but not sent, or sent but not noted as sent. */
export function withPublishFaults(bus: MessageBus, faults: ArmedPoints): MessageBus {
  return {
    ...bus,
    async publish(topic, messages) {
      await faults.reach('before_publish', topic);
      await bus.publish(topic, messages);
      await faults.reach('after_publish', topic);
    },
  };
}

/** The consumer with a point where a message is handled and its offset is not stored yet. */
export function withOffsetFault(consumer: ConsumerDefinition, faults: ArmedPoints): ConsumerDefinition {
  const subscriptions = consumer.subscriptions.map(({ type, handle, handleTogether }) => ({
    type,
    handle: async (...message: Parameters<typeof handle>) => {
      const outcome = await handle(...message);
      await faults.reach('before_offset_commit', consumer.group);
      return outcome;
    },
    ...(handleTogether && {
      handleTogether: async (...messages: Parameters<typeof handleTogether>) => {
        const outcomes = await handleTogether(...messages);
        await faults.reach('before_offset_commit', consumer.group);
        return outcomes;
      },
    }),
  }));
  return { ...consumer, subscriptions };
}

/**
 * The store with a point behind each document that is written to the named collection: that is done, and nothing of what was to
 * follow. Deletions do not count, for chores delete at any time.
 */
export function withWriteFault(store: DocumentStore, name: string | undefined, faults: ArmedPoints): DocumentStore {
  if (name === undefined) return store;
  return {
    leases: store.leases,
    everyCollection: () => store.everyCollection(),
    prepare: () => store.prepare(),
    isHealthy: () => store.isHealthy(),
    close: () => store.close(),
    collection<Doc extends Stored>(spec: CollectionSpec<Doc>): Collection<Doc> {
      const inner = store.collection(spec);
      if (spec.name !== name) return inner;
      return {
        ...inner,
        forTenant: (tenantId) => reachingAfterWrites(inner.forTenant(tenantId), name, faults),
        acrossTenants: (reason) => reachingAfterWrites(inner.acrossTenants(reason), name, faults),
      };
    },
  };
}

function reachingAfterWrites<Doc extends Stored>(
  inner: TenantCollection<Doc>,
  place: string,
  faults: ArmedPoints,
): TenantCollection<Doc> {
  async function reached<Result>(writing: Promise<Result>): Promise<Result> {
    const result = await writing;
    await faults.reach('after_write', place);
    return result;
  }
  return {
    ...inner,
    insert: (doc) => reached(inner.insert(doc)),
    insertMany: (docs) => reached(inner.insertMany(docs)),
    mutate: (id, change) => reached(inner.mutate(id, change)),
    mutateMany: (ids, change) => reached(inner.mutateMany(ids, change)),
    replace: (doc, next) => reached(inner.replace(doc, next)),
    put: (doc) => reached(inner.put(doc)),
  };
}
