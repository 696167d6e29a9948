import { topics, type TopicSpec } from '@psa-bridge/contracts';
import type { Component } from '@psa-bridge/core';
import type { Route } from '@psa-bridge/http-server';
import type { ConsumerDefinition } from '@psa-bridge/messaging';
import type { Kept, OutboxCollection } from '@psa-bridge/persistence';
import { createPeriodicTask, type OperatorCommands, type Platform } from '@psa-bridge/service-host';
import { createPartnerDirectory } from './adapters/partner/partner-directory.ts';
import { collections } from './collections.ts';
import { partnerCommands } from './commands/partner.commands.ts';
import type { GatewayConfig } from './config.ts';
import { partnerConsumers } from './consumers/partner.consumers.ts';
import { partnerStreamRoutes } from './http/partner/partner-stream.routes.ts';
import { makePartnerSettings } from './usecases/partner/partner-settings.ts';
import { makeReplay } from './usecases/partner/replay.ts';
import { makeTellPartners } from './usecases/partner/tell-partners.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

const LOOK_EVERY_MS = 5_000;

/** How a tenant's events reach its partners: by signed webhooks (PA-40) and on Kafka topics of its own (architecture rule 12). */
export interface Partner extends Pick<Webhooks, 'rotateSecrets'> {
  routes: readonly Route[];
  consumers: readonly ConsumerDefinition[];
  commands: OperatorCommands;
  /** Whose documents carry events. */
  outboxes: readonly OutboxCollection[];
  /** What is read and told of. */
  topics: readonly TopicSpec[];
  components: readonly Component[];
  kept: readonly Kept[];
  enableEndpoint: Webhooks['enable'];
}

export function createPartner(config: GatewayConfig, platform: Platform): Partner {
  const { store, bus, clock, logger } = platform;
  const { PARTNER_EVENTS_FORMAT: format } = config;
  const endpoints = store.collection(collections.webhookEndpoints);
  const deliveries = store.collection(collections.webhookDeliveries);
  const settings = store.collection(collections.partnerSettings);
  const jobs = store.collection(collections.partnerReplays);
  const directory = createPartnerDirectory({ settings, endpoints, clock });
  const { dispatch, ...webhooks } = createWebhooks(config, platform, { endpoints, directory });
  const replay = makeReplay({ jobs, directory, leases: store.leases, bus, format, clock });
  const replaying = createPeriodicTask({
    name: 'partner-replays',
    everyMs: LOOK_EVERY_MS,
    run: replay.carryOn,
    ...{ clock, logger },
  });
  const stream = { settings: makePartnerSettings({ settings, directory, bus, clock }), replay, wake: replaying.wake };
  return {
    routes: [...webhooks.routes, ...partnerStreamRoutes(stream)],
    consumers: partnerConsumers(makeTellPartners({ directory, deliveries, dispatch, bus, format, clock })),
    commands: partnerCommands(replay),
    outboxes: [endpoints, settings, jobs],
    topics: [topics.records, topics.syncResults, topics.issues, topics.invoices],
    components: [...webhooks.components, replaying],
    kept: webhooks.kept,
    rotateSecrets: webhooks.rotateSecrets,
    enableEndpoint: webhooks.enable,
  };
}
