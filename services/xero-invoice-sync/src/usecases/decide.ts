import { actionTaken, fieldChanges } from '@psa-bridge/audit';
import type { Stored } from '@psa-bridge/persistence';
import { SERVICE_NAME } from '../collections.ts';
import { logged } from '../domain/life/log.ts';
import { nextState } from '../domain/life/next-state.ts';
import type { SyncEvent } from '../domain/life/sync-item.ts';
import type { KnownInvoice } from '../domain/life/take-in.ts';

/** What a person says of an invoice or an order (LOG-8). */
export interface Decision {
  verb: 'dismissed' | 'restored';
  event: SyncEvent;
  /** Of the log. */
  line: string;
}

/** It is not to go to Xero; what is there of it stays, and Autotask is not asked. */
export function dismissal(reason: string): Decision {
  return { verb: 'dismissed', event: { kind: 'dismiss', reason }, line: `Dismissed: ${reason}` };
}

/** That is taken back. */
export function restoration(at: Date): Decision {
  return { verb: 'restored', event: { kind: 'restore', at }, line: 'The dismissal was taken back' };
}

type Decided = Stored & Pick<KnownInvoice, 'item' | 'log' | 'loggedAt' | 'faultedAt'> & { source: { number?: string } };

/** What it is after the decision, which the audit is told with the same write; undefined where that means nothing in its state. */
export function afterDecision<Doc extends Decided>(
  current: Doc | undefined,
  decision: Decision,
  { type, at }: { type: 'xero_invoice' | 'xero_order'; at: Date },
): Doc | undefined {
  const item = current && nextState(current.item, decision.event);
  if (!current || !item) return undefined;
  const { tenantId, _id: id, source } = current;
  const action = {
    kind: `${type}.${decision.verb}`,
    record: { type, id, name: source.number },
    fields: fieldChanges({ reason: current.item.skipReason }, { reason: item.skipReason }),
  };
  const told = actionTaken(action, { tenantId, source: SERVICE_NAME, at });
  const { faultedAt: _over, ...rest } = current;
  const next = { item, ...logged(current, at, [decision.line]), outbox: [...(current.outbox ?? []), told] };
  return { ...(rest as Doc), ...next };
}
