import { conflict, newId, type Clock } from '@psa-bridge/core';
import { whileRenewing, type DocumentStore } from '@psa-bridge/persistence';
import type { InstalledWebhook } from '../definition/webhooks.ts';
import type { Integration } from '../integrations/integration.ts';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import type { ResultSource } from '../work/results.ts';
import type { OpenedWebhooks, WebhookAccess } from './access.ts';
import { beginStates, soundUntil } from './health.ts';
import { webhookLease } from './keeper.ts';
import { withProblem } from './problem.ts';
import { askBackfill, type HintedType, type Watch, type WebhookWatch } from './watch.ts';
import type { WebhookWatches } from './watch-store.ts';
import type { WebhookState, WebhookStates } from './webhook-state.ts';

/** How the webhooks fare, from what we know ourselves: asking for it costs no call. */
export interface WebhookHealthReport {
  installed: readonly InstalledWebhook[];
  received: readonly WebhookState[];
  watch: WebhookWatch | undefined;
}

export interface WebhookManagement {
  /** As the PSA has them now (AT-100). */
  list(integration: Integration): Promise<readonly InstalledWebhook[]>;
  /** Pressed twice leaves one set (AT-101). @throws AppError `webhooks_busy` (conflict) */
  install(integration: Integration): Promise<readonly InstalledWebhook[]>;
  uninstall(integration: Integration): Promise<void>;
  /** What was delivered, what failed or never came, and what was done about it (AT-103). */
  report(integration: Integration): Promise<WebhookHealthReport>;
}

export interface WebhookManagementOptions {
  integrations: IntegrationStore;
  access: WebhookAccess;
  states: WebhookStates;
  watches: WebhookWatches;
  store: DocumentStore;
  /** A replica that says nothing for so long has died. */
  leaseMs: number;
  resultSource: ResultSource;
  clock: Clock;
}

const TIMEOUT_MS = 120_000;
/** Somebody waits: a look that is under way is given this long to end, and one that was killed has lapsed by then. */
const TRIES = 60;
const BETWEEN_TRIES_MS = 250;

export function createWebhookManagement(options: WebhookManagementOptions): WebhookManagement {
  const { integrations, access, states, watches, store, leaseMs, resultSource, clock } = options;

  const open = (integration: Integration): OpenedWebhooks =>
    access.open(integration, 'interactive', AbortSignal.timeout(TIMEOUT_MS));

  /** Nobody else changes them meanwhile: two who install at the same time would make two sets. */
  async function alone<Result>({ _id: id }: Integration, work: () => Promise<Result>): Promise<Result> {
    const lease = { leases: store.leases, name: webhookLease(id), owner: newId(), ttlMs: leaseMs, clock };
    const { name, owner } = lease;
    for (let tries = 0; (await store.leases.acquire(name, owner, lease.ttlMs)) === undefined; tries += 1) {
      if (tries >= TRIES)
        throw conflict('webhooks_busy', 'The webhooks are being looked at. Try again in a minute.', { expected: true });
      await clock.sleep(BETWEEN_TRIES_MS);
    }
    try {
      return await whileRenewing(lease, work);
    } finally {
      await store.leases.release(name, owner).catch(() => undefined);
    }
  }

  async function keep({ tenantId, _id: id }: Integration, installed: readonly InstalledWebhook[]): Promise<void> {
    await integrations.change(tenantId, id, (current) => ({ ...current, webhooks: { ...current.webhooks, installed } }));
  }

  async function install(integration: Integration): Promise<readonly InstalledWebhook[]> {
    const { part, context, endpoint } = open(integration);
    const { tenantId, _id: integrationId } = integration;
    const known = await states.list(tenantId, integrationId);
    const installed = await part.install(context, endpoint);
    const now = clock.now();
    const isReady = installed.every(({ status }) => status === 'active');
    await watches.change({ tenantId, integrationId }, (watch) => {
      const checkAt = new Date(now.getTime() + (isReady ? part.windows.checkEveryMs : part.windows.redeliveryMs));
      const begun: Watch = { ...watch, isInstalled: true, checkAt, checkedAt: now, suspicions: [] };
      const asked = watch.isInstalled
        ? part.entityTypes.reduce((next, type) => untold(next, type, { known, now }), begun)
        : begun;
      return withProblem(asked, undefined, { integration, resultSource, now });
    });
    await beginStates(integration, { installed, since: now }, states);
    await keep(integration, installed);
    return installed;
  }

  return {
    async list(integration) {
      const { part, context, endpoint } = open(integration);
      return part.list(context, endpoint);
    },
    install: (integration) => alone(integration, () => install(integration)),
    uninstall: (integration) =>
      alone(integration, async () => {
        const { part, context, endpoint } = open(integration);
        const { tenantId, _id: integrationId } = integration;
        await part.uninstall(context, endpoint);
        await watches.change({ tenantId, integrationId }, (watch) =>
          withProblem({ ...watch, isInstalled: false, backfills: [], suspicions: [] }, undefined, {
            ...{ integration, resultSource, now: clock.now() },
          }),
        );
        await states.keepOnly(tenantId, integrationId, []);
        await keep(integration, []);
      }),
    async report(integration) {
      const { tenantId, _id: integrationId } = integration;
      const received = await states.list(tenantId, integrationId);
      const watch = await watches.get({ tenantId, integrationId });
      return { installed: integration.webhooks.installed, received, watch };
    },
  };
}

/** They were installed before: who installs them again may do so because changes did not come. */
function untold(watch: Watch, entityType: HintedType, { known, now }: { known: readonly WebhookState[]; now: Date }): Watch {
  return askBackfill(watch, { entityType, reason: 'repair', since: soundUntil(known, entityType, now), dueAt: now });
}
