import { Change, events } from '@psa-bridge/contracts';
import { newId, type Clock } from '@psa-bridge/core';
import { createMemoryBus } from '@psa-bridge/messaging';
import { createMetrics } from '@psa-bridge/observability';
import { createFieldCipher, type DocumentStore } from '@psa-bridge/persistence';
import { captureLogger } from '@psa-bridge/testing';
import { createPartnerDirectory } from '../src/adapters/partner/partner-directory.ts';
import { createSigningSecrets } from '../src/adapters/partner/signing-secrets.ts';
import { createWebhookSender, webhookClient } from '../src/adapters/partner/webhook-sender.ts';
import { collections } from '../src/collections.ts';
import { recordEventOf, type PartnerEvent } from '../src/domain/partner/partner-event.ts';
import type { EndpointSettings } from '../src/domain/partner/webhook-endpoint.ts';
import { makeDeliverDue } from '../src/usecases/partner/deliver-due.ts';
import { makePartnerSettings } from '../src/usecases/partner/partner-settings.ts';
import type { WebhookDispatch } from '../src/usecases/partner/ports.ts';
import { makeTellPartners } from '../src/usecases/partner/tell-partners.ts';
import { makeWebhookDeliveries } from '../src/usecases/partner/webhook-deliveries.ts';
import { makeWebhookEndpoints } from '../src/usecases/partner/webhook-endpoints.ts';

const HOUR_MS = 60 * 60_000;
const TENANT = 'us';
const NOBODY: WebhookDispatch = { wake: () => undefined, release: () => undefined };

export interface PartnerPartsOptions {
  clock: Clock;
  store: DocumentStore;
  deadlineMs?: number;
  allowPrivate?: readonly string[];
}

/** What a tenant's events go through on their way to its webhook endpoints, over real HTTP: nothing is sent unless somebody says so. */
export function partnerParts({ clock, store, deadlineMs = 10_000, allowPrivate = ['127.0.0.1'] }: PartnerPartsOptions) {
  const { logger } = captureLogger();
  const [bus, metrics] = [createMemoryBus({ clock }), createMetrics()];
  const cipher = createFieldCipher({ keys: `test:${Buffer.alloc(32, 7).toString('base64')}`, activeKeyId: 'test' });
  const endpoints = store.collection(collections.webhookEndpoints);
  const deliveries = store.collection(collections.webhookDeliveries);
  const settings = store.collection(collections.partnerSettings);
  const http = webhookClient({ clock, logger, metrics }, { allowPrivate, deadlineMs });
  const directory = createPartnerDirectory({ settings, endpoints, clock });
  const send = createWebhookSender({ http, cipher, clock });
  const secrets = createSigningSecrets(cipher);
  const managed = makeWebhookEndpoints({ endpoints, deliveries, secrets, directory, dispatch: NOBODY, allowPrivate, clock });
  const tell = makeTellPartners({ directory, deliveries, dispatch: NOBODY, bus, format: 'json', clock });
  const asker = { tenantId: TENANT };
  return {
    ...{ asker, deliveries, managed, tell },
    log: makeWebhookDeliveries({ deliveries, endpoints, known: managed, dispatch: NOBODY, clock }),
    /** As another replica would have it. */
    replica: () =>
      makeDeliverDue({ deliveries, endpoints, leases: store.leases, send, clock, metrics, disableAfterMs: 72 * HOUR_MS }),
    allow: () => makePartnerSettings({ settings, directory, bus, clock }).save(TENANT, { webhooks: true, stream: false }, 0),
    endpoint: (url: string, change: Partial<EndpointSettings> = {}) =>
      managed.create(asker, { ...{ url, description: 'A partner', eventTypes: ['*'], concurrency: 4 }, ...change }),
    /** A record changed; answers the id of the event that says so. */
    async change(entityId: string, revision: number): Promise<string> {
      const event = recordChange(entityId, revision, clock.now());
      await tell(event);
      return event.id;
    },
    stored: (id: string) => endpoints.forTenant(TENANT).get(id),
    stop: () => http.close(),
  };
}

function recordChange(entityId: string, revision: number, time: Date): PartnerEvent {
  const data = { entityType: 'company', entityId, dataRevision: BigInt(revision), change: Change.UPDATED, source: 'user' };
  const envelope = { id: newId(), type: events.recordChanged.type, source: 'test', tenantId: TENANT, time };
  return recordEventOf({ ...data, dataJson: '{"name":"Example"}' } as Parameters<typeof recordEventOf>[0], envelope);
}
