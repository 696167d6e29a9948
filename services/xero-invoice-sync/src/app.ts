import { topics } from '@psa-bridge/contracts';
import { createHttpClient, type HttpClient } from '@psa-bridge/http-client';
import { openMail } from '@psa-bridge/mail';
import { createPlatform, createService, type Platform, type PlatformOverrides, type Service } from '@psa-bridge/service-host';
import { pacedHttp } from './client/paced-http.ts';
import { openCollections, SERVICE_NAME, type Collections } from './collections.ts';
import type { Config } from './config.ts';
import { connectionsOf } from './connections.ts';
import { invoicesConsumer } from './consumers/invoices.consumer.ts';
import { readingsConsumer } from './consumers/readings.consumer.ts';
import { retriesConsumer } from './consumers/retries.consumer.ts';
import { engineRoutes } from './http/engine.routes.ts';
import { invoiceRoutes } from './http/invoices.routes.ts';
import { viewRoutes } from './http/views.routes.ts';
import { looksOf } from './looks.ts';
import type { OpenClient } from './ports.ts';
import { purchasesOf } from './purchases.ts';
import { FIRST_PROVIDER } from './domain/note-invoice.ts';
import { makeEngineUseCases } from './usecases/engine/engine-use-cases.ts';
import { makeNoteReading } from './usecases/engine/note-reading.ts';
import { makeInvoiceUseCases } from './usecases/invoices/invoice-use-cases.ts';
import { makeSendAlert } from './usecases/send-alert.ts';
import { createCharts } from './usecases/sync/charts.ts';
import { makeClaims } from './usecases/sync/claim.ts';
import { makeFindCustomers } from './usecases/sync/find-customers.ts';
import { makeRunConnection, type RunConnection } from './usecases/sync/run-connection.ts';
import { makeRouteInvoices } from './usecases/sync/route-invoices.ts';
import { makeSendDocuments } from './usecases/sync/send-documents.ts';
import { makeSettle } from './usecases/sync/settle.ts';
import { makeSyncBatch } from './usecases/sync/sync-batch.ts';
import { makeViewUseCases } from './usecases/views/view-use-cases.ts';
import { createSyncWorker } from './workers/sync.worker.ts';

export { configSchema, type Config } from './config.ts';

/** Xero lets so many calls of one organisation run at once (xero.md 5.1). */
const CONCURRENT_CALLS = 5;

/** The service from its configuration; tests and the development runner bring their own parts. */
export function createApp(config: Config, overrides: PlatformOverrides = {}): Service {
  const platform = createPlatform(SERVICE_NAME, config, overrides);
  const { store, clock, logger } = platform;
  const collections = openCollections(store);
  const http = httpOf(config, platform);
  const mail = openMail({
    ...{ url: config.MAIL_URL, from: config.MAIL_FROM, shelves: collections.mailOutbox, clock },
    cure: 'Ask your operator for one; faults are listed as issues too.',
  });
  const { XERO_ALLOWANCE_CALLS: calls, XERO_ALLOWANCE_MS: ms } = config;
  const paced = pacedHttp(http, { calls, ms, clock, faults: platform.faults });
  const connections = connectionsOf(config, { platform, collections, http, paced });
  const { openClient } = connections;
  const sync = syncOf(config, platform, { collections, openClient });
  const looks = looksOf(config, { platform, collections, openClient });
  const sendAlert = makeSendAlert({ ...collections, mailer: mail.mailer, publicUrl: config.PUBLIC_URL, clock, logger });
  const everyMs = config.XERO_SYNC_EVERY_MS;
  const worker = createSyncWorker({
    ...collections,
    everyMs,
    duties: [sync, (...given) => purchases.run(...given), looks.run, sendAlert],
    clock,
    logger,
  });
  const parts = { ...collections, clock, wake: () => worker.wake() };
  const purchases = purchasesOf(config, { platform, collections, openClient, wake: () => worker.wake() });
  const ofEngines = makeEngineUseCases(parts);
  const ofInvoices = makeInvoiceUseCases(parts);

  return createService({
    platform,
    routes: [
      ...connections.routes,
      ...engineRoutes(ofEngines),
      ...invoiceRoutes(ofInvoices),
      ...purchases.routes,
      ...looks.routes,
      ...viewRoutes(makeViewUseCases(collections)),
    ],
    consumers: [
      invoicesConsumer({ ...collections, clock }),
      purchases.consumer,
      readingsConsumer({ noteReading: makeNoteReading(parts) }),
      looks.consumer,
      retriesConsumer({ retryInvoice: ofInvoices.retry, retryOrder: purchases.retry, retryConnection: ofEngines.retry }),
    ],
    outboxes: outboxesOf(collections),
    topics: [topics.syncResults, topics.audit, topics.commands(FIRST_PROVIDER), looks.consumer.topic],
    components: [
      { name: 'http-client', stop: () => http.close() },
      { name: 'mailer', stop: () => mail.close() },
      ...connections.components,
      worker,
    ],
    rotateSecrets: connections.rotateSecrets,
  });
}

function outboxesOf({ invoices, orders, engines, connections, consents }: Collections) {
  return [invoices, orders, engines, connections, consents];
}

interface SyncParts {
  collections: Collections;
  openClient: OpenClient;
}

function syncOf(config: Config, { store, clock }: Platform, { collections, openClient }: SyncParts): RunConnection {
  const { WORK_LEASE_MS: leaseMs, XERO_QUARANTINE_MS: quarantineMs, XERO_HOLD_MS: holdMs, XERO_RETRY_MS: retryMs } = config;
  const parts = { ...collections, clock, quarantineMs, retryMs };
  const syncBatch = makeSyncBatch({
    ...{ clock, quarantineMs, holdMs, charts: createCharts(clock) },
    findCustomers: makeFindCustomers(parts),
    sendDocuments: makeSendDocuments(parts),
    settle: makeSettle(parts),
  });
  const whose = { claims: makeClaims(parts), routeInvoices: makeRouteInvoices(parts) };
  return makeRunConnection({ ...parts, ...whose, leases: store.leases, leaseMs, openClient, syncBatch });
}

function httpOf(config: Config, { clock, logger, metrics }: Platform): HttpClient {
  return createHttpClient({
    ...{ name: SERVICE_NAME, clock, logger, metrics, concurrency: CONCURRENT_CALLS },
    guard: { allowPrivate: config.ALLOW_PRIVATE_ADDRESSES },
    deadlineMs: config.XERO_TIMEOUT_MS,
  });
}
