import type { Clock } from '@psa-bridge/core';
import type { Collection, CollectionSpec, DocumentStore } from '@psa-bridge/persistence';
import {
  askBackfill,
  askCheck,
  newWatch,
  suspect,
  takeHint,
  withDue,
  type Backfill,
  type HintedType,
  type Suspicion,
  type WebhookWatch,
  type Watch,
} from './watch.ts';

interface IntegrationOf {
  tenantId: string;
  integrationId: string;
}

export interface WebhookWatches {
  /** For the outbox relay. */
  readonly collection: Collection<WebhookWatch>;
  get(of: IntegrationOf): Promise<WebhookWatch | undefined>;
  /** What is to be looked at now, in whichever replica. */
  due(limit: number): Promise<WebhookWatch[]>;
  change(of: IntegrationOf, next: (watch: Watch) => Watch): Promise<WebhookWatch | undefined>;
  /** Something says that a webhook may be broken: it is looked at soon. `isAnswerDue`: a person waits for the outcome, so now. */
  askCheck(of: IntegrationOf, more?: { isAnswerDue: boolean }): Promise<void>;
  askBackfill(of: IntegrationOf, asked: Pick<Backfill, 'entityType' | 'reason' | 'since' | 'dueAt'>): Promise<void>;
  suspect(of: IntegrationOf, suspicions: readonly Suspicion[]): Promise<void>;
  /** Whether one more hint is read by itself; one that is not is read with the changes of its type. */
  takeHint(of: IntegrationOf, entityType: HintedType, atMost: { count: number; withinMs: number }): Promise<boolean>;
}

export interface WebhookWatchesOptions {
  store: DocumentStore;
  provider: string;
  clock: Clock;
  checkEveryMs: number;
}

export function webhookWatchCollection(provider: string): CollectionSpec<WebhookWatch> {
  return {
    name: `webhook_watches_${provider}`,
    writer: `${provider}-connector`,
    indexes: [{ keys: { dueAt: 1 }, sparse: true }],
  };
}

export function createWebhookWatches({ store, provider, clock, checkEveryMs }: WebhookWatchesOptions): WebhookWatches {
  const collection = store.collection(webhookWatchCollection(provider));

  const change: WebhookWatches['change'] = ({ tenantId, integrationId }, next) =>
    collection.forTenant(tenantId).mutate(integrationId, (current) => {
      const before = current ?? newWatch(tenantId, integrationId, clock.now());
      const after = next(before);
      return after === before ? undefined : withDue(after);
    });

  /** Of webhooks that nobody installed nothing is asked. */
  async function ask(of: IntegrationOf, next: (watch: Watch) => Watch): Promise<void> {
    await change(of, (watch) => (watch.isInstalled ? next(watch) : watch));
  }

  return {
    collection,
    change,
    get: ({ tenantId, integrationId }) => collection.forTenant(tenantId).get(integrationId),
    due: (limit) =>
      collection
        .acrossTenants('any replica looks after any integration')
        .find({ dueAt: { $lte: clock.now() } }, { sort: { dueAt: 1 }, limit }),
    askCheck: (of, { isAnswerDue } = { isAnswerDue: false }) =>
      ask(of, (watch) =>
        isAnswerDue ? { ...watch, checkAt: clock.now(), isAnswerDue } : askCheck(watch, clock.now(), checkEveryMs),
      ),
    askBackfill: (of, asked) => ask(of, (watch) => askBackfill(watch, asked)),
    suspect: (of, suspicions) =>
      ask(of, (watch) => {
        const suspected = suspicions.reduce(suspect, watch);
        return suspected === watch ? watch : askCheck(suspected, clock.now(), checkEveryMs);
      }),
    async takeHint(of, entityType, atMost) {
      let isTaken = false;
      await change(of, (watch) => {
        const after = takeHint(watch, entityType, { now: clock.now(), ...atMost });
        isTaken = after.isTaken;
        return after.watch;
      });
      return isTaken;
    },
  };
}
