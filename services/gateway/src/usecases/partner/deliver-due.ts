import { newId, type Clock } from '@psa-bridge/core';
import type { Metrics } from '@psa-bridge/observability';
import { whileRenewing, type Collection, type Leases } from '@psa-bridge/persistence';
import { afterAttempt, type Delivery } from '../../domain/partner/delivery.ts';
import { isSuccess, wasDown } from '../../domain/partner/retry-rules.ts';
import { afterFailure, afterSuccess, type WebhookEndpoint } from '../../domain/partner/webhook-endpoint.ts';
import type { SendWebhook } from './ports.ts';
import { inChains } from './in-chains.ts';

export interface DeliverDueDeps {
  deliveries: Collection<Delivery>;
  endpoints: Collection<WebhookEndpoint>;
  leases: Leases;
  send: SendWebhook;
  disableAfterMs: number;
  clock: Clock;
  metrics: Metrics;
}

/** When to look again: `held`, nothing may be sent before, whatever else comes. */
export interface NextLook {
  readonly at: Date;
  readonly held?: true;
}

/** Sends what is due at one endpoint. Undefined: nothing waits, or it is not for us to send. */
export type DeliverDue = (endpointId: string, signal: AbortSignal) => Promise<NextLook | undefined>;

/** A replica that says nothing for so long has died; a try takes less. */
const LEASE_MS = 30_000;
const PAGE = 100;
/** Entities whose next event waits for its next try; their later ones wait behind it. */
const MOST_BLOCKED = 1_000;
/** After so long an endpoint gives way to others that wait. */
const SLICE_MS = 30_000;
const ALL = 'whoever sends serves all tenants';

/**
 * One replica at a time sends to an endpoint, so that the events of an entity keep their order whoever accepted them. Each endpoint is a
 * life of its own: how slow or broken it is concerns no other.
 */
export function makeDeliverDue({ deliveries, endpoints, leases, ...deps }: DeliverDueDeps): DeliverDue {
  const { send, disableAfterMs, clock, metrics } = deps;
  const owner = newId();
  const [waiting, known] = [deliveries.acrossTenants(ALL), endpoints.acrossTenants(ALL)];

  async function nextPage({ _id: endpointId, health }: WebhookEndpoint): Promise<Delivery[]> {
    const now = clock.now();
    const ofEndpoint = { endpointId, state: 'waiting' };
    const later = await waiting.find({ ...ofEndpoint, dueAt: { $gt: now } }, { fields: ['entityKey'], limit: MOST_BLOCKED });
    const blocked = [...new Set(later.map(({ entityKey }) => entityKey))];
    const due = { ...ofEndpoint, dueAt: { $lte: now }, ...(blocked.length > 0 && { entityKey: { $nin: blocked } }) };
    // While it is in doubt, one event asks whether it is back.
    return waiting.find(due, { sort: { order: 1 }, limit: wasDown(health.failures) ? 1 : PAGE });
  }

  /** What failed while the endpoint was down is not held against the event: it is due at once. */
  async function bringForward({ _id: endpointId }: WebhookEndpoint): Promise<void> {
    const now = clock.now();
    const delayed = await waiting.find(
      { endpointId, state: 'waiting', dueAt: { $gt: now } },
      { fields: ['_id'], limit: MOST_BLOCKED },
    );
    const ids = delayed.map(({ _id }) => _id);
    await waiting.mutateMany(ids, (_id, delivery) => (delivery?.state === 'waiting' ? { ...delivery, dueAt: now } : undefined));
  }

  async function settle(
    endpoint: WebhookEndpoint,
    delivery: Delivery,
    signal: AbortSignal,
  ): Promise<'next' | 'stop_entity' | 'stop_all'> {
    const attempt = await send(endpoint, delivery, signal);
    const next = afterAttempt(delivery, attempt);
    await waiting.replace(delivery, next);
    metrics.count('psa_bridge_partner_deliveries_total', { outcome: next.state === 'waiting' ? 'retried' : next.state });
    if (isSuccess(attempt)) {
      if (endpoint.health.failures > 0) await known.mutate(endpoint._id, (current) => current && afterSuccess(current));
      if (wasDown(endpoint.health.failures)) await bringForward(endpoint);
      return 'next';
    }
    const changed = await known.mutate(endpoint._id, (current) => current && afterFailure(current, attempt, disableAfterMs));
    return changed === undefined || changed.state !== 'active' || changed.health.heldUntil ? 'stop_all' : 'stop_entity';
  }

  async function deliverPage(endpoint: WebhookEndpoint, page: readonly Delivery[], signal: AbortSignal): Promise<void> {
    const chains = Map.groupBy(page, ({ entityKey }) => entityKey);
    await inChains([...chains.values()], endpoint.concurrency, async (delivery) =>
      signal.aborted ? 'stop_all' : settle(endpoint, delivery, signal),
    );
  }

  /** What is due already and was not taken waits behind an event of its entity that is not. */
  async function nextDue(endpointId: string): Promise<NextLook | undefined> {
    const later = { endpointId, state: 'waiting', dueAt: { $gt: clock.now() } };
    const [first] = await waiting.find(later, { sort: { dueAt: 1 }, limit: 1, fields: ['dueAt'] });
    return first && { at: first.dueAt };
  }

  async function deliver(endpointId: string, signal: AbortSignal): Promise<NextLook | undefined> {
    const until = clock.now().getTime() + SLICE_MS;
    while (!signal.aborted) {
      const now = clock.now();
      const isHeld = (await leases.acquire(leaseName(endpointId), owner, LEASE_MS)) !== undefined;
      const endpoint = isHeld ? await known.get(endpointId) : undefined;
      if (endpoint?.state !== 'active') return undefined;
      const { heldUntil } = endpoint.health;
      if (heldUntil && heldUntil > now) return { at: heldUntil, held: true };
      if (now.getTime() > until) return { at: now };
      const page = await nextPage(endpoint);
      if (page.length === 0) return nextDue(endpointId);
      await deliverPage(endpoint, page, signal);
    }
    return undefined;
  }

  return async (endpointId, signal) => {
    const lease = { leases, name: leaseName(endpointId), owner, ttlMs: LEASE_MS, clock };
    if ((await leases.acquire(lease.name, owner, LEASE_MS)) === undefined) return undefined;
    try {
      return await whileRenewing(lease, () => deliver(endpointId, signal));
    } finally {
      await leases.release(lease.name, owner);
    }
  };
}

function leaseName(endpointId: string): string {
  return `webhook-endpoint:${endpointId}`;
}
