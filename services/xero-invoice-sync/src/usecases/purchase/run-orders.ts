import { newId, type Clock } from '@psa-bridge/core';
import { whileRenewing, type Leases } from '@psa-bridge/persistence';
import type { Collections, StoredOrder } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import { destinationOf, routeOf, type Route } from '../../domain/connection/route-invoice.ts';
import { runningSettings, type EngineSettings } from '../../domain/engine.ts';
import { nextState } from '../../domain/life/next-state.ts';
import { afterTry, type Outcome, type Subject } from '../../domain/life/outcome.ts';
import { isBound } from '../../domain/life/stranded.ts';
import type { SyncEvent } from '../../domain/life/sync-item.ts';
import type { TriedPurchase } from '../../domain/purchase/prepare-purchase.ts';
import { statusesFrom, type PurchaseOptions } from '../../domain/purchase/purchase-order.ts';
import { mayHaveActed, troubleOf } from '../../domain/xero/connection-trouble.ts';
import type { OpenClient } from '../../ports.ts';
import type { NoteStanding } from '../engine/note-standing.ts';
import type { Charts } from '../sync/charts.ts';
import { withOrderResult } from './order-result.ts';
import { sendOrder } from './send-order.ts';
import { orderLeaseOf, type TakeOverOrders } from './take-over-orders.ts';

export interface RunOrdersDeps extends Pick<Collections, 'connections' | 'customers' | 'engines' | 'invoices' | 'orders'> {
  openClient: OpenClient;
  charts: Charts;
  noteStanding: NoteStanding;
  takeOver: TakeOverOrders;
  leases: Leases;
  leaseMs: number;
  /** How long Xero may still carry out a call that nobody waits for. */
  quarantineMs: number;
  clock: Clock;
}

/** Whole orders are read so many at once, of however many that wait. */
const PAGE = 100;

type Settings = EngineSettings & Required<Pick<EngineSettings, 'purchases'>>;

