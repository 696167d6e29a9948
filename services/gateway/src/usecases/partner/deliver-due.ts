import { newId, type Clock } from '@psa-bridge/core';
import type { Metrics } from '@psa-bridge/observability';
import { whileRenewing, type Collection, type Leases } from '@psa-bridge/persistence';
import { afterAttempt, inTheirTurn, type Delivery } from '../../domain/partner/delivery.ts';
import { isSuccess, wasDown, type Attempt } from '../../domain/partner/retry-rules.ts';
import { afterFailure, afterSuccess, type WebhookEndpoint } from '../../domain/partner/webhook-endpoint.ts';
import type { SendWebhook } from './ports.ts';
import { inFlow, type Chain, type Flow } from './in-flow.ts';
import { settleTogether } from './settle-together.ts';

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
/** That the lease is ours is asked for anew so often: long before another replica could have it. */
const LEASE_SURE_MS = 5_000;
const PAGE = 100;
/** The rest is due by itself before long. */
const MOST_FORWARD = 1_000;
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
  /** Until when the lease of an endpoint that is being served is ours for certain, in milliseconds. */
  const sureUntil = new Map<string, number>();
  const [waiting, known] = [deliveries.acrossTenants(ALL), endpoints.acrossTenants(ALL)];
  const write = settleTogether(waiting);

  /** What is due and may go now, but for busy entities; what has to wait behind another event of its entity is due again with that one. */
  async function nextPage(endpointId: string, busy: ReadonlySet<string>): Promise<{ due: number; free: readonly Delivery[] }> {
    const now = clock.now();
    const ofEndpoint = { endpointId, state: 'waiting' };
    const others = busy.size === 0 ? {} : { entityKey: { $nin: [...busy] } };
    const due = await waiting.find({ ...ofEndpoint, ...others, dueAt: { $lte: now } }, { sort: { order: 1 }, limit: PAGE });
    const entities = [...new Set(due.map(({ entityKey }) => entityKey))];
    const tried = { ...ofEndpoint, entityKey: { $in: entities }, tries: { $gt: 0 }, dueAt: { $gt: now } };
    const ahead = due.length === 0 ? [] : await waiting.find(tried, { fields: ['entityKey', 'order', 'dueAt'] });
    const { free, postponed } = inTheirTurn(due, ahead);
    await waiting.mutateMany([...postponed.keys()], (id, delivery) => {
      const dueAt = postponed.get(id);
      return delivery?.state === 'waiting' && dueAt ? { ...delivery, dueAt } : undefined;
    });
    return { due: due.length, free };
  }

  /** What failed while the endpoint was down is not held against the event: it is due at once. */
  async function bringForward({ _id: endpointId }: WebhookEndpoint): Promise<void> {
    const now = clock.now();
    const later = { endpointId, state: 'waiting', dueAt: { $gt: now } };
    const delayed = await waiting.find(later, { fields: ['_id'], sort: { order: 1 }, limit: MOST_FORWARD });
    const ids = delayed.map(({ _id }) => _id);
    await waiting.mutateMany(ids, (_id, delivery) => (delivery?.state === 'waiting' ? { ...delivery, dueAt: now } : undefined));
  }

  /** Answers the endpoint as it is now: whether others failed meanwhile decides what a success means. */
  async function afterSent(endpoint: WebhookEndpoint, attempt: Attempt): Promise<WebhookEndpoint | undefined> {
    if (!isSuccess(attempt))
      return known.mutate(endpoint._id, (current) => current && afterFailure(current, attempt, disableAfterMs));
    if (endpoint.health.failures === 0) return endpoint;
    const changed = await known.mutate(endpoint._id, (current) => current && afterSuccess(current));
    if (wasDown(endpoint.health.failures)) await bringForward(endpoint);
    return changed;
  }

  async function settle(delivery: Delivery, attempt: Attempt): Promise<void> {
    const next = afterAttempt(delivery, attempt);
    await write(delivery, next);
    metrics.count('psa_bridge_partner_deliveries_total', { outcome: next.state === 'waiting' ? 'retried' : next.state });
  }

  /** Where deliveries come from while an endpoint is served: counts what was due. */
  function sourceOf({ _id: endpointId, health }: WebhookEndpoint, until: number, signal: AbortSignal) {
    // While it is in doubt, one event asks whether it is back.
    const isInDoubt = wasDown(health.failures);
    const source = {
      due: 0,
      async more(busy: ReadonlySet<string>) {
        const isOver = signal.aborted || clock.now().getTime() > until || (isInDoubt && source.due > 0);
        if (isOver || (await servedNow(endpointId))?.state !== 'active') return { chains: [], isAll: true };
        const { due, free } = await nextPage(endpointId, busy);
        source.due += due;
        return { chains: chainsOf(isInDoubt ? free.slice(0, 1) : free), isAll: due < PAGE };
      },
    };
    return source;
  }

  /** Answers the endpoint as it is now; undefined where another replica serves it. */
  async function servedNow(endpointId: string): Promise<WebhookEndpoint | undefined> {
    const now = clock.now().getTime();
    if (now >= (sureUntil.get(endpointId) ?? 0)) {
      if ((await leases.acquire(leaseName(endpointId), owner, LEASE_MS)) === undefined) return undefined;
      sureUntil.set(endpointId, now + LEASE_SURE_MS);
    }
    return known.get(endpointId);
  }

  async function deliverFrom(
    source: Pick<Flow<Delivery>, 'more'>,
    endpoint: WebhookEndpoint,
    signal: AbortSignal,
  ): Promise<void> {
    let now: WebhookEndpoint | undefined = endpoint;
    const work: Flow<Delivery>['work'] = async (delivery, leave) => {
      if (signal.aborted || !now) return 'stop_all';
      const attempt = await send(endpoint, delivery, signal);
      // What failed may mean that nothing more is to be sent; what was taken is noted while the next goes out.
      if (isSuccess(attempt)) leave();
      await settle(delivery, attempt);
      now = await afterSent(now, attempt);
      if (now?.state !== 'active' || now.health.heldUntil) return 'stop_all';
      return isSuccess(attempt) ? 'next' : 'stop_entity';
    };
    await inFlow({ concurrency: endpoint.concurrency, more: source.more, work });
  }

  async function nextDue(endpointId: string): Promise<NextLook | undefined> {
    const later = { endpointId, state: 'waiting', dueAt: { $gt: clock.now() } };
    const [first] = await waiting.find(later, { sort: { dueAt: 1 }, limit: 1, fields: ['dueAt'] });
    return first && { at: first.dueAt };
  }

  async function deliver(endpointId: string, signal: AbortSignal): Promise<NextLook | undefined> {
    const until = clock.now().getTime() + SLICE_MS;
    while (!signal.aborted) {
      const now = clock.now();
      const endpoint = await servedNow(endpointId);
      if (endpoint?.state !== 'active') return undefined;
      const { heldUntil } = endpoint.health;
      if (heldUntil && heldUntil > now) return { at: heldUntil, held: true };
      if (now.getTime() > until) return { at: now };
      const source = sourceOf(endpoint, until, signal);
      await deliverFrom(source, endpoint, signal);
      if (source.due === 0) return nextDue(endpointId);
    }
    return undefined;
  }

  return async (endpointId, signal) => {
    const lease = { leases, name: leaseName(endpointId), owner, ttlMs: LEASE_MS, clock };
    if ((await leases.acquire(lease.name, owner, LEASE_MS)) === undefined) return undefined;
    try {
      return await whileRenewing(lease, () => deliver(endpointId, signal));
    } finally {
      sureUntil.delete(endpointId);
      await leases.release(lease.name, owner);
    }
  };
}

/** By entity, each in its order. */
function chainsOf(deliveries: readonly Delivery[]): readonly Chain<Delivery>[] {
  return [...Map.groupBy(deliveries, ({ entityKey }) => entityKey)].map(([key, items]) => ({ key, items }));
}

function leaseName(endpointId: string): string {
  return `webhook-endpoint:${endpointId}`;
}
