import { newId, type Clock } from '@psa-bridge/core';
import type { Collection, Draft, Filter, Leases } from '@psa-bridge/persistence';
import type { StoredInvoice, StoredOrder } from '../collections.ts';
import type { XeroConnection } from '../domain/connection.ts';
import { logged } from '../domain/life/log.ts';
import { nextState } from '../domain/life/next-state.ts';
import { faultedUntried, type Subject } from '../domain/life/outcome.ts';
import { isBound, isStranded, STRANDED, strandedProblem } from '../domain/life/stranded.ts';

/** Invoices or orders, and what is particular to them. */
export interface Bound<Doc extends StoredInvoice | StoredOrder> {
  documents: Collection<Doc>;
  /** Whoever works on those of a connection holds it. */
  leaseOf(connection: XeroConnection): string;
  takeOver(connection: XeroConnection): Promise<void>;
  subjectOf(document: Doc): Subject;
  /** With what people are told of it. */
  withResult(document: Doc, at: Date): Draft<Doc>;
}

export interface KeepBoundDeps {
  leases: Leases;
  leaseMs: number;
  clock: Clock;
}

const PAGE = 500;

/**
 * What has or may have a document in an organisation goes to no other (XI-05). While that one is not connected it is at fault and
 * says so, what a killed worker left included; once it is connected again the fault ends by itself, and the document is looked for.
 */
export function makeKeepBound<Doc extends StoredInvoice | StoredOrder>(
  { documents, leaseOf, takeOver, subjectOf, withResult }: Bound<Doc>,
  { leases, leaseMs, clock }: KeepBoundDeps,
) {
  return async (connection: XeroConnection): Promise<void> => {
    if (connection.state === 'connected') return release(connection);
    await reclaim(connection);
    await strand(connection);
  };

  /** Not from a worker that lives: it may be waiting for the answer. */
  async function reclaim(connection: XeroConnection): Promise<void> {
    const left = { ...whose(connection), 'item.state': 'processing' };
    if ((await documents.forTenant(connection.tenantId).count(left)) === 0) return;
    const [name, owner] = [leaseOf(connection), newId()];
    if ((await leases.acquire(name, owner, leaseMs)) === undefined) return;
    await takeOver(connection).finally(() => leases.release(name, owner));
  }

  /** Only what is due: until then Xero may still be carrying it out, and whoever connects it again must not look too early. */
  async function strand(connection: XeroConnection): Promise<void> {
    const at = clock.now();
    const due = { 'item.state': { $in: ['pending', 'held'] }, 'item.dueAt': { $lte: at } } as const;
    const bound = { $or: [{ 'item.isUnanswered': true }, { 'item.link': { $exists: true } }] };
    await change(connection, { ...due, ...bound }, (current) => {
      if (!isBound(current.item)) return undefined;
      const problem = strandedProblem(current.item, connection.organisation.name);
      const stranded = faultedUntried(current, { problem, at, subject: subjectOf(current) });
      return stranded && withResult(stranded, at);
    });
  }

  async function release(connection: XeroConnection): Promise<void> {
    const at = clock.now();
    const line = `${connection.organisation.name} is connected again: Pending Sync`;
    await change(connection, { 'item.state': 'fault', 'item.problem.code': STRANDED }, (current) => {
      if (!isStranded(current.item)) return undefined;
      const item = nextState(current.item, { kind: 'resync', at, mayReplace: current.item.mayReplace === true });
      return item && { ...current, item, ...logged(current, at, [line]) };
    });
  }

  async function change(
    connection: XeroConnection,
    which: Filter,
    next: (current: Doc) => Draft<Doc> | undefined,
  ): Promise<void> {
    const own = documents.forTenant(connection.tenantId);
    for await (const page of own.pages({ ...whose(connection), ...which }, { pageSize: PAGE, fields: ['_id'] }))
      await own.mutateMany(
        page.map(({ _id }) => _id),
        (_id, current) => current && next(current),
      );
  }
}

export type KeepBound = ReturnType<typeof makeKeepBound>;

function whose({ _id: connectionId, integrationId }: XeroConnection) {
  return { integrationId, connectionId };
}
