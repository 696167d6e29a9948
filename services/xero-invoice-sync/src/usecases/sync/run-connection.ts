import { newId, type Clock } from '@psa-bridge/core';
import { whileRenewing, type Collection, type Leases } from '@psa-bridge/persistence';
import type { XeroConnection } from '../../domain/connection.ts';
import { runningSettings, type SyncEngine } from '../../domain/engine.ts';
import type { OpenClient } from '../../ports.ts';
import type { NoteStanding } from '../engine/note-standing.ts';
import { invoiceLeaseOf, type Claims } from './claim.ts';
import type { RouteInvoices } from './route-invoices.ts';
import type { SyncBatch } from './sync-batch.ts';

export interface RunConnectionDeps {
  engines: Collection<SyncEngine>;
  leases: Leases;
  leaseMs: number;
  openClient: OpenClient;
  routeInvoices: RouteInvoices;
  claims: Claims;
  syncBatch: SyncBatch;
  noteStanding: NoteStanding;
  clock: Clock;
}

/**
 * Takes to Xero what is due of one connection, batch by batch. One replica at a time does so, under a lease; a connection that is
 * paused or rests asks nothing of Xero (XI-06, XI-44).
 */
export function makeRunConnection(deps: RunConnectionDeps) {
  const { engines, leases, leaseMs, clock, claims } = deps;

  async function batches(connection: XeroConnection, isHeld: () => Promise<boolean>): Promise<void> {
    const { _id: connectionId, tenantId } = connection;
    while (await isHeld()) {
      const settings = runningSettings(await engines.forTenant(tenantId).get(connectionId), clock.now());
      if (settings === undefined) return;
      const claimed = await claims.claim(connection);
      if (claimed.length === 0) return;
      const client = deps.openClient(connection);
      const trouble = await deps.syncBatch({ connectionId, tenantId, client }, claimed, settings);
      await deps.noteStanding(connection, trouble);
    }
  }

  return async (connection: XeroConnection, signal: AbortSignal): Promise<void> => {
    const engine = await engines.forTenant(connection.tenantId).get(connection._id);
    if (runningSettings(engine, clock.now()) === undefined) return;
    const lease = { leases, name: invoiceLeaseOf(connection), owner: newId(), ttlMs: leaseMs, clock };
    const isHeld = async (): Promise<boolean> =>
      !signal.aborted && (await leases.acquire(lease.name, lease.owner, leaseMs)) !== undefined;
    if (!(await isHeld())) return;
    try {
      await whileRenewing(lease, async () => {
        await claims.takeOver(connection);
        await deps.routeInvoices(connection);
        await batches(connection, isHeld);
      });
    } finally {
      await leases.release(lease.name, lease.owner);
    }
  };
}

export type RunConnection = ReturnType<typeof makeRunConnection>;
