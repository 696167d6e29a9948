import type { Clock } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import type { Collection } from '@psa-bridge/persistence';
import { createPeriodicTask, type PeriodicTask } from '@psa-bridge/service-host';
import type { XeroConnection } from '../domain/connection.ts';

export interface SyncWorkerOptions {
  connections: Collection<XeroConnection>;
  everyMs: number;
  /** Each of these is done for each connection, connected or not, whatever becomes of the one before. */
  duties: readonly ((connection: XeroConnection, signal: AbortSignal) => Promise<void>)[];
  clock: Clock;
  logger: Logger;
}

type Duty = SyncWorkerOptions['duties'][number];

/** A duty that asks something of Xero. */
export function whileConnected(duty: Duty): Duty {
  return async (connection, signal) => (connection.state === 'connected' ? duty(connection, signal) : undefined);
}

/**
 * Looks after all connections at once, each by itself: neither one organisation's trouble nor a back-fill that takes an hour holds
 * up another.
 */
export function createSyncWorker({ connections, everyMs, duties, clock, logger }: SyncWorkerOptions): PeriodicTask {
  const running = new Map<string, Promise<void>>();
  const wantedAgain = new Map<string, XeroConnection>();

  async function lookAfter(connection: XeroConnection, signal: AbortSignal): Promise<void> {
    for (const duty of duties)
      await duty(connection, signal).catch((error: unknown) =>
        logger.error({ tenantId: connection.tenantId, connectionId: connection._id, error }, 'xero_sync_failed'),
      );
  }

  /** Not twice at the same time, but once more for what came meanwhile. */
  async function asLongAsWanted(first: XeroConnection, signal: AbortSignal): Promise<void> {
    const { _id } = first;
    for (let next: XeroConnection | undefined = first; next && !signal.aborted; next = wantedAgain.get(_id)) {
      wantedAgain.delete(_id);
      await lookAfter(next, signal);
    }
    running.delete(_id);
  }

  function begin(connection: XeroConnection, signal: AbortSignal): void {
    const { _id } = connection;
    if (running.has(_id)) wantedAgain.set(_id, connection);
    else running.set(_id, asLongAsWanted(connection, signal));
  }

  const task = createPeriodicTask({
    ...{ name: 'xero-sync', everyMs, clock, logger },
    async run(signal) {
      const all = await connections.acrossTenants('every tenant is served by the one loop').find({});
      for (const connection of all) begin(connection, signal);
    },
  });

  return {
    ...task,
    async stop() {
      await task.stop?.();
      await Promise.all(running.values());
      wantedAgain.clear();
    },
  };
}
