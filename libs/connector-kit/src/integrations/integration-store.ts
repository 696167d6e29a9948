import { randomBytes } from 'node:crypto';
import { events, newEvent, timestampFromDate, topics, type OutboxEvent } from '@psa-bridge/contracts';
import { newId, notFound, type Clock } from '@psa-bridge/core';
import {
  fieldAad,
  type Collection,
  type CollectionSpec,
  type DocumentStore,
  type Draft,
  type FieldCipher,
} from '@psa-bridge/persistence';
import { integrationAction } from './integration-action.ts';
import { webhookSecretPath, type Integration } from './integration.ts';

export interface IntegrationStore {
  /** Another tenant's id answers as if it did not exist. @throws AppError `integration_not_found` */
  load(tenantId: string, id: string): Promise<Integration>;
  /** At most a few seconds old. */
  cached(tenantId: string, id: string): Promise<Integration | undefined>;
  list(tenantId: string): Promise<Integration[]>;
  /** Every tenant's, at most a few seconds old: for the workers. */
  all(): Promise<readonly Integration[]>;
  /** For public paths, where only the id is known. */
  findAnywhere(id: string): Promise<Integration | undefined>;
  create(draft: NewIntegration): Promise<Integration>;
  /** Changes it and announces it; `extra` are further events of the same change. @throws AppError `integration_not_found` */
  change(
    tenantId: string,
    id: string,
    next: (current: Integration) => Draft<Integration>,
    extra?: EventsOf,
  ): Promise<Integration>;
  seal(tenantId: string, path: string, text: string): string;
  open(tenantId: string, path: string, sealed: string): string;
  readonly collection: Collection<Integration>;
}

type EventsOf = (next: Draft<Integration>) => readonly OutboxEvent[];

export interface NewIntegration {
  tenantId: string;
  name: string;
  settings: Readonly<Record<string, unknown>>;
}

export function integrationCollection(provider: string): CollectionSpec<Integration> {
  return {
    name: `integrations_${provider}`,
    writer: `${provider}-connector`,
    indexes: [{ keys: { testDueAt: 1 }, sparse: true }],
  };
}

export interface IntegrationStoreOptions {
  store: DocumentStore;
  provider: string;
  source: string;
  cipher: FieldCipher;
  clock: Clock;
  cacheMs?: number;
}

export function createIntegrationStore(options: IntegrationStoreOptions): IntegrationStore {
  const { store, provider, source, cipher, clock, cacheMs = 2_000 } = options;
  const collection = store.collection(integrationCollection(provider));
  const anywhere = collection.acrossTenants('workers and public webhook paths serve all tenants');
  const cache = new Map<string, { integration: Integration | undefined; until: number }>();
  let everything: { integrations: readonly Integration[]; until: number } | undefined;

  const announced = (draft: Draft<Integration>): OutboxEvent =>
    newEvent(events.integrationAnnounced, {
      topic: topics.integrations.name,
      key: draft._id,
      source,
      tenantId: draft.tenantId,
      at: clock.now(),
      data: {
        integrationId: draft._id,
        provider,
        name: draft.name,
        state: draft.state,
        pushPaused: draft.pushPaused,
        pullPaused: draft.pullPaused,
        updatedAt: timestampFromDate(draft.updatedAt),
      },
    });

  function changed(before: Integration | undefined, draft: Draft<Integration>, extra: EventsOf): Draft<Integration> {
    const at = clock.now();
    const next = { ...draft, updatedAt: at, sequence: draft.sequence + 1 };
    const action = integrationAction(before, next, { source, at });
    return { ...next, outbox: [...(draft.outbox ?? []), announced(next), ...action, ...extra(next)] };
  }

  function forget(): void {
    cache.clear();
    everything = undefined;
  }

  return {
    collection,
    async load(tenantId, id) {
      const integration = await collection.forTenant(tenantId).get(id);
      if (!integration || integration.state === 'removed') throw unknownIntegration();
      return integration;
    },
    async cached(tenantId, id) {
      const now = clock.now().getTime();
      const known = cache.get(id);
      if (known && known.until > now) return known.integration?.tenantId === tenantId ? known.integration : undefined;
      const integration = await collection.forTenant(tenantId).get(id);
      cache.set(id, { integration, until: now + cacheMs });
      return integration;
    },
    async list(tenantId) {
      const all = await collection.forTenant(tenantId).find({}, { sort: { createdAt: 1 } });
      return all.filter((integration) => integration.state !== 'removed');
    },
    async all() {
      const now = clock.now().getTime();
      if (!everything || everything.until <= now) everything = { integrations: await anywhere.find({}), until: now + cacheMs };
      return everything.integrations;
    },
    findAnywhere: (id) => anywhere.get(id),
    async create({ tenantId, name, settings }) {
      const id = newId();
      const now = clock.now();
      const draft: Draft<Integration> = {
        ...{ _id: id, tenantId, provider, name, state: 'connecting', credentialsRevision: 0, settings, settingsRevision: 1 },
        ...{ pushPaused: false, pullPaused: false, checks: [], isConfirmed: false, sequence: 0, createdAt: now, updatedAt: now },
        webhooks: {
          token: randomBytes(24).toString('base64url'),
          sealedSecret: cipher.encrypt(randomBytes(36).toString('base64url'), fieldAad(tenantId, webhookSecretPath(id))),
          installed: [],
        },
      };
      const next = changed(undefined, draft, () => []);
      await collection.forTenant(tenantId).insert(next);
      forget();
      return { ...next, version: 1 };
    },
    async change(tenantId, id, next, extra = () => []) {
      const integration = await collection.forTenant(tenantId).mutate(id, (current) => {
        if (!current || current.state === 'removed') throw unknownIntegration();
        const draft = next(current);
        return draft === current ? undefined : changed(current, draft, extra);
      });
      forget();
      if (!integration) throw unknownIntegration();
      return integration;
    },
    seal: (tenantId, path, text) => cipher.encrypt(text, fieldAad(tenantId, path)),
    open: (tenantId, path, sealed) => cipher.decrypt(sealed, fieldAad(tenantId, path)),
  };
}

function unknownIntegration() {
  return notFound('integration_not_found', 'There is no such integration.');
}
