import { actionTaken, fieldChanges } from '@psa-bridge/audit';
import type { Caller } from '@psa-bridge/core';
import type { Collection, Stored } from '@psa-bridge/persistence';
import { SERVICE_NAME } from '../collections.ts';
import type { XeroConnection } from '../domain/connection.ts';
import { logged } from '../domain/life/log.ts';
import { nextState } from '../domain/life/next-state.ts';
import type { SyncEvent } from '../domain/life/sync-item.ts';
import type { KnownInvoice } from '../domain/life/take-in.ts';
import type { TriedPurchase } from '../domain/purchase/prepare-purchase.ts';

/** What a person says of an invoice or an order (LOG-8). */
export interface Decision {
  verb: 'dismissed' | 'restored';
  event: SyncEvent;
  /** Of the log. */
  line: string;
  /** Organisations that are not connected: what was dismissed for that reason is bound to them no longer. */
  leaves?: readonly XeroConnection[];
}

/** It is not to go to Xero; what is there of it stays, and Autotask is not asked. */
export function dismissal(reason: string): Decision {
  return { verb: 'dismissed', event: { kind: 'dismiss', reason }, line: `Dismissed: ${reason}` };
}

/** That is taken back; of what was stranded it says that its organisation, which is not connected, has no document of it. */
export function restoration(at: Date, unconnected: readonly XeroConnection[]): Decision {
  const line = 'The dismissal was taken back';
  return { verb: 'restored', event: { kind: 'restore', at }, line, leaves: unconnected };
}

/** The organisations of the caller's tenant that nobody can look into. */
export function unconnected(connections: Collection<XeroConnection>, { tenantId }: Caller): Promise<XeroConnection[]> {
  return connections.forTenant(tenantId).find({ state: { $ne: 'connected' } });
}

type Decided = Stored &
  Pick<KnownInvoice, 'item' | 'log' | 'loggedAt' | 'faultedAt'> & {
    source: { number?: string };
    connectionId?: string;
    tried?: TriedPurchase;
  };

/** What it is after the decision, which the audit is told with the same write; undefined where that means nothing in its state. */
export function afterDecision<Doc extends Decided>(
  current: Doc | undefined,
  decision: Decision,
  { type, at }: { type: 'xero_invoice' | 'xero_order'; at: Date },
): Doc | undefined {
  const left = current && leftBy(current, decision);
  const event = left && decision.event.kind === 'restore' ? { ...decision.event, isAbsent: true } : decision.event;
  const item = current && nextState(current.item, event);
  if (!current || !item) return undefined;
  const { tenantId, _id: id, source } = current;
  const action = {
    kind: `${type}.${decision.verb}`,
    record: { type, id, name: source.number },
    fields: fieldChanges({ reason: current.item.skipReason, organisation: left }, { reason: item.skipReason }),
  };
  const told = actionTaken(action, { tenantId, source: SERVICE_NAME, at });
  const lines = [decision.line, ...(left ? [`There is no document of it in ${left}: it goes where the rules say now`] : [])];
  const { faultedAt: _over, ...rest } = current;
  const next = { item, ...logged(current, at, lines), outbox: [...(current.outbox ?? []), told] };
  return { ...((left ? unbound(rest) : rest) as Doc), ...next };
}

/** The name of the organisation that it is bound to no longer, if any. */
function leftBy({ connectionId, item: { dismissed, link } }: Decided, { leaves = [] }: Decision): string | undefined {
  if (dismissed?.isStranded !== true || link !== undefined) return undefined;
  return leaves.find(({ _id }) => _id === connectionId)?.organisation.name;
}

function unbound({ connectionId: _left, tried: _lost, ...rest }: Omit<Decided, 'faultedAt'>): Omit<Decided, 'faultedAt'> {
  return rest;
}
