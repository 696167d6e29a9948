import { hostname } from 'node:os';
import { topics } from '@psa-bridge/contracts';
import type { Component } from '@psa-bridge/core';
import { createHttpClient, type HttpClient } from '@psa-bridge/http-client';
import type { Mount } from '@psa-bridge/http-server';
import type { OutboxCollection } from '@psa-bridge/persistence';
import { createRecordStore } from '@psa-bridge/records';
import {
  createPeriodicTask,
  createPlatform,
  createService,
  type Platform,
  type PlatformOverrides,
  type Service,
  type ServiceOptions,
} from '@psa-bridge/service-host';
import { createAnswerShelf } from './adapters/answer-shelf.ts';
import { createConsole, type Console } from './console.ts';
import { createHttpConnectors } from './adapters/connectors.http.ts';
import { createIntegrationDirectory } from './adapters/integration-directory.ts';
import { createUpstreamDocuments } from './adapters/upstream-documents.ts';
import { collections, SERVICE_NAME } from './collections.ts';
import type { GatewayConfig } from './config.ts';
import { integrationAnnouncedConsumer } from './consumers/integration-announced.consumer.ts';
import { createStreamReader } from './consumers/stream-reader.ts';
import { createStreamHub } from './domain/stream-hub.ts';
import { upstreams, type Upstream } from './domain/upstream.ts';
import { corsFor } from './http/cors.ts';
import { apiRoutes } from './http/api.routes.ts';
import { docsMount } from './http/docs.mount.ts';
import { documentRoutes } from './http/document.routes.ts';
import { idempotent } from './http/idempotent-route.ts';
import { integrationRoutes } from './http/integrations.routes.ts';
import { proxyMounts } from './http/proxy.mounts.ts';
import { streamRoutes } from './http/stream.routes.ts';
import type { RequestLimits } from './http/request-limits.ts';
import { createLimits } from './limits.ts';
import { createOperations } from './operations.ts';
import { createPartner } from './partner.ts';
import { createProcurement } from './procurement.ts';
import { REPORTING } from './domain/reported-state.ts';
import type { AnswerShelf } from './ports.ts';
import { createPublicApi, type PublicApi } from './public-api.ts';

const VERSION = '1';
const DIRECTORY = { maxAgeMs: 1_000, maxTenants: 1_000 };
const DOCUMENTS_MAX_AGE_MS = 60_000;
const HISTORY = { eventsPerTenant: 200, tenants: 500 };
const TOKEN_CHECK_MS = 15_000;
const SWEEP_EVERY_MS = 60 * 60_000;
const LIVENESS_MS = 120_000;

/** Answers hold personal data, and their ETag is for If-Match, not for caches. */
const NO_STORE = { 'cache-control': 'no-store' };

export { configSchema } from './config.ts';

/** The gateway from its configuration; tests and the development runner bring parts along. */
export function createApp(config: GatewayConfig, overrides: PlatformOverrides = {}): Service {
  const platform = createPlatform(SERVICE_NAME, config, overrides);
  const { clock, logger, store } = platform;
  const behind = servicesBehind(config);
  const http = clientFor(config, behind, platform);
  const records = createRecordStore({ store, clock, source: SERVICE_NAME });
  const directory = createIntegrationDirectory({ collection: store.collection(collections.integrations), clock, ...DIRECTORY });
  const procurement = createProcurement({ config, platform, records, http });
  const [live, limits, partner] = [createLive(config, platform), createLimits(config, platform), createPartner(config, platform)];
  const publicApi = createPublicApi(config, platform, { http, records, directory, limits, ...partner });
  const adminConsole = createConsole(config, platform, http);
  const operations = createOperations(config, platform, { records, http, mailer: procurement.mailer });
  const connectors = createHttpConnectors({ http, connectors: config.CONNECTORS });

  const shelf = createAnswerShelf(store.collection(collections.answers), clock);
  const routes = [
    ...apiRoutes({ records, directory, connectors, procurement, clock }),
    ...[procurement, publicApi, operations, partner, adminConsole].flatMap((part) => part.routes),
    ...integrationRoutes({ directory, providers: [...config.CONNECTORS.keys()] }),
    ...live.routes,
  ].map((route) => idempotent(route, shelf));
  const documents = createUpstreamDocuments({ upstreams: behind, http, clock, log: logger, maxAgeMs: DOCUMENTS_MAX_AGE_MS });
  return createService({
    platform,
    routes: [...routes, ...documentRoutes({ routes, documents, version: VERSION, home: adminConsole.home })],
    http: httpOf(config, mounts(config, platform, { behind, publicApi, shelf }), { limits: limits.requests, adminConsole }),
    consumers: [integrationAnnouncedConsumer({ directory }), procurement.consumer, publicApi.consumer, ...partner.consumers],
    outboxes: [...records.collections, procurement.outbox, ...outboxesOf(publicApi, operations, partner)],
    commands: { ...operations.commands, ...partner.commands },
    kept: partner.kept,
    rotateSecrets: partner.rotateSecrets,
    topics: [...topicsOut(config), ...partner.topics],
    components: [
      { name: 'http-client', stop: () => http.close() },
      ...[procurement.component, adminConsole.component, ...limits.components, ...operations.components, ...partner.components],
      createPeriodicTask({ name: 'sweep-answers', everyMs: SWEEP_EVERY_MS, run: () => shelf.sweep(), clock, logger }),
      live.component,
    ] satisfies Component[],
    livez: live.livez,
  });
}

