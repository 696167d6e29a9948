import { topics, type TopicSpec } from '@psa-bridge/contracts';
import type { Component } from '@psa-bridge/core';
import type { Route } from '@psa-bridge/http-server';
import type { ConsumerDefinition } from '@psa-bridge/messaging';
import { rotateFields, type OutboxCollection } from '@psa-bridge/persistence';
import { cipherOf, createPeriodicTask, type OperatorCommands, type Platform } from '@psa-bridge/service-host';
import { createPartnerDirectory } from './adapters/partner/partner-directory.ts';
import { createSigningSecrets, secretPlace } from './adapters/partner/signing-secrets.ts';
import { createWebhookSender, webhookClient } from './adapters/partner/webhook-sender.ts';
import { collections } from './collections.ts';
import { partnerCommands } from './commands/partner.commands.ts';
import type { GatewayConfig } from './config.ts';
import { partnerConsumers } from './consumers/partner.consumers.ts';
import { partnerStreamRoutes } from './http/partner/partner-stream.routes.ts';
import { webhookDeliveryRoutes } from './http/partner/webhook-deliveries.routes.ts';
import { webhookEndpointRoutes } from './http/partner/webhook-endpoints.routes.ts';
import { makeDeliverDue } from './usecases/partner/deliver-due.ts';
import { createWebhookDispatch } from './usecases/partner/dispatch-webhooks.ts';
import { makePartnerSettings } from './usecases/partner/partner-settings.ts';
import { makeReplay } from './usecases/partner/replay.ts';
import { makeTellPartners } from './usecases/partner/tell-partners.ts';
import { makeWebhookDeliveries } from './usecases/partner/webhook-deliveries.ts';
import { makeWebhookEndpoints } from './usecases/partner/webhook-endpoints.ts';

const HOUR_MS = 60 * 60_000;
const LOOK_EVERY_MS = 5_000;

/** How a tenant's events reach its partners: signed webhooks (PA-40 to PA-42) and Kafka topics of its own (architecture rule 12). */
export interface Partner {
  routes: readonly Route[];
  consumers: readonly ConsumerDefinition[];
  commands: OperatorCommands;
  /** Whose documents carry events. */
  outboxes: readonly OutboxCollection[];
  /** What is read and told of. */
  topics: readonly TopicSpec[];
  components: readonly Component[];
  rotateSecrets: () => Promise<number>;
  /** Somebody wants a disabled endpoint to be tried again. */
  enableEndpoint: (tenantId: string, endpointId: string) => Promise<void>;
}

export function createPartner(config: GatewayConfig, platform: Platform): Partner {
  const { store, bus, clock, logger, metrics } = platform;
  const { PARTNER_EVENTS_FORMAT: format, WEBHOOK_ALLOW_PRIVATE: allowPrivate } = config;
  const endpoints = store.collection(collections.webhookEndpoints);
  const deliveries = store.collection(collections.webhookDeliveries);
  const settings = store.collection(collections.partnerSettings);
  const jobs = store.collection(collections.partnerReplays);
  const cipher = cipherOf(config);
  const http = webhookClient(platform, { allowPrivate, deadlineMs: config.WEBHOOK_TIMEOUT_MS });

  const directory = createPartnerDirectory({ settings, endpoints, clock });
  const deliverDue = makeDeliverDue({
    ...{ deliveries, endpoints, leases: store.leases, clock, metrics },
    send: createWebhookSender({ http, cipher, clock }),
    disableAfterMs: config.WEBHOOK_DISABLE_AFTER_HOURS * HOUR_MS,
  });
  const dispatch = createWebhookDispatch({ deliveries, deliverDue, clock, logger });
  const secrets = createSigningSecrets(cipher);
  const managed = makeWebhookEndpoints({ endpoints, deliveries, secrets, directory, dispatch, allowPrivate, clock });
  const log = makeWebhookDeliveries({ deliveries, endpoints, known: managed, dispatch, clock });
  const replay = makeReplay({ jobs, directory, leases: store.leases, bus, format, clock });
  const task = (name: string, everyMs: number, run: (signal: AbortSignal) => Promise<void>) =>
    createPeriodicTask({ name, everyMs, run, clock, logger });
  const replaying = task('partner-replays', LOOK_EVERY_MS, replay.carryOn);
  return {
    routes: [
      ...webhookEndpointRoutes(managed),
      ...webhookDeliveryRoutes(log),
      ...partnerStreamRoutes({
        settings: makePartnerSettings({ settings, directory, bus, clock }),
        replay,
        wake: replaying.wake,
      }),
    ],
    consumers: partnerConsumers(makeTellPartners({ directory, deliveries, dispatch, bus, format, clock })),
    commands: partnerCommands(replay),
    outboxes: [endpoints, settings, jobs],
    topics: [topics.records, topics.syncResults, topics.issues, topics.invoices],
    components: [
      { name: 'webhook-client', stop: () => http.close() },
      ...[dispatch, replaying, task('sweep-webhooks', HOUR_MS, log.sweep)],
    ],
    rotateSecrets: () =>
      rotateFields({
        ...{ collection: endpoints, cipher },
        renewed: (endpoint, renew) => {
          const place = secretPlace(endpoint.tenantId, endpoint._id);
          return { ...endpoint, secrets: endpoint.secrets.map((secret) => ({ ...secret, value: renew(secret.value, place) })) };
        },
      }),
    enableEndpoint: managed.enable,
  };
}
