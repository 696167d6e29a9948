import { newId, toAppError, type Component } from '@psa-bridge/core';
import type { Exchange } from '@psa-bridge/http-client';
import type { Logger } from '@psa-bridge/observability';
import { whileRenewing, type DocumentStore } from '@psa-bridge/persistence';
import { explainFailure } from '../definition/explain.ts';
import type { Failure } from '../definition/failure.ts';
import { opennessOf, type Integration } from '../integrations/integration.ts';
import type { OpenedWebhooks, WebhookAccess } from './access.ts';
import { readBackfill, type BackfillDeps } from './backfill.ts';
import { checkWebhooks, type HealthDeps } from './health.ts';
import type { WebhookWatch } from './watch.ts';

export interface WebhookKeeperOptions extends HealthDeps, BackfillDeps {
  store: DocumentStore;
  /** A replica that says nothing for so long has died. */
  leaseMs: number;
  access: WebhookAccess;
  failIntegration(integration: Integration, failure: Failure, exchange: Exchange | undefined): Promise<void>;
  logger: Logger;
}

export interface WebhookKeeper extends Component {
  start(): Promise<void>;
  stop(): Promise<void>;
}

const AT_ONCE = 4;
/** How often it is looked whether something is due, where the PSA's own times are longer. */
const LONGEST_POLL_MS = 5_000;
const TURN_MS = 100_000;

export function webhookLease(integrationId: string): string {
  return `webhooks:${integrationId}`;
}

/** Keeps the webhooks of all integrations honest: looks, mends, and reads what they did not tell. One replica at a time has one. */
export function createWebhookKeeper(options: WebhookKeeperOptions): WebhookKeeper {
  const { definition, store, integrations, watches, access, leaseMs, clock, logger } = options;
  const pollMs = Math.min(LONGEST_POLL_MS, windows().redeliveryMs / 2);
  const owner = newId();
  const running = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  let loop: Promise<void> | undefined;

  async function turn(): Promise<void> {
    for (const watch of await watches.due(AT_ONCE * 4)) {
      if (running.size >= AT_ONCE) return;
      if (running.has(watch._id)) continue;
      const lease = { leases: store.leases, name: webhookLease(watch._id), owner, ttlMs: leaseMs, clock };
      if ((await store.leases.acquire(lease.name, owner, lease.ttlMs)) === undefined) continue;
      running.set(
        watch._id,
        whileRenewing(lease, () => lookAfter(watch))
          .catch((error: unknown) => logger.warn({ error, integrationId: watch._id }, 'webhooks_not_looked_after'))
          .finally(async () => {
            await store.leases.release(lease.name, owner).catch(() => undefined);
            running.delete(watch._id);
          }),
      );
    }
  }

  async function lookAfter({ tenantId, _id: integrationId }: WebhookWatch): Promise<void> {
    const integration = await integrations.cached(tenantId, integrationId);
    // Another replica may have done it between the look and the lease.
    const watch = await watches.get({ tenantId, integrationId });
    if (!watch?.dueAt || watch.dueAt > clock.now()) return;
    if (!integration || integration.state === 'removed') await forget(watch);
    else if (!opennessOf(integration).pull) await postpone(watch, clock.now().getTime() + windows().redeliveryMs);
    else await work(watch, integration);
  }

  function windows() {
    const { redeliveryMs = 0, checkEveryMs = 0 } = definition.webhooks?.windows ?? {};
    return { redeliveryMs, checkEveryMs };
  }

  async function work(watch: WebhookWatch, integration: Integration): Promise<void> {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(TURN_MS)]);
    const opened = access.open(integration, 'scheduled', signal);
    try {
      if (watch.checkAt <= clock.now()) await checkWebhooks({ integration, watch, opened }, options);
      const { backfills = [] } = (await watches.get(ofWatch(watch))) ?? {};
      for (const backfill of backfills)
        if (backfill.dueAt <= clock.now()) await readBackfill(backfill, { integration, opened }, options);
    } catch (error) {
      if (!stopping.signal.aborted) await afterFailure(error, { watch, integration, opened });
    } finally {
      await watches.change(ofWatch(watch), (now) => ({ ...now, callsSpent: now.callsSpent + opened.meter.calls }));
    }
  }

  async function afterFailure(
    error: unknown,
    { watch, integration, opened }: { watch: WebhookWatch; integration: Integration; opened: OpenedWebhooks },
  ): Promise<void> {
    const known = toAppError(error);
    const failure = explainFailure(known, definition.classify, { entityType: 'webhook', operation: 'connect' });
    logger.warn({ integrationId: integration._id, code: known.code, error }, 'webhooks_not_looked_after');
    if (failure.kind === 'unauthenticated') await options.failIntegration(integration, failure, opened.meter.failed);
    const isTransient = known.kind === 'rate_limited' || known.kind === 'unavailable';
    const wait = isTransient ? windows().redeliveryMs : windows().checkEveryMs;
    await postpone(watch, known.retryAt?.getTime() ?? clock.now().getTime() + wait);
  }

  async function postpone(watch: WebhookWatch, until: number): Promise<void> {
    await watches.change(ofWatch(watch), (now) => ({ ...now, notBefore: new Date(until) }));
  }

  async function forget(watch: WebhookWatch): Promise<void> {
    await watches.change(ofWatch(watch), (now) => ({ ...now, isInstalled: false, backfills: [], suspicions: [] }));
  }

  async function keepTurning(): Promise<void> {
    while (!stopping.signal.aborted) {
      await turn().catch((error: unknown) => logger.warn({ error }, 'webhook_turn_failed'));
      await clock.sleep(pollMs, stopping.signal).catch(() => undefined);
    }
  }

  return {
    name: `webhooks:${definition.provider}`,
    async start() {
      loop = keepTurning();
    },
    async stop() {
      stopping.abort();
      await loop;
      await Promise.allSettled(running.values());
    },
  };
}

function ofWatch({ tenantId, _id: integrationId }: WebhookWatch): { tenantId: string; integrationId: string } {
  return { tenantId, integrationId };
}
