import { checkEnd, checkEntry, checkPayload, endOf, unchained, type ChainProblem } from '../../domain/audit/check-chain.ts';
import { ERASED, EXPIRED, NO_ENTRY, type AuditEntry, type ChainEnd } from '../../domain/audit/entry.ts';
import type { AuditDeps } from './append-entry.ts';

export interface AuditVerdict {
  tenantId: string;
  entries: number;
  /** How many of them tell nothing any more, because it was erased or kept for long enough. */
  erased: number;
  /** Kept elsewhere, it proves the next time that nothing before it was made anew. */
  head: ChainEnd;
  problems: readonly ChainProblem[];
}

const PAGE = 500;
/** An event that is being written has its payload before its entry. */
const BEING_WRITTEN_MS = 5 * 60_000;

/**
 * Walks a tenant's chain from its first entry and compares all of it; `kept` is the head of an earlier verdict, from outside the
 * database, against a chain that was made anew as a whole.
 */
export function makeVerifyAudit({ auditEntries, auditPayloads, auditHeads, clock }: AuditDeps) {
  return async (tenantId: string, kept?: ChainEnd): Promise<AuditVerdict> => {
    const head = await auditHeads.forTenant(tenantId).get(tenantId);
    const [erasedIds, expired] = [await erasures(tenantId), await expiredThrough(tenantId)];
    const problems: ChainProblem[] = [];
    let end = NO_ENTRY;
    let [entries, erased] = [0, 0];
    for await (const page of auditEntries.forTenant(tenantId).pages({}, { sort: { _id: 1 }, pageSize: PAGE })) {
      const payloads = await payloadsOf(tenantId, page);
      for (const entry of page) {
        const payload = payloads.get(entry.eventId);
        const mayBeGone = erasedIds.has(entry.eventId) || entry.sequence <= expired;
        problems.push(...checkEntry(entry, end), ...checkPayload(entry, payload, mayBeGone));
        if (kept?.sequence === entry.sequence && kept.seal !== entry.seal) problems.push(madeAnew(entry));
        if (!payload) erased += 1;
        entries += 1;
        end = endOf(entry);
      }
    }
    const [known] = [head, kept].filter((each) => each !== undefined).sort((a, b) => b.sequence - a.sequence);
    problems.push(...checkEnd(end, known), ...(await besideChain(tenantId)));
    return { tenantId, entries, erased, head: end, problems };
  };

  async function erasures(tenantId: string): Promise<ReadonlySet<string>> {
    const told = await auditPayloads.forTenant(tenantId).find({ 'action.kind': ERASED });
    return new Set(told.flatMap(({ action }) => action.changes.flatMap(({ afterJson }) => JSON.parse(afterJson) as string[])));
  }

  /** The newest of those that tell it is itself not that old. */
  async function expiredThrough(tenantId: string): Promise<number> {
    const told = await auditPayloads.forTenant(tenantId).find({ 'action.kind': EXPIRED });
    return Math.max(0, ...told.flatMap(({ action }) => action.changes.map(({ afterJson }) => Number(afterJson))));
  }

  async function payloadsOf(tenantId: string, page: readonly AuditEntry[]) {
    const found = await auditPayloads.forTenant(tenantId).getMany(page.map(({ eventId }) => eventId));
    return new Map(found.map((payload) => [payload._id, payload]));
  }

  async function besideChain(tenantId: string): Promise<ChainProblem[]> {
    const before = clock.now().getTime() - BEING_WRITTEN_MS;
    const problems: ChainProblem[] = [];
    for await (const page of auditPayloads.forTenant(tenantId).pages({}, { pageSize: PAGE })) {
      const late = page.filter(({ action }) => action.occurredAt.getTime() < before);
      const chained = await auditEntries
        .forTenant(tenantId)
        .find({ eventId: { $in: late.map(({ _id }) => _id) } }, { fields: ['eventId'] });
      const ids = new Set(chained.map(({ eventId }) => eventId));
      problems.push(...late.filter(({ _id }) => !ids.has(_id)).map(unchained));
    }
    return problems;
  }
}

function madeAnew({ sequence, eventId }: AuditEntry): ChainProblem {
  const explanation = 'The chain up to here is not the one that the kept head was taken from.';
  return { problem: 'entry_changed', sequence, eventId, explanation };
}
