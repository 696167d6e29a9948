import { topics } from '@psa-bridge/contracts';
import { openMail, type OpenMail } from '@psa-bridge/mail';
import { createPlatform, createService, type Platform, type PlatformOverrides, type Service } from '@psa-bridge/service-host';
import { callsOf } from './calls.ts';
import { openCollections, SERVICE_NAME, type Collections } from './collections.ts';
import type { Config } from './config.ts';
import { connectionsOf } from './connections.ts';
import { retriesConsumer } from './consumers/retries.consumer.ts';
import { FIRST_PROVIDER } from './domain/note-invoice.ts';
import { invoicesOf } from './invoices.ts';
import { looksOf } from './looks.ts';
import { purchasesOf } from './purchases.ts';
import { makeNoteStanding } from './usecases/engine/note-standing.ts';
import { makeSendAlert } from './usecases/send-alert.ts';
import { createCharts } from './usecases/sync/charts.ts';
import { createSyncWorker, whileConnected } from './workers/sync.worker.ts';

export { configSchema, type Config } from './config.ts';

/** The service from its configuration; tests and the development runner bring their own parts. */
export function createApp(config: Config, overrides: PlatformOverrides = {}): Service {
  const platform = createPlatform(SERVICE_NAME, config, overrides);
  const { clock, logger } = platform;
  const collections = openCollections(platform.store);
  const mail = mailOf(config, platform, collections);
  const { http, paced, days } = callsOf(config, platform);
  const connections = connectionsOf(config, { platform, collections, http, paced });
  const { openClient } = connections;
  const noteStanding = makeNoteStanding({ ...collections, clock });
  const charts = createCharts(clock);
  const parts = { platform, collections, openClient, charts, days, noteStanding, wake: () => worker.wake() };
  const invoices = invoicesOf(config, parts);
  const purchases = purchasesOf(config, parts);
  const looks = looksOf(config, parts);
  const sendAlert = makeSendAlert({ ...collections, mailer: mail.mailer, publicUrl: config.PUBLIC_URL, clock, logger });
  const asking = [invoices.run, purchases.run, looks.run].map(whileConnected);
  const duties = [invoices.keepBound, purchases.keepBound, ...asking, sendAlert];
  const worker = createSyncWorker({ ...collections, everyMs: config.XERO_SYNC_EVERY_MS, duties, clock, logger });

  return createService({
    platform,
    routes: [...connections.routes, ...invoices.routes, ...purchases.routes, ...looks.routes],
    consumers: [
      ...invoices.consumers,
      purchases.consumer,
      looks.consumer,
      retriesConsumer({ ...invoices, retryOrder: purchases.retry }),
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

function mailOf(config: Config, { clock }: Platform, { mailOutbox: shelves }: Collections): OpenMail {
  return openMail({
    ...{ url: config.MAIL_URL, from: config.MAIL_FROM, shelves, clock },
    cure: 'Ask your operator for one; faults are listed as issues too.',
  });
}
