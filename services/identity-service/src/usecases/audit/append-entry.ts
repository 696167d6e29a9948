import { randomBytes } from 'node:crypto';
import { unavailable } from '@psa-bridge/core';
import { entryAfter, entryId, NO_ENTRY, type AuditedAction, type ChainEnd } from '../../domain/audit/entry.ts';
import type { Deps } from '../../ports.ts';

export interface ToAppend {
  tenantId: string;
  /** The event's id: told twice, it is appended once. */
  eventId: string;
  action: AuditedAction;
}

export type AuditDeps = Pick<Deps, 'auditEntries' | 'auditPayloads' | 'auditHeads' | 'clock'>;
export type AppendEntry = (toAppend: ToAppend) => Promise<void>;

const SALT_BYTES = 16;
/** Each lost round means that another entry was appended. */
const MAX_ROUNDS = 100;

/**
 * Appends an action to its tenant's chain. The entry's id is its number, so of two that want the same place one gets it. The end
 * is read before the event is looked for: whoever appended it since has also moved the end, and the place is taken.
 */
export function makeAppendEntry({ auditEntries, auditPayloads, auditHeads, clock }: AuditDeps): AppendEntry {
  return async ({ tenantId, eventId, action }) => {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const end = await endOfChain(tenantId);
      const [known] = await auditEntries.forTenant(tenantId).find({ eventId }, { limit: 1, fields: ['sequence'] });
      if (known) return;
      const entry = entryAfter(end, await payloadOf({ tenantId, eventId, action }), clock.now());
      if (!(await auditEntries.forTenant(tenantId).insert(entry))) continue;
      await moveHead(tenantId, entry);
      return;
    }
    throw unavailable('audit_busy', 'Too many want to write to this audit at once.');
  };

  /** One that a process that died left without an entry keeps its salt. */
  async function payloadOf({ tenantId, eventId, action }: ToAppend) {
    const own = auditPayloads.forTenant(tenantId);
    const fresh = { _id: eventId, tenantId, salt: randomBytes(SALT_BYTES).toString('base64url'), action };
    if (await own.insert(fresh)) return fresh;
    return (await own.get(eventId)) ?? fresh;
  }

  /** The head is never ahead of the chain, and seldom behind. */
  async function endOfChain(tenantId: string): Promise<ChainEnd> {
    const head = await auditHeads.forTenant(tenantId).get(tenantId);
    let end: ChainEnd = head ? { sequence: head.sequence, seal: head.seal } : NO_ENTRY;
    for (;;) {
      const next = await auditEntries.forTenant(tenantId).get(entryId(tenantId, end.sequence + 1));
      if (!next) return end;
      end = { sequence: next.sequence, seal: next.seal };
    }
  }

  async function moveHead(tenantId: string, { sequence, seal }: ChainEnd): Promise<void> {
    await auditHeads
      .forTenant(tenantId)
      .mutate(tenantId, (head) =>
        head && head.sequence >= sequence ? undefined : { ...head, _id: tenantId, tenantId, sequence, seal },
      );
  }
}
