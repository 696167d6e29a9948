import type { Clock } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import type { Collection } from '@psa-bridge/persistence';
import { createPeriodicTask, type PeriodicTask } from '@psa-bridge/service-host';
import type { XeroConnection } from '../domain/connection.ts';

export interface SyncWorkerOptions {
  connections: Collection<XeroConnection>;
  everyMs: number;
  /** Each of these is done for each connection, whatever becomes of the one before. */
  duties: readonly ((connection: XeroConnection, signal: AbortSignal) => Promise<void>)[];
  clock: Clock;
  logger: Logger;
}

/** Looks after all connections at once: one organisation's trouble holds up no other. */
export function createSyncWorker({ connections, everyMs, duties, clock, logger }: SyncWorkerOptions): PeriodicTask {
  async function lookAfter(connection: XeroConnection, signal: AbortSignal): Promise<void> {
    for (const duty of duties)
      await duty(connection, signal).catch((error: unknown) =>
        logger.error({ tenantId: connection.tenantId, connectionId: connection._id, error }, 'xero_sync_failed'),
      );
  }

  return createPeriodicTask({
    ...{ name: 'xero-sync', everyMs, clock, logger },
    async run(signal) {
      const connected = await connections.acrossTenants('every tenant is served by the one loop').find({ state: 'connected' });
      await Promise.all(connected.map((connection) => lookAfter(connection, signal)));
    },
  });
}
