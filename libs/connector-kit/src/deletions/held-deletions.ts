import { actionTaken, fieldChanges } from '@psa-bridge/audit';
import type { OutboxEvent } from '@psa-bridge/contracts';
import { notFound, type Clock } from '@psa-bridge/core';
import type { Collection, CollectionSpec, DocumentStore, Stored } from '@psa-bridge/persistence';
import type { LinkedRecord } from '@psa-bridge/records';
import type { Integration } from '../integrations/integration.ts';
import type { SyncedType } from '../sync/run.ts';
import { nextSequence, resultEvent, type ResultSource } from '../work/results.ts';
import { missingFailure, type MissingWords } from './missing.ts';

/** Many entities of one type that a full pass did not find: a person says what they are. One document per integration and type. */
export interface HeldDeletion extends Stored {
  integrationId: string;
  type: SyncedType;
  isOpen: boolean;
  label: string;
  missing: number;
  linked: number;
  examples: readonly string[];
  heldAt: Date;
  sequence: number;
}

interface HeldBatch extends Stored {
  integrationId: string;
  type: SyncedType;
  gone: readonly LinkedRecord[];
}

export interface HeldDeletions {
  readonly collection: Collection<HeldDeletion>;
  /** Asks a person, with one issue for the type; asking again replaces what was asked. */
  hold(integration: Integration, words: MissingWords, gone: readonly LinkedRecord[]): Promise<void>;
  list(tenantId: string, integrationId: string): Promise<readonly HeldDeletion[]>;
  /** @throws AppError `nothing_held` */
  get(tenantId: string, integrationId: string, type: string): Promise<HeldDeletion>;
  /** The next records that are held, until `done` was called for them. */
  next(integration: Integration, type: SyncedType): Promise<{ gone: readonly LinkedRecord[]; done(): Promise<void> } | undefined>;
  /** Forgets what is held of a type, where something is, and clears its issue. */
  settle(integration: Integration, type: SyncedType): Promise<void>;
  /** The same, as a person's decision that they are still there. */
  discard(integration: Integration, type: SyncedType): Promise<void>;
}

const BATCH = 200;

export interface HeldDeletionsOptions {
  store: DocumentStore;
  resultSource: ResultSource;
  clock: Clock;
}

export function createHeldDeletions({ store, resultSource, clock }: HeldDeletionsOptions): HeldDeletions {
  const writer = `${resultSource.provider}-connector`;
  const spec: CollectionSpec<HeldDeletion> = {
    ...{ name: `held_deletions_${resultSource.provider}`, writer },
    indexes: [{ keys: { integrationId: 1 } }],
  };
  const batchSpec: CollectionSpec<HeldBatch> = {
    ...{ name: `held_deletion_ids_${resultSource.provider}`, writer },
    indexes: [{ keys: { integrationId: 1, type: 1 } }],
  };
  const held = store.collection(spec);
  const batches = store.collection(batchSpec);
  const idOf = (integrationId: string, type: string): string => `${integrationId}:${type}`;

  function issueOf({ tenantId, integrationId, type, sequence, label }: Omit<HeldDeletion, 'version'>, words?: MissingWords) {
    return resultEvent(
      {
        ...{ tenantId, integrationId, entityType: 'sync', entityId: `missing:${type}`, entityName: label, operation: 'sync' },
        ...{ failure: words && missingFailure(words), attempts: 1, sequence, at: clock.now() },
      },
      resultSource,
    );
  }

  async function close(
    { tenantId, _id: integrationId }: Integration,
    type: SyncedType,
    told: (open: HeldDeletion) => OutboxEvent[],
  ) {
    await batches.forTenant(tenantId).deleteMany({ integrationId, type });
    await held.forTenant(tenantId).mutate(idOf(integrationId, type), (current) => {
      if (!current?.isOpen) return undefined;
      const next = { ...current, isOpen: false, sequence: nextSequence(current.sequence, clock.now()) };
      return { ...next, outbox: [...(current.outbox ?? []), issueOf(next), ...told(current)] };
    });
  }

  function discarded({ tenantId, _id: id, name }: Integration, { type, missing }: HeldDeletion): OutboxEvent {
    const fields = fieldChanges({ type, missing }, undefined);
    const deed = { kind: 'deletions.discarded', record: { type: 'integration', id, name }, fields };
    return actionTaken(deed, { tenantId, source: resultSource.source, at: clock.now() });
  }

  return {
    collection: held,
    async hold({ tenantId, _id: integrationId }, words, gone) {
      const { type, label, linked, missing, examples } = words;
      await batches.forTenant(tenantId).deleteMany({ integrationId, type });
      for (let from = 0; from < gone.length; from += BATCH) {
        const batch = { tenantId, integrationId, type, gone: gone.slice(from, from + BATCH) };
        await batches.forTenant(tenantId).put({ _id: `${idOf(integrationId, type)}:${from}`, ...batch });
      }
      await held.forTenant(tenantId).mutate(idOf(integrationId, type), (current) => {
        const now = clock.now();
        const next = {
          ...{ _id: idOf(integrationId, type), tenantId, integrationId, type, isOpen: true, label, linked, missing, examples },
          ...{ heldAt: now, sequence: nextSequence(current?.sequence ?? 0, now) },
        };
        return { ...next, outbox: [...(current?.outbox ?? []), issueOf(next, words)] };
      });
    },
    list: (tenantId, integrationId) => held.forTenant(tenantId).find({ integrationId, isOpen: true }, { sort: { type: 1 } }),
    async get(tenantId, integrationId, type) {
      const found = await held.forTenant(tenantId).get(idOf(integrationId, type));
      if (!found?.isOpen) throw notFound('nothing_held', 'No deletions of this type wait for a decision.', { expected: true });
      return found;
    },
    async next({ tenantId, _id: integrationId }, type) {
      const own = batches.forTenant(tenantId);
      const [batch] = await own.find({ integrationId, type }, { limit: 1 });
      return batch && { gone: batch.gone, done: async () => void (await own.delete(batch._id)) };
    },
    settle: (integration, type) => close(integration, type, () => []),
    discard: (integration, type) => close(integration, type, (open) => [discarded(integration, open)]),
  };
}
