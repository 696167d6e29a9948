import type { Clock } from '@psa-bridge/core';
import type { Draft } from '@psa-bridge/persistence';
import { SERVICE_NAME, type Collections } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import type { SyncEngine } from '../../domain/engine.ts';
import type { Problem } from '../../domain/problem.ts';
import { nextSequence, syncResult } from '../../domain/sync-result.ts';
import type { Trouble } from '../../domain/xero/connection-trouble.ts';

export interface NoteStandingDeps extends Pick<Collections, 'connections' | 'engines'> {
  clock: Clock;
}

/**
 * Stores how work on a connection ended: in trouble it rests as a whole (XI-44), and what only a person mends becomes its issue
 * (IS-12). Work that ends after somebody disconnected it opens none: nobody could clear that any more.
 */
export function makeNoteStanding({ connections, engines, clock }: NoteStandingDeps) {
  return async (connection: XeroConnection, trouble: Trouble | undefined, further?: Further): Promise<void> => {
    const { _id, tenantId } = connection;
    const at = clock.now();
    const isConnected = (await connections.forTenant(tenantId).get(_id))?.state === 'connected';
    const toTell = isConnected && trouble?.isForPerson === true ? trouble.failure : undefined;
    await engines.forTenant(tenantId).mutate(_id, (engine) => {
      const after = engine && afterWork(engine, { connection, trouble, toTell, at });
      return engine && further ? further(after ?? engine) : after;
    });
  };
}

export type NoteStanding = ReturnType<typeof makeNoteStanding>;

/** What else changes with the same write. */
type Further = (engine: Draft<SyncEngine>) => Draft<SyncEngine>;

interface WorkEnd {
  connection: XeroConnection;
  trouble: Trouble | undefined;
  /** What a person has to mend. */
  toTell: Problem | undefined;
  at: Date;
}

/** Undefined where nothing is news. */
function afterWork(engine: SyncEngine, { connection, trouble, toTell, at }: WorkEnd): Draft<SyncEngine> | undefined {
  const { rest, ...awake } = engine;
  const isFailing = toTell !== undefined;
  const isNews = isFailing !== (engine.told?.isFailing ?? false);
  if (!trouble && !rest && !isNews) return undefined;
  const resting = trouble ? { ...awake, rest: { until: trouble.until, problem: trouble.failure } } : awake;
  if (!isNews) return resting;
  const sequence = nextSequence(engine.told?.sequence, at);
  const event = syncResult({
    ...{ tenantId: engine.tenantId, integrationId: engine._id, entityType: 'integration', entityId: engine._id },
    ...{ entityName: connection.organisation.name, externalId: connection.organisation.id, attempts: 1, sequence, at },
    source: SERVICE_NAME,
    ...(isFailing ? { problem: toTell } : {}),
  });
  return { ...resting, told: { sequence, isFailing }, outbox: [...(engine.outbox ?? []), event] };
}
