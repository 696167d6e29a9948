import { randomBytes } from 'node:crypto';
import { unavailable } from '@psa-bridge/core';
import { endOf } from '../../domain/audit/check-chain.ts';
import { entryAfter, entryId, LAST_SEQUENCE, NO_ENTRY, type AuditedAction, type ChainEnd } from '../../domain/audit/entry.ts';
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
/** Each lost round means that another process appended an entry. */
const MAX_ROUNDS = 100;

/** A tenant's chain while something of this process waits to be appended to it. */
interface Chain {
  /** Where it ends, as far as is known. */
  end?: ChainEnd | undefined;
  waiting: number;
  last: Promise<unknown>;
}

/**
 * Appends an action to its tenant's chain. The entry's id is its number, so of two that want the same place one gets it. The end
 * is read before the event is looked for: whoever appended it since has also moved the end, and the place is taken. Within this
 * process one goes after the other, so that they need not read the end each, nor take the place from one another.
 */
export function makeAppendEntry({ auditEntries, auditPayloads, auditHeads, clock }: AuditDeps): AppendEntry {
  const chains = new Map<string, Chain>();

  return (toAppend) => {
    const { tenantId } = toAppend;
    const chain: Chain = chains.get(tenantId) ?? { waiting: 0, last: Promise.resolve() };
    chains.set(tenantId, chain);
    chain.waiting += 1;
    const done = chain.last
      .then(() => append(chain, toAppend))
      .finally(() => {
        chain.waiting -= 1;
        if (chain.waiting === 0) chains.delete(tenantId);
      });
    chain.last = done.catch(() => undefined);
    return done;
  };

  async function append(chain: Chain, { tenantId, eventId, action }: ToAppend): Promise<void> {
    const entries = auditEntries.forTenant(tenantId);
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const end = chain.end ?? (await endOfChain(tenantId));
      // It is not known any more once a write may have gone through.
      chain.end = undefined;
      const [known] = await entries.find({ eventId }, { limit: 1, fields: ['sequence'] });
      if (known) return;
      const entry = entryAfter(end, await payloadOf({ tenantId, eventId, action }), clock.now());
      if (!(await entries.insert(entry))) continue;
      await moveHead(tenantId, entry);
      chain.end = endOf(entry);
      return;
    }
    throw unavailable('audit_busy', 'Too many want to write to this audit at once.');
  }

  /** One that a process that died left without an entry keeps its salt. */
  async function payloadOf({ tenantId, eventId, action }: ToAppend) {
    const own = auditPayloads.forTenant(tenantId);
    const fresh = { _id: eventId, tenantId, salt: randomBytes(SALT_BYTES).toString('base64url'), action };
    if (await own.insert(fresh)) return fresh;
    return (await own.get(eventId)) ?? fresh;
  }

  /** The head is never ahead of the chain, and seldom behind. */
  async function endOfChain(tenantId: string): Promise<ChainEnd> {
    const { sequence, seal } = (await auditHeads.forTenant(tenantId).get(tenantId)) ?? NO_ENTRY;
    const behind = { _id: { $gt: entryId(tenantId, sequence), $lte: entryId(tenantId, LAST_SEQUENCE) } };
    const [last] = await auditEntries.forTenant(tenantId).find(behind, { sort: { _id: -1 }, limit: 1 });
    return last ? endOf(last) : { sequence, seal };
  }

  async function moveHead(tenantId: string, { sequence, seal }: ChainEnd): Promise<void> {
    await auditHeads
      .forTenant(tenantId)
      .mutate(tenantId, (head) =>
        head && head.sequence >= sequence ? undefined : { ...head, _id: tenantId, tenantId, sequence, seal },
      );
  }
}
