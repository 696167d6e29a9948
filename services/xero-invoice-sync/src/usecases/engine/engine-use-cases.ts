import { actionTaken, fieldChanges } from '@psa-bridge/audit';
import { AppError, checkRevision, conflict, notFound, type Caller, type Clock } from '@psa-bridge/core';
import type { Collection, Draft } from '@psa-bridge/persistence';
import { SERVICE_NAME } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import type { EngineSettings, SyncEngine } from '../../domain/engine.ts';

export interface EngineDeps {
  connections: Collection<XeroConnection>;
  engines: Collection<SyncEngine>;
  clock: Clock;
  wake(): void;
}

/** What people decide about the sync into one organisation. */
export function makeEngineUseCases({ connections, engines, clock, wake }: EngineDeps) {
  /** Nothing was decided of a new connection: it is paused (XI-06). */
  const fresh = (_id: string, tenantId: string): Draft<SyncEngine> => ({ _id, tenantId, isActive: false, revision: 0 });

  async function connected({ tenantId }: Caller, id: string): Promise<XeroConnection> {
    const connection = await connections.forTenant(tenantId).get(id);
    if (connection === undefined) throw unknownConnection();
    return connection;
  }

  async function change(caller: Caller, id: string, decide: (current: Draft<SyncEngine>) => Draft<SyncEngine>) {
    const { organisation } = await connected(caller, id);
    const { tenantId } = caller;
    const saved = await engines.forTenant(tenantId).mutate(id, (stored) => {
      const current = stored ?? fresh(id, tenantId);
      const next = decide(current);
      const fields = fieldChanges(told(current), told(next));
      if (fields.changes.length === 0) return undefined;
      const record = { type: 'xero_connection', id, name: organisation.name };
      const action = { kind: `xero_connection.${verbOf(current, next)}`, record, fields };
      const event = actionTaken(action, { tenantId, source: SERVICE_NAME, at: clock.now() });
      return { ...next, revision: current.revision + 1, outbox: [...(next.outbox ?? []), event] };
    });
    wake();
    return saved ?? fresh(id, tenantId);
  }

  return {
    /** @throws AppError `connection_not_found` */
    async get(caller: Caller, id: string): Promise<Draft<SyncEngine>> {
      await connected(caller, id);
      return (await engines.forTenant(caller.tenantId).get(id)) ?? fresh(id, caller.tenantId);
    },

    /** @throws AppError `connection_not_found`; `revision_conflict` where somebody saved meanwhile */
    save: (caller: Caller, id: string, { settings, ifRevision }: { settings: EngineSettings; ifRevision: number }) =>
      change(caller, id, (current) => {
        checkRevision(current.revision, ifRevision);
        return { ...current, settings };
      }),

    pause: (caller: Caller, id: string) => change(caller, id, (current) => ({ ...current, isActive: false })),

    /** @throws AppError `connection_not_found`; `settings_missing` where it is not known into which accounts invoices go */
    resume: (caller: Caller, id: string) =>
      change(caller, id, (current) => {
        if (current.settings === undefined) throw settingsMissing();
        const { rest: _rest, ...awake } = current;
        return { ...awake, isActive: true };
      }),

    /** A retry of its issue: nothing is waited for any more. False where there is no such connection. */
    async retry(tenantId: string, id: string): Promise<boolean> {
      const engine = await engines.forTenant(tenantId).mutate(id, (current) => {
        if (current?.rest === undefined) return undefined;
        const { rest: _rest, ...awake } = current;
        return awake;
      });
      wake();
      return engine !== undefined;
    },
  };
}

export type EngineUseCases = ReturnType<typeof makeEngineUseCases>;

/** Each switch by its name; rest and alerts are nobody's decision. */
function told({ isActive, settings }: Draft<SyncEngine>): Readonly<Record<string, unknown>> {
  return { isActive, ...settings, alertsTo: settings?.alertsTo.length };
}

function verbOf(before: Draft<SyncEngine>, after: Draft<SyncEngine>): string {
  if (before.isActive === after.isActive) return 'settings_saved';
  return after.isActive ? 'resumed' : 'paused';
}

function unknownConnection(): AppError {
  return notFound('connection_not_found', 'There is no such connection to Xero. Connect the organisation first.');
}

function settingsMissing(): AppError {
  return conflict('settings_missing', 'Save the settings first: it is not known into which Xero account invoices go.', {
    expected: true,
  });
}
