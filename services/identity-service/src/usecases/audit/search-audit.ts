import type { Caller } from '@psa-bridge/core';
import type { Condition, Filter } from '@psa-bridge/persistence';
import type { AuditPayload } from '../../domain/audit/entry.ts';
import type { Deps } from '../../ports.ts';

export interface AuditSearch {
  recordType?: string | undefined;
  recordId?: string | undefined;
  actorId?: string | undefined;
  kind?: string | undefined;
  since?: Date | undefined;
  /** Not included. */
  until?: Date | undefined;
  from: number;
  size: number;
}

/** What was done in a tenant, the latest first (OP-01). */
export function makeSearchAudit({ auditPayloads }: Pick<Deps, 'auditPayloads'>) {
  return async (search: AuditSearch, { tenantId }: Caller): Promise<{ items: readonly AuditPayload[]; total: number }> => {
    const own = auditPayloads.forTenant(tenantId);
    const filter = filterOf(search);
    const options = { sort: { 'action.occurredAt': -1, _id: -1 } as const, skip: search.from, limit: search.size };
    const [items, total] = await Promise.all([own.find(filter, options), own.count(filter)]);
    return { items, total };
  };
}

function filterOf({ recordType, recordId, actorId, kind, since, until }: AuditSearch): Filter {
  const wanted: Readonly<Record<string, Condition | undefined>> = {
    'action.record.type': recordType,
    'action.record.ids': recordId,
    'action.actor.id': actorId,
    'action.kind': kind,
    'action.occurredAt': since || until ? { ...(since && { $gte: since }), ...(until && { $lt: until }) } : undefined,
  };
  return Object.fromEntries(Object.entries(wanted).filter(([, condition]) => condition !== undefined));
}
