import type { Clock } from '@psa-bridge/core';
import type { Collection } from '@psa-bridge/persistence';
import type { XeroConnection } from '../../domain/connection.ts';
import type { SyncEngine } from '../../domain/engine.ts';
import { logged } from '../../domain/life/log.ts';
import type { Problem } from '../../domain/problem.ts';

export interface ReadingDeps {
  connections: Collection<XeroConnection>;
  engines: Collection<SyncEngine>;
  clock: Clock;
}

/** Which PSA is read, and why its invoices cannot be at the moment; without a problem they are read again. */
export interface Reading {
  tenantId: string;
  integrationId: string;
  problem?: Problem;
}

/**
 * What the PSA's connector says of its reading stands with every organisation that takes the invoices: whoever looks there for one
 * that is missing learns why (XI-44).
 */
export function makeNoteReading({ connections, engines, clock }: ReadingDeps) {
  return async ({ tenantId, integrationId, problem }: Reading): Promise<void> => {
    const taking = await connections.forTenant(tenantId).find({ integrationId, state: 'connected' }, { fields: ['_id'] });
    await engines.forTenant(tenantId).mutateMany(
      taking.map(({ _id }) => _id),
      (_id, engine) => engine && afterReading(engine, problem, clock.now()),
    );
  };
}

export type NoteReading = ReturnType<typeof makeNoteReading>;

/** Undefined where that is no news. */
function afterReading({ reading, ...engine }: SyncEngine, problem: Problem | undefined, at: Date) {
  if (problem?.code === reading?.problem.code) return undefined;
  const lines = logged(engine, at, [problem?.message ?? 'Invoices are read in Autotask again']);
  return { ...engine, ...lines, ...(problem && { reading: { problem, since: at } }) };
}
