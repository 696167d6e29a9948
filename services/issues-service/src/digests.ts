import { unavailable, type Component } from '@psa-bridge/core';
import { createHttpClient } from '@psa-bridge/http-client';
import type { Route } from '@psa-bridge/http-server';
import { openMail } from '@psa-bridge/mail';
import type { OutboxCollection } from '@psa-bridge/persistence';
import { createPeriodicTask, type Platform } from '@psa-bridge/service-host';
import { createHttpAccounts } from './adapters/accounts.http.ts';
import { collections } from './collections.ts';
import type { Config } from './config.ts';
import { SERVICE_NAME } from './domain/issue-events.ts';
import { digestRoutes } from './http/digest.routes.ts';
import type { Accounts } from './ports.ts';
import { makeSendDigests } from './usecases/digest/send-digests.ts';
import { makeDigestSubscriptions } from './usecases/digest/subscribe.ts';
import { makeCountCauses } from './usecases/list-cause-groups.ts';

/** How soon at the latest a new cause is told; the replica that meets it looks at once. */
const LOOK_EVERY_MS = 10_000;
const WITHOUT_MAIL = 'No mail server is configured. Ask your operator for one.';

/** Hearing of issues in digests. */
export interface Digests {
  routes: readonly Route[];
  outbox: OutboxCollection;
  components: readonly Component[];
  wake: () => void;
  accounts: Accounts | undefined;
}

export function createDigests(config: Config, platform: Platform): Digests {
  const { store, clock, metrics, logger } = platform;
  const subscriptions = store.collection(collections.digests);
  const issues = store.collection(collections.issues);
  const causes = store.collection(collections.causes);
  const { MAIL_URL: url, MAIL_FROM: from, PUBLIC_URL: publicUrl = '' } = config;
  const { mailer, close } = openMail({ url, from, shelves: store.collection(collections.mailOutbox), clock, cure: WITHOUT_MAIL });
  const countCauses = makeCountCauses({ issues, causes, clock });
  const { leases } = store;
  const leavings = store.collection(collections.leavings);
  const run = makeSendDigests({ subscriptions, leavings, countCauses, mailer, publicUrl, leases, clock, metrics, logger });
  const task = createPeriodicTask({ name: 'issue-digests', everyMs: LOOK_EVERY_MS, run, clock, logger });
  const people = accountsOf(config, platform);
  const wake = (): void => task.wake();
  const deps = { subscriptions, accounts: people.accounts, clock, whyNoMail: whyNoMail(config), wakeDigests: wake };
  return {
    routes: digestRoutes(makeDigestSubscriptions(deps)),
    outbox: subscriptions,
    components: [{ name: 'mailer', stop: close }, ...people.components, task],
    wake,
    accounts: config.IDENTITY_URL === undefined ? undefined : people.accounts,
  };
}

function accountsOf({ IDENTITY_URL: identityUrl }: Config, { clock, logger, metrics }: Platform) {
  if (identityUrl === undefined) return { accounts: noAccounts, components: [] };
  const guard = { allowPrivate: [new URL(identityUrl).hostname] };
  const http = createHttpClient({ name: SERVICE_NAME, clock, logger, metrics, guard });
  const components: readonly Component[] = [{ name: 'http-client', stop: () => http.close() }];
  return { accounts: createHttpAccounts({ http, identityUrl }), components };
}

const noAccounts: Accounts = {
  ownOf: () => Promise.reject(unavailable('upstream_unavailable', 'Your e-mail address cannot be looked up here.')),
  isActive: () => Promise.reject(unavailable('upstream_unavailable', 'Nobody can be looked up here.')),
};

function whyNoMail({ MAIL_URL: mail, PUBLIC_URL: pages, IDENTITY_URL: identity }: Config): string | undefined {
  if (mail === undefined) return WITHOUT_MAIL;
  if (pages === undefined) return 'Mails have no page to link to: ask your operator to configure PUBLIC_URL.';
  return identity === undefined ? 'Addresses cannot be looked up: ask your operator to configure IDENTITY_URL.' : undefined;
}
