import type { Clock } from '@psa-bridge/core';
import type { Collection, Draft } from '@psa-bridge/persistence';
import type { StoredInvoice } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import { destinationOf, routedOf, routeOf, type Destination } from '../../domain/connection/route-invoice.ts';
import { faultedUntried } from '../../domain/life/outcome.ts';
import { isBound } from '../../domain/life/stranded.ts';
import { withResult } from './settle.ts';

export interface RouteDeps {
  connections: Collection<XeroConnection>;
  invoices: Collection<StoredInvoice>;
  clock: Clock;
}

const PAGE = 500;

/**
 * Which organisation each waiting invoice goes to, decided once; anew where that organisation is connected no more and can have
 * no document of it. One that no rule takes is a fault, and never goes to "the first" (ORG-4).
 */
export function makeRouteInvoices({ connections, invoices, clock }: RouteDeps) {
  return async ({ tenantId, integrationId }: Pick<XeroConnection, 'tenantId' | 'integrationId'>): Promise<void> => {
    const connected = await connections.forTenant(tenantId).find({ integrationId, state: 'connected' });
    const destinations = connected.map(destinationOf);
    const known = connected.map(({ _id }) => _id);
    const own = invoices.forTenant(tenantId);
    const lost = { integrationId, connectionId: { $nin: known }, 'item.state': { $in: ['pending', 'held'] } } as const;
    const free = { ...lost, 'item.link': { $exists: false }, 'item.isUnanswered': { $exists: false } } as const;
    const pages = own.pages(free, { pageSize: PAGE, fields: ['_id'] });
    for await (const page of pages)
      await own.mutateMany(
        page.map(({ _id }) => _id),
        (_id, current) => current && routed(current, destinations, clock.now()),
      );
  };
}

export type RouteInvoices = ReturnType<typeof makeRouteInvoices>;

function routed(invoice: StoredInvoice, destinations: readonly Destination[], at: Date): Draft<StoredInvoice> | undefined {
  const isWaiting = invoice.item.state === 'pending' || invoice.item.state === 'held';
  const route = routeOf(routedOf(invoice.source), destinations);
  if (!isWaiting || isBound(invoice.item) || route.kind === 'nowhere') return undefined;
  if (route.kind === 'to') return { ...invoice, connectionId: route.connectionId };
  const { connectionId: _lost, ...homeless } = invoice;
  const faulted = faultedUntried({ ...homeless, item: { ...invoice.item, dueAt: at } }, { problem: route.problem, at });
  return faulted && withResult(faulted, at);
}