function servicesBehind({ IDENTITY_URL: identity, ISSUES_URL: issues, XERO_URL: xero, CONNECTORS }: GatewayConfig) {
  return upstreams({ identity, issues, xero, connectors: CONNECTORS });
}

function outboxesOf(...parts: readonly { outboxes: readonly OutboxCollection[] }[]): readonly OutboxCollection[] {
  return parts.flatMap(({ outboxes }) => outboxes);
}

/** What is passed on to readers as it happens. */
function createLive(config: GatewayConfig, { bus, clock, logger, metrics, verifyToken }: Platform) {
  const hub = createStreamHub(HISTORY);
  const replica = config.REPLICA ?? `${hostname()}-${process.pid}`;
  const reader = createStreamReader({ bus, hub, replica, metrics, log: logger });
  const component: Component = { name: 'stream-reader', start: () => reader.start(), stop: () => reader.stop() };
  const isStill = (): boolean => clock.now().getTime() - reader.lastTick().getTime() > LIVENESS_MS;
  return {
    component,
    routes: streamRoutes({ hub, verifyToken, clock, maxReaders: config.STREAM_READERS, checkEveryMs: TOKEN_CHECK_MS }),
    livez: () => (isStill() ? 'the stream reader stands still' : undefined),
  };
}

/** How the public door meets clients: slow ones, large ones, and pages of other origins. */
function httpOf(
  config: GatewayConfig,
  ofGateway: readonly Mount[],
  { limits: { byAddress, admit }, adminConsole }: { limits: RequestLimits; adminConsole: Console },
): NonNullable<ServiceOptions['http']> {
  return {
    mounts: ofGateway,
    headers: NO_STORE,
    bodyLimitBytes: config.BODY_LIMIT_BYTES,
    timeouts: { headersMs: config.HEADERS_TIMEOUT_MS, requestMs: config.REQUEST_TIMEOUT_MS },
    before: [...(config.CORS_ORIGINS.length === 0 ? [] : [corsFor(config.CORS_ORIGINS)]), byAddress, adminConsole.admitCookies],
    ...(adminConsole.pages && { fallback: adminConsole.pages }),
    admit,
    trustedProxies: config.TRUSTED_PROXIES,
  };
}

/** Calls the configured addresses only, whichever network they are in. */
function clientFor(
  { DISTRIBUTOR_API_URL: distributor }: GatewayConfig,
  behind: readonly Upstream[],
  { clock, logger, metrics }: Platform,
): HttpClient {
  const urls = [...behind.map(({ url }) => url), ...(distributor === undefined ? [] : [distributor])];
  const allowPrivate = urls.map((url) => new URL(url).hostname);
  return createHttpClient({ name: SERVICE_NAME, clock, logger, metrics, guard: { allowPrivate } });
}

function topicsOut({ CONNECTORS }: GatewayConfig) {
  const always = [topics.audit, topics.records, topics.syncProgress, topics.issues, topics.syncResults];
  return [...always, ...[REPORTING, ...CONNECTORS.keys()].map(topics.commands)];
}

function mounts(
  config: GatewayConfig,
  { clock }: Platform,
  { behind, publicApi, shelf }: { behind: readonly Upstream[]; publicApi: PublicApi; shelf: AnswerShelf },
) {
  return [
    docsMount(),
    publicApi.mount,
    ...proxyMounts({
      upstreams: behind,
      timeoutMs: config.UPSTREAM_TIMEOUT_MS,
      maxBodyBytes: config.BODY_LIMIT_BYTES,
      maxWebhookBytes: config.WEBHOOK_LIMIT_BYTES,
      retryAfterMs: config.UPSTREAM_RETRY_AFTER_MS,
      ...{ clock, shelf },
    }),
  ];
}
