import { laneOfRank, laneRank, type Lane } from '@psa-bridge/connector-kit';
import { grant, raise } from '@psa-bridge/connector-kit/scheduling';
import type { EventQueue } from './event-queue.ts';
import { createWorkReplica, type Job } from './replicas.ts';
import { createSyncs, type Syncs } from './syncs.ts';
import { LIMITS, type Tenant } from './tenants.ts';

export interface Installation extends Syncs {
  /** A row of a tenant that a lane has to take to its PSA. */
  raise(tenant: Tenant, lane: Lane, calls: number): void;
  calls(): number;
}

export interface InstallationParts {
  queue: EventQueue;
  tenants: readonly Tenant[];
  replicas: number;
  done(job: Job<Tenant>): void;
}

/** Some replicas of one connector, with the rules that decide in them: lanes, turns, rooms, holds and each PSA's allowance. */
export function createInstallation({ queue, tenants, replicas: count, done }: InstallationParts): Installation {
  let [rows, calls] = [0, 0];

  function permit(tenant: Tenant, lane: Lane): number {
    const { granted, retryAt = 0, state } = grant(tenant.budget, { lane, want: 1 }, LIMITS, queue.now());
    tenant.budget = state;
    if (granted === 0) return retryAt;
    calls += 1;
    return 0;
  }

  const replicas = Array.from({ length: count }, () =>
    createWorkReplica<Tenant>({ queue, permit: (tenant, { lane }) => permit(tenant, laneOfRank(lane)), done }),
  );
  // Events of one tenant are read by the replica that has its partition.
  const replicaOf = new Map(tenants.map(({ id }, at) => [id, replicas[at % count]]));

  return {
    ...createSyncs({ queue, tenants, replicas: count, permit }),
    raise(tenant, lane, callsOfIt) {
      rows += 1;
      const key = { integrationId: tenant.id, op: 'push', entityType: 'company', entityId: String(rows) } as const;
      const request = { ...key, tenantId: tenant.id, lane: laneRank(lane), revision: 1 };
      const row = raise(undefined, request, new Date(queue.now()));
      if (!row) return;
      replicaOf.get(tenant.id)?.add({ owner: tenant, row: { version: 1, ...row }, calls: callsOfIt, raisedAt: queue.now() });
    },
    calls: () => calls,
  };
}