/** Purchase orders go when no invoice waits (CYC-3), one by one, each once in its life (XI-45). */
export function makeRunOrders(deps: RunOrdersDeps) {
  const { connections, engines, invoices, orders, leases, leaseMs, quarantineMs, clock } = deps;

  return async (connection: XeroConnection, signal: AbortSignal): Promise<void> => {
    const lease = { leases, name: orderLeaseOf(connection), owner: newId(), ttlMs: leaseMs, clock };
    if ((await settingsOf(connection)) === undefined) return;
    if ((await leases.acquire(lease.name, lease.owner, leaseMs)) === undefined) return;
    try {
      await whileRenewing(lease, async () => {
        await deps.takeOver(connection);
        while (!signal.aborted) {
          const settings = await settingsOf(connection);
          const order = settings && (await claim(connection, settings));
          if (!settings || !order) return;
          await send(order, connection, settings);
        }
      });
    } finally {
      await leases.release(lease.name, lease.owner);
    }
  };

  /** Undefined while orders are not to be sent. */
  async function settingsOf({ _id, tenantId }: XeroConnection): Promise<Settings | undefined> {
    const settings = runningSettings(await engines.forTenant(tenantId).get(_id), clock.now());
    if (settings?.purchases === undefined) return undefined;
    const waiting = { connectionId: _id, 'item.state': { $in: ['pending', 'processing'] } };
    const isInvoiceWaiting = (await invoices.forTenant(tenantId).count(waiting)) > 0;
    return isInvoiceWaiting ? undefined : { ...settings, purchases: settings.purchases };
  }

  async function change(
    tenantId: string,
    id: string,
    eventOf: (order: StoredOrder) => SyncEvent,
    more: Pick<StoredOrder, 'tried'> = {},
  ): Promise<StoredOrder | undefined> {
    let isDone = false;
    const after = await orders.forTenant(tenantId).mutate(id, (current) => {
      const item = current && nextState(current.item, eventOf(current));
      isDone = item !== undefined;
      return item && { ...current, ...more, item };
    });
    return isDone ? after : undefined;
  }

  /** The next one that has come to the chosen status and is ours: that it is begun, and for which organisation, is one write. */
  async function claim(
    { _id: connectionId, tenantId, integrationId }: XeroConnection,
    { purchases }: Settings,
  ): Promise<StoredOrder | undefined> {
    const at = clock.now();
    const own = orders.forTenant(tenantId);
    const due = {
      integrationId,
      statusKey: { $in: statusesFrom(purchases.trigger) },
      'item.state': 'pending',
      'item.dueAt': { $lte: at },
    };
    const connected = await connections.forTenant(tenantId).find({ integrationId, state: 'connected' });
    for await (const page of own.pages(due, { sort: { 'item.dueAt': 1, _id: 1 }, pageSize: PAGE })) {
      for (const order of page) {
        const begun = await begunFor(connectionId, order, { connected, as: purchases.as, at });
        if (begun !== undefined) return begun;
      }
    }
    return undefined;
  }

  /** Undefined where it is another's, or not due any more. */
  async function begunFor(
    connectionId: string,
    order: StoredOrder,
    { connected, ...how }: { connected: readonly XeroConnection[]; as: PurchaseOptions['as']; at: Date },
  ): Promise<StoredOrder | undefined> {
    const route = routeFor(order, connected);
    if (route.kind === 'nowhere' || (route.kind === 'to' && route.connectionId !== connectionId)) return undefined;
    const begun = await begin(order, route, how);
    return route.kind === 'to' ? begun : undefined;
  }

  /** Undefined where it is not due any more. One that no organisation takes ends here (ORG-4). */
  async function begin(
    { _id, tenantId }: StoredOrder,
    route: Exclude<Route, { kind: 'nowhere' }>,
    { as, at }: Pick<PurchaseOptions, 'as'> & { at: Date },
  ): Promise<StoredOrder | undefined> {
    let isBegun = false;
    const after = await orders.forTenant(tenantId).mutate(_id, (current) => {
      const item = current && nextState(current.item, { kind: 'start', at });
      isBegun = item !== undefined;
      if (!current || !item) return undefined;
      if (route.kind === 'to') return { ...current, item, connectionId: route.connectionId };
      const outcome = { kind: 'failed', failure: { ...route.problem, weight: 'fault' } } as const;
      const ended = afterTry({ ...current, item }, { run: item.run, outcome, at, subject: subjectOf(as) });
      return ended && withOrderResult(ended, at);
    });
    return isBegun ? after : undefined;
  }

  async function send(order: StoredOrder, connection: XeroConnection, settings: Settings): Promise<void> {
    const { _id: connectionId, tenantId } = connection;
    const batch = { connectionId, tenantId, client: deps.openClient(connection) };
    const note = async (tried: TriedPurchase): Promise<boolean> =>
      (await change(tenantId, order._id, () => ({ kind: 'send', run: order.item.run }), { tried })) !== undefined;
    try {
      const chart = await deps.charts.of(batch);
      const outcome = await sendOrder(order, { ...batch, settings, chart, customers: deps.customers, note });
      if (outcome) await settle(order, outcome, settings.purchases);
    } catch (error) {
      const at = clock.now();
      const trouble = troubleOf(error, at);
      const quarantine = new Date(at.getTime() + (mayHaveActed(error) ? quarantineMs : 0));
      const resumeAt = trouble.until > quarantine ? trouble.until : quarantine;
      await settle(order, { kind: 'failed', failure: trouble.failure, resumeAt }, settings.purchases);
      await deps.noteStanding(connection, trouble);
    }
  }

  async function settle(order: StoredOrder, outcome: Outcome, { as }: Pick<PurchaseOptions, 'as'>): Promise<void> {
    const at = clock.now();
    const subject = subjectOf(as);
    await orders.forTenant(order.tenantId).mutate(order._id, (current) => {
      const next = current && afterTry(current, { run: order.item.run, outcome, at, subject });
      // From then on a change of it in Autotask is shown, and not sent.
      const sent = next?.item.state === 'complete' ? { sentRevision: order.revision } : {};
      return next && withOrderResult({ ...next, ...sent }, at);
    });
  }
}

export function subjectOf(as: PurchaseOptions['as']): Subject {
  return as === 'bill' ? 'Bill' : 'Purchase order';
}

/** Where it may be there already it is that organisation's; otherwise one that is connected no more does not keep it. */
function routeFor({ connectionId, item, source }: StoredOrder, connected: readonly XeroConnection[]): Route {
  const isKept = isBound(item) || connected.some(({ _id }) => _id === connectionId);
  if (connectionId !== undefined && isKept) return { kind: 'to', connectionId };
  return routeOf(source.vendor, connected.map(destinationOf));
}
