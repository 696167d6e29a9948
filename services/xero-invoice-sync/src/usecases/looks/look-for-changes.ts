import { newId, type Clock } from '@psa-bridge/core';
import { whileRenewing, type Draft, type Leases } from '@psa-bridge/persistence';
import type { FoundDocument } from '../../client/wire.ts';
import type { XeroClient } from '../../client/xero.client.ts';
import type { Collections, StoredInvoice } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import { runningSettings, type SyncEngine } from '../../domain/engine.ts';
import { observed } from '../../domain/life/observe.ts';
import { afterLook, isLookDue, type Looks } from '../../domain/looks.ts';
import { troubleOf } from '../../domain/xero/connection-trouble.ts';
import type { OpenClient } from '../../ports.ts';
import { afterBatch } from '../sync/run-connection.ts';
import { withResult } from '../sync/settle.ts';

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
    if (signal.aborted || engine === undefined || runningSettings(engine, clock.now()) === undefined) return;
    if (engine.looks === undefined) return begin(connection);
    if (!isLookDue(engine.looks, clock.now(), everyMs)) return;
    const lease = { leases, name: `xero-looks:${_id}`, owner: newId(), ttlMs: leaseMs, clock };
    if ((await leases.acquire(lease.name, lease.owner, leaseMs)) === undefined) return;
    try {
      await whileRenewing(lease, () => look(connection, engine.looks?.since ?? connection.connectedAt));
    } finally {
      await leases.release(lease.name, lease.owner);
    }
  };

  /** Nothing of ours can have been changed before there was any. */
  async function begin({ _id, tenantId, connectedAt: since }: XeroConnection): Promise<void> {
    const looks: Looks = { since, lookedAt: clock.now() };
    await engines.forTenant(tenantId).mutate(_id, (engine) => (engine && !engine.looks ? { ...engine, looks } : undefined));
  }

  async function look(connection: XeroConnection, since: Date): Promise<void> {
    const startedAt = clock.now();
    try {
      const client = deps.openClient(connection);
      for (const kind of KINDS) await lookAt(connection, client, { kind, since });
      await note(connection, (engine) => ({
        ...engine,
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
    { kind, since }: { kind: (typeof KINDS)[number]; since: Date },
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
        (_id, invoice) => invoice && looked(invoice, seen, clock.now()),
      );
    }
  }
}

function looked(invoice: StoredInvoice, seen: ReadonlyMap<string, FoundDocument>, at: Date): Draft<StoredInvoice> | undefined {
  const document = seen.get(invoice.item.link?.documentId ?? '');
  const next = document && observed(invoice, document, at);
  if (next === undefined) return undefined;
  const codes = ({ item }: StoredInvoice) => item.warnings.map(({ message }) => message).join('\n');
  // That something was paid is nobody's to act upon.
  return codes(next) === codes(invoice) ? next : withResult(next, at);
}
