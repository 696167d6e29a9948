import { derivedId } from '@psa-bridge/core';
import type { Filter } from '@psa-bridge/persistence';
import { SERVICE_NAME } from '../../collections.ts';
import { ERASED } from '../../domain/audit/entry.ts';
import { makeAppendEntry, type AuditDeps } from './append-entry.ts';

export interface Erasure {
  tenantId: string;
  /** Whom or what it is for. */
  subject: { type: 'user' | 'tenant'; id: string };
  /** Which actions. */
  filter: Filter;
}

const PAGE = 500;

/**
 * Erases actions out of a tenant's audit. The chain is told before anything is gone, so that at no moment something is missing
 * without a reason. Answers how many were erased.
 */
export function makeEraseActions(deps: AuditDeps) {
  const append = makeAppendEntry(deps);

  return async ({ tenantId, subject, filter }: Erasure): Promise<number> => {
    const payloads = deps.auditPayloads.forTenant(tenantId);
    for (let erased = 0; ;) {
      const page = await payloads.find(filter, { sort: { _id: 1 }, limit: PAGE, fields: ['_id'] });
      if (page.length === 0) return erased;
      const eventIds = page.map(({ _id }) => _id);
      await append({ tenantId, eventId: derivedId(ERASED, tenantId, ...eventIds), action: told(subject, eventIds) });
      await payloads.deleteMany({ _id: { $in: eventIds } });
      erased += eventIds.length;
    }
  };

  function told({ type, id }: Erasure['subject'], eventIds: readonly string[]) {
    const changes = [{ field: 'eventIds', beforeJson: '', afterJson: JSON.stringify(eventIds) }];
    const actor = { kind: 'operator', id: 'operator' } as const;
    const record = { type, ids: [id] as const };
    return { kind: ERASED, actor, record, source: SERVICE_NAME, changes, leftOut: 0, occurredAt: deps.clock.now() };
  }
}
