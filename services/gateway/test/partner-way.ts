import { Change, events } from '@psa-bridge/contracts';
import { createManualClock, newId } from '@psa-bridge/core';
import { createMemoryBus } from '@psa-bridge/messaging';
import { createMetrics } from '@psa-bridge/observability';
import { createFieldCipher, createMemoryStore } from '@psa-bridge/persistence';
import { captureLogger } from '@psa-bridge/testing';
import { createPartnerDirectory } from '../src/adapters/partner/partner-directory.ts';
import { createSigningSecrets } from '../src/adapters/partner/signing-secrets.ts';
import { createWebhookSender, webhookClient } from '../src/adapters/partner/webhook-sender.ts';
import { collections } from '../src/collections.ts';
import type { Delivery } from '../src/domain/partner/delivery.ts';
import type { PartnerEvent } from '../src/domain/partner/partner-event.ts';
import { recordEventOf } from '../src/domain/partner/partner-event.ts';
import { makeDeliverDue } from '../src/usecases/partner/deliver-due.ts';
import { makePartnerSettings } from '../src/usecases/partner/partner-settings.ts';
import { makeTellPartners } from '../src/usecases/partner/tell-partners.ts';
import { makeWebhookDeliveries } from '../src/usecases/partner/webhook-deliveries.ts';
import { makeWebhookEndpoints } from '../src/usecases/partner/webhook-endpoints.ts';
import type { WebhookEndpoint } from '../src/domain/partner/webhook-endpoint.ts';

const HOUR_MS = 60 * 60_000;
const TENANT = 'us';

export type PartnerWay = ReturnType<typeof partnerWay>;

/** The way of a tenant's events to its webhook endpoints, over real HTTP, by a clock that is driven: nothing is sent unless a test says so. */
export function partnerWay({
  deadlineMs = 10_000,
  allowPrivate = ['127.0.0.1'],
}: { deadlineMs?: number; allowPrivate?: string[] } = {}) {
  const clock = createManualClock();
  const { logger } = captureLogger();
  const [store, bus, metrics] = [createMemoryStore({ clock }), createMemoryBus({ clock }), createMetrics()];
  const cipher = createFieldCipher({ keys: `test:${Buffer.alloc(32, 7).toString('base64')}`, activeKeyId: 'test' });
  const [endpoints, deliveries] = [
    store.collection(collections.webhookEndpoints),
    store.collection(collections.webhookDeliveries),
  ];
  const settings = store.collection(collections.partnerSettings);
  const http = webhookClient({ clock, logger, metrics }, { allowPrivate, deadlineMs });
  const directory = createPartnerDirectory({ settings, endpoints, clock });
  const dispatch = { wake: () => undefined, release: () => undefined };
  const send = createWebhookSender({ http, cipher, clock });
  const replica = () =>
    makeDeliverDue({ ...{ deliveries, endpoints, leases: store.leases, send, clock, metrics }, disableAfterMs: 72 * HOUR_MS });
  const deliverDue = replica();
  const managed = makeWebhookEndpoints({
    endpoints,
    deliveries,
    secrets: createSigningSecrets(cipher),
    directory,
    dispatch,
    allowPrivate,
    clock,
  });
  const tell = makeTellPartners({ directory, deliveries, dispatch, bus, format: 'json', clock });
  const asker = { tenantId: TENANT };
  const signal = new AbortController().signal;

  const deliver = (id: string) => deliverDue(id, signal);

  return {
    ...{ clock, store, asker, managed, deliver, replica, tell, cipher },
    log: makeWebhookDeliveries({ deliveries, endpoints, known: managed, dispatch, clock }),
    allow: () => makePartnerSettings({ settings, directory, bus, clock }).save(TENANT, { webhooks: true, stream: false }, 0),
    endpoint: async (url: string, change: Partial<WebhookEndpoint> = {}) =>
      managed.create(asker, { ...{ url, description: 'A partner', eventTypes: ['*'], concurrency: 4 }, ...change }),
    /** The events of one record, as the records' topic has them. */
    async change(entityId: string, revision: number, change: Partial<PartnerEvent> = {}): Promise<string> {
      const event = { ...recordChange(entityId, revision, clock.now()), ...change };
      await tell(event);
      return event.id;
    },
    /** Sends what is due, then lets time go on to when more is, until the time is over. */
    async deliverFor(id: string, ms: number): Promise<void> {
      const end = clock.now().getTime() + ms;
      for (;;) {
        const next = await deliver(id);
        const wait = Math.min(next?.at.getTime() ?? end, end) - clock.now().getTime();
        if (wait <= 0 && clock.now().getTime() >= end) return;
        await clock.leap(wait);
      }
    },
    states: async (): Promise<readonly string[]> =>
      (await deliveries.forTenant(TENANT).find({}, { sort: { order: 1 } })).map(({ state }: Delivery) => state),
    stored: (id: string) => endpoints.forTenant(TENANT).get(id),
    stop: () => http.close(),
  };
}

export function recordChange(entityId: string, revision: number, at: Date): PartnerEvent {
  const data = {
    entityType: 'company',
    entityId,
    dataRevision: BigInt(revision),
    change: Change.UPDATED,
    dataJson: '{"name":"Example"}',
  };
  const envelope = { id: newId(), type: events.recordChanged.type, source: 'test', tenantId: TENANT, time: at };
  return recordEventOf({ ...data, source: 'user' } as Parameters<typeof recordEventOf>[0], envelope);
}
