import { newId, type Clock } from '@psa-bridge/core';
import { whileRenewing, type Draft, type Leases } from '@psa-bridge/persistence';
import type { DayReadings } from '../../client/day-readings.ts';
import type { FoundDocument } from '../../client/wire.ts';
import type { XeroClient } from '../../client/xero.client.ts';
import type { Collections, StoredInvoice } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import { afterReading, isKeptForDocuments } from '../../domain/day-allowance.ts';
import { runningSettings, type EngineSettings, type SyncEngine } from '../../domain/engine.ts';
import { logged } from '../../domain/life/log.ts';
import { observed } from '../../domain/life/observe.ts';
import { afterLook, isLookDue, LOOKED_AT_AGAIN, waitingLooks, type Looks } from '../../domain/looks.ts';
import { troubleOf } from '../../domain/xero/connection-trouble.ts';
import type { OpenClient } from '../../ports.ts';
import type { NoteStanding } from '../engine/note-standing.ts';
import { withNote, withResult } from '../sync/settle.ts';

export interface LookDeps extends Pick<Collections, 'engines' | 'invoices'> {
  openClient: OpenClient;
  days: Pick<DayReadings, 'of'>;
  noteStanding: NoteStanding;
  leases: Leases;
  leaseMs: number;
  /** Between two looks of which Xero told nothing. */
  everyMs: number;
  clock: Clock;
}

const KINDS = ['invoice', 'credit-note'] as const;
type Kind = (typeof KINDS)[number];

/**
 * Sees what became of our documents in Xero: paid, no longer paid, changed, deleted or voided there (PAY-1, VOD-5). It is complete
 * by itself, since many installations cannot be reached from outside; a webhook only has it happen sooner (xero.md 16). The last
 * calls of Xero's day are left to whoever sends: a look waits for the next day.
 */
export function makeLookForChanges(deps: LookDeps) {
  const { engines, invoices, days, noteStanding, leases, leaseMs, everyMs, clock } = deps;

  return async (connection: XeroConnection, signal: AbortSignal): Promise<void> => {
    const { _id } = connection;
    const engine = await note(connection, withReading);
    const settings = runningSettings(engine, clock.now());
    if (signal.aborted || engine === undefined || settings === undefined) return;
    if (engine.looks === undefined) return begin(connection);
    if (!isLookDue(engine.looks, clock.now(), everyMs)) return;
    if (isKeptForDocuments(engine.day, clock.now())) return wait(connection);
    const lease = { leases, name: `xero-looks:${_id}`, owner: newId(), ttlMs: leaseMs, clock };
    if ((await leases.acquire(lease.name, lease.owner, leaseMs)) === undefined) return;
    try {
      await whileRenewing(lease, () => look(connection, settings, engine.looks?.since ?? connection.connectedAt));
    } finally {
      await leases.release(lease.name, lease.owner);
    }
  };

  /** Nothing of ours can have been changed before there was any. */
  async function begin(connection: XeroConnection): Promise<void> {
    const looks: Looks = { since: connection.connectedAt, lookedAt: clock.now() };
    await note(connection, (engine) => (engine.looks ? undefined : { ...engine, looks }));
  }

  async function look(connection: XeroConnection, settings: EngineSettings, since: Date): Promise<void> {
    const startedAt = clock.now();
    try {
      const client = deps.openClient(connection);
      for (const kind of KINDS)
        if (!(await isLookedThrough(connection, client, { kind, since, settings }))) return await wait(connection);
      await noteStanding(connection, undefined, (engine) => {
        const { looks = { since, lookedAt: since } } = engine;
        const again = looks.waiting === undefined ? [] : [LOOKED_AT_AGAIN];
        return { ...engine, looks: afterLook(looks, startedAt), ...logged(engine, clock.now(), again) };
      });
    } catch (error) {
      await noteStanding(connection, troubleOf(error, clock.now()));
    }
  }

  /** Said once, however often the look would be due: what was not looked at is looked at by the next one. */
  async function wait(connection: XeroConnection): Promise<void> {
    const at = clock.now();
    await note(connection, (engine) => {
      const day = afterReading(engine.day, days.of(engine._id)) ?? engine.day;
      if (engine.looks === undefined || engine.looks.waiting !== undefined || day === undefined) return undefined;
      const looks = waitingLooks(engine.looks, day, at);
      return { ...engine, day, looks, ...logged(engine, at, [looks.waiting.problem.message]) };
    });
  }

  /** What this process heard last; the others read it there. */
  function withReading(engine: SyncEngine): Draft<SyncEngine> | undefined {
    const day = afterReading(engine.day, days.of(engine._id));
    return day && { ...engine, day };
  }

  async function note(
    { _id, tenantId }: XeroConnection,
    next: (engine: SyncEngine) => Draft<SyncEngine> | undefined,
  ): Promise<SyncEngine | undefined> {
    return engines.forTenant(tenantId).mutate(_id, (engine) => engine && next(engine));
  }

  /** False where the calls that are left are kept for documents. Costs nothing where there is no document of that kind. */
  async function isLookedThrough(
    connection: XeroConnection,
    client: XeroClient,
    { kind, since, settings }: { kind: Kind; since: Date; settings: EngineSettings },
  ): Promise<boolean> {
    const { _id: connectionId, tenantId } = connection;
    const own = invoices.forTenant(tenantId);
    const [any] = await own.find({ connectionId, 'item.link.kind': kind }, { fields: ['_id'], limit: 1 });
    if (any === undefined) return true;
    if (await isNoneLeft(connection)) return false;
    for await (const { documents, isLast } of client.changedSince(kind, since)) {
      await seen(connection, documents, settings);
      if (!isLast && (await isNoneLeft(connection))) return false;
    }
    return true;
  }

  async function isNoneLeft(connection: XeroConnection): Promise<boolean> {
    return isKeptForDocuments((await note(connection, withReading))?.day, clock.now());
  }

  async function seen(
    { _id: connectionId, tenantId }: XeroConnection,
    documents: readonly FoundDocument[],
    settings: EngineSettings,
  ) {
    const own = invoices.forTenant(tenantId);
    const byId = new Map(documents.map((document) => [document.documentId, document]));
    const ours = await own.find({ connectionId, 'item.link.documentId': { $in: [...byId.keys()] } }, { fields: ['_id'] });
    await own.mutateMany(
      ours.map(({ _id }) => _id),
      (_id, invoice) => invoice && looked(invoice, byId, { settings, at: clock.now() }),
    );
  }
}

function looked(
  invoice: StoredInvoice,
  seen: ReadonlyMap<string, FoundDocument>,
  context: { settings: EngineSettings; at: Date },
): Draft<StoredInvoice> | undefined {
  const { link } = invoice.item;
  const document = link && seen.get(link.documentId);
  const next = document && observed(invoice, document, context.at);
  if (next === undefined || link === undefined) return undefined;
  const warnings = ({ item }: StoredInvoice) => item.warnings.map(({ message }) => message).join('\n');
  // That something was paid is nobody's to act upon, and Autotask's to show (PAY-1).
  const told = warnings(next) === warnings(invoice) ? next : withResult(next, context.at);
  const isPaidAlike = next.inXero?.paidOn === invoice.inXero?.paidOn;
  return isPaidAlike ? told : withNote(told, link, context);
}
