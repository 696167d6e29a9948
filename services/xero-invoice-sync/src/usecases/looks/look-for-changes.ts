import { newId, type Clock } from '@psa-bridge/core';
import { whileRenewing, type Draft, type Leases } from '@psa-bridge/persistence';
import type { FoundDocument } from '../../client/wire.ts';
import type { XeroClient } from '../../client/xero.client.ts';
import type { Collections, StoredInvoice } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import { runningSettings, type EngineSettings, type SyncEngine } from '../../domain/engine.ts';
import { observed } from '../../domain/life/observe.ts';
import { afterLook, isLookDue, type Looks } from '../../domain/looks.ts';
import { troubleOf } from '../../domain/xero/connection-trouble.ts';
import type { OpenClient } from '../../ports.ts';
import { afterBatch } from '../sync/run-connection.ts';
import { withNote, withResult } from '../sync/settle.ts';

export interface LookDeps extends Pick<Collections, 'engines' | 'invoices'> {
  openClient: OpenClient;
  leases: Leases;
  leaseMs: number;
  /** Between two looks of which Xero told nothing. */
  everyMs: number;
  clock: Clock;
}

const KINDS = ['invoice', 'credit-note'] as const;
/** So many documents are held against ours at once. */
const CHUNK = 500;

/**
 * Sees what became of our documents in Xero: paid, no longer paid, changed, deleted or voided there (PAY-1, VOD-5). It is complete
 * by itself, since many installations cannot be reached from outside; a webhook only has it happen sooner (xero.md 16).
 */
export function makeLookForChanges(deps: LookDeps) {
  const { engines, invoices, leases, leaseMs, everyMs, clock } = deps;

  return async (connection: XeroConnection, signal: AbortSignal): Promise<void> => {
    const { _id, tenantId } = connection;
    const engine = await engines.forTenant(tenantId).get(_id);
    const settings = runningSettings(engine, clock.now());
    if (signal.aborted || engine === undefined || settings === undefined) return;
    if (engine.looks === undefined) return begin(connection);
    if (!isLookDue(engine.looks, clock.now(), everyMs)) return;
    const lease = { leases, name: `xero-looks:${_id}`, owner: newId(), ttlMs: leaseMs, clock };
    if ((await leases.acquire(lease.name, lease.owner, leaseMs)) === undefined) return;
    try {
      await whileRenewing(lease, () => look(connection, settings, engine.looks?.since ?? connection.connectedAt));
    } finally {
      await leases.release(lease.name, lease.owner);
    }
  };

  /** Nothing of ours can have been changed before there was any. */
  async function begin({ _id, tenantId, connectedAt: since }: XeroConnection): Promise<void> {
    const looks: Looks = { since, lookedAt: clock.now() };
    await engines.forTenant(tenantId).mutate(_id, (engine) => (engine && !engine.looks ? { ...engine, looks } : undefined));
  }

  async function look(connection: XeroConnection, settings: EngineSettings, since: Date): Promise<void> {
    const startedAt = clock.now();
    try {
      const client = deps.openClient(connection);
      for (const kind of KINDS) await lookAt(connection, client, { kind, since, settings });
      const at = clock.now();
      await note(connection, (engine) => ({
        ...(afterBatch(engine, { connection, trouble: undefined, at }) ?? engine),
        looks: afterLook(engine.looks ?? { since, lookedAt: since }, startedAt),
      }));
    } catch (error) {
      const at = clock.now();
      const trouble = troubleOf(error, at);
      await note(connection, (engine) => afterBatch(engine, { connection, trouble, at }));
    }
  }

  async function note(
    { _id, tenantId }: XeroConnection,
    next: (engine: SyncEngine) => Draft<SyncEngine> | undefined,
  ): Promise<void> {
    await engines.forTenant(tenantId).mutate(_id, (engine) => engine && next(engine));
  }

  /** Costs nothing where there is no document of that kind. */
  async function lookAt(
    { _id: connectionId, tenantId }: XeroConnection,
    client: XeroClient,
    { kind, since, settings }: { kind: (typeof KINDS)[number]; since: Date; settings: EngineSettings },
  ): Promise<void> {
    const own = invoices.forTenant(tenantId);
    const [any] = await own.find({ connectionId, 'item.link.kind': kind }, { fields: ['_id'], limit: 1 });
    if (any === undefined) return;
    const changed = await client.changedSince(kind, since);
    const seen = new Map(changed.map((document) => [document.documentId, document]));
    for (let from = 0; from < changed.length; from += CHUNK) {
      const ids = changed.slice(from, from + CHUNK).map(({ documentId }) => documentId);
      const ours = await own.find({ connectionId, 'item.link.documentId': { $in: ids } }, { fields: ['_id'] });
      await own.mutateMany(
        ours.map(({ _id }) => _id),
        (_id, invoice) => invoice && looked(invoice, seen, { settings, at: clock.now() }),
      );
    }
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
