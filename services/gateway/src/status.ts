import type { Component } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import type { Route } from '@psa-bridge/http-server';
import type { Mailer } from '@psa-bridge/mail';
import type { OutboxCollection } from '@psa-bridge/persistence';
import { createPeriodicTask, serviceBeats, type OperatorCommands, type Platform } from '@psa-bridge/service-host';
import { createHttpAccounts } from './adapters/accounts.http.ts';
import { collections } from './collections.ts';
import { noticeCommands } from './commands/notice.commands.ts';
import type { GatewayConfig } from './config.ts';
import { statusPages } from './domain/notices/notice-mail.ts';
import { incidentRoutes, maintenanceRoutes } from './http/status/notices.routes.ts';
import { statusRoutes } from './http/status/status.routes.ts';
import { subscriptionRoutes } from './http/status/subscriptions.routes.ts';
import { makeIncidents } from './usecases/notices/incidents.ts';
import { makeMailNotices } from './usecases/notices/mail-notices.ts';
import { makeMaintenance } from './usecases/notices/maintenance.ts';
import { makeSubscriptions } from './usecases/notices/subscriptions.ts';
import { makeReadHistories } from './usecases/status/read-histories.ts';
import { makeReadStandings } from './usecases/status/read-standings.ts';
import { makeWatchServices } from './usecases/status/watch-services.ts';

const LOOK_EVERY_MS = 5_000;
const MAIL_EVERY_MS = 15_000;
const SWEEP_EVERY_MS = 60 * 60_000;

/** How the platform is, and what is said about it (OP-03 to OP-05). */
export interface Status {
  routes: readonly Route[];
  commands: OperatorCommands;
  /** Whose documents carry events. */
  outboxes: readonly OutboxCollection[];
  components: readonly Component[];
}

export function createStatus(
  config: GatewayConfig,
  platform: Platform,
  { http, mailer }: { http: HttpClient; mailer: Mailer },
): Status {
  const { store, clock, logger } = platform;
  const { leases } = store;
  const histories = store.collection(collections.serviceHistories);
  const watches = store.collection(collections.statusWatch);
  const notices = store.collection(collections.notices);
  const subscriptions = store.collection(collections.subscriptions);
  const readStandings = makeReadStandings({ beats: store.collection(serviceBeats), histories, watches, clock });
  const watch = makeWatchServices({ readStandings, histories, watches, leases, clock });
  const pages = statusPages(config.PUBLIC_URL ?? '');
  const mailing = makeMailNotices({ notices, subscriptions, mailer, pages, leases, clock, logger });
  const mailTask = createPeriodicTask({ name: 'status-mails', everyMs: MAIL_EVERY_MS, run: mailing, clock, logger });
  const spoken = { notices, clock, mailsWait: mailTask.wake };
  const [incidents, maintenance] = [makeIncidents(spoken), makeMaintenance(spoken)];
  const subscribing = makeSubscriptions({
    ...{ subscriptions, clock, mailsWait: mailTask.wake, whyNoMail: whyNoMail(config) },
    accounts: createHttpAccounts({ http, identityUrl: config.IDENTITY_URL }),
  });
  const task = (name: string, everyMs: number, run: () => Promise<void>): Component =>
    createPeriodicTask({ name, everyMs, run, clock, logger });
  return {
    routes: [
      ...statusRoutes({ readStandings, readHistories: makeReadHistories({ histories }), incidents, maintenance, now: clock.now }),
      ...incidentRoutes(incidents),
      ...maintenanceRoutes(maintenance, clock.now),
      ...subscriptionRoutes(subscribing),
    ],
    commands: noticeCommands({ incidents, maintenance }),
    outboxes: [notices, subscriptions],
    components: [
      task('status-watch', LOOK_EVERY_MS, watch),
      task('sweep-subscriptions', SWEEP_EVERY_MS, subscribing.sweep),
      mailTask,
    ],
  };
}

function whyNoMail({ MAIL_URL: mail, PUBLIC_URL: pages }: GatewayConfig): string | undefined {
  if (mail === undefined) return 'No mail server is configured. Ask your operator for one.';
  return pages === undefined ? 'Mails have no page to link to: ask your operator to configure PUBLIC_URL.' : undefined;
}
