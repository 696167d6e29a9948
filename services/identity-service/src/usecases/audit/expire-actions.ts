import { derivedId } from '@psa-bridge/core';
import type { Kept } from '@psa-bridge/persistence';
import { SERVICE_NAME } from '../../collections.ts';
import { entryId, EXPIRED, LAST_SEQUENCE, type AuditedAction, type AuditHead } from '../../domain/audit/entry.ts';
import { makeAppendEntry, type AuditDeps } from './append-entry.ts';

const REASON = 'Every tenant’s audit is kept for as long.';
const PART = 500;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Takes away what the audits told before a time, by whole days: the entries stay, so that each chain is still whole and still proves
 * what was kept of it elsewhere. A chain is told up to where before anything is gone.
 */
export function makeExpireActions(deps: AuditDeps): Kept['takeAway'] {
  const append = makeAppendEntry(deps);

  return async function* (before) {
    const dayBegan = new Date(Math.floor(before.getTime() / DAY_MS) * DAY_MS);
    for await (const heads of deps.auditHeads.acrossTenants(REASON).pages({}, { pageSize: PART }))
      for (const head of heads) yield* expire(head, dayBegan);
  };

  async function* expire({ tenantId, expiredThrough }: AuditHead, before: Date): AsyncGenerator<number> {
    for (let from = expiredThrough ?? 0; ;) {
      const part = await nextOf(tenantId, from, before);
      const through = part.at(-1)?.sequence;
      if (through === undefined) return;
      const told = toldOf(tenantId, from, through);
      await append({ tenantId, eventId: derivedId(EXPIRED, tenantId, String(through)), action: told });
      yield await deps.auditPayloads.forTenant(tenantId).deleteMany({ _id: { $in: part.map(({ eventId }) => eventId) } });
      await deps.auditHeads.forTenant(tenantId).mutate(tenantId, (head) => head && { ...head, expiredThrough: through });
      from = through;
    }
  }

  /** The entries behind one, in their order, up to the first that is not old. */
  async function nextOf(tenantId: string, from: number, before: Date) {
    const behind = { _id: { $gt: entryId(tenantId, from), $lte: entryId(tenantId, LAST_SEQUENCE) } };
    const entries = deps.auditEntries.forTenant(tenantId);
    // In most hours of most tenants there is nothing: that costs one entry.
    const [first] = await entries.find(behind, { sort: { _id: 1 }, limit: 1, fields: ['recordedAt'] });
    if (!first || first.recordedAt >= before) return [];
    const found = await entries.find(behind, { sort: { _id: 1 }, limit: PART });
    const firstYoung = found.findIndex(({ recordedAt }) => recordedAt >= before);
    return firstYoung === -1 ? found : found.slice(0, firstYoung);
  }

  function toldOf(tenantId: string, from: number, through: number): AuditedAction {
    const changes = [{ field: 'through', beforeJson: String(from), afterJson: String(through) }];
    const actor = { kind: 'service', id: SERVICE_NAME } as const;
    const record = { type: 'tenant', ids: [tenantId] as const };
    return { kind: EXPIRED, actor, record, source: SERVICE_NAME, changes, leftOut: 0, occurredAt: deps.clock.now() };
  }
}
