import type { Clock } from '@psa-bridge/core';
import type { Collection } from '@psa-bridge/persistence';
import type { StoredInvoice } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import { nextState } from '../../domain/life/next-state.ts';
import type { SyncItem } from '../../domain/life/sync-item.ts';
import { abandonLeft } from './abandon-left.ts';

/** xero.md 5.3: about so many documents a call. */
export const BATCH = 50;

export interface ClaimDeps {
  invoices: Collection<StoredInvoice>;
  clock: Clock;
  /** How long Xero may still carry out a call that nobody waits for. */
  quarantineMs: number;
}

/** Whoever holds it works on the invoices of a connection. */
export function invoiceLeaseOf({ _id }: Pick<XeroConnection, '_id'>): string {
  return `xero-sync:${_id}`;
}

type Whose = Pick<XeroConnection, '_id' | 'tenantId'>;

/** Who works on which invoices: whoever holds the connection's lease. */
export function makeClaims({ invoices, clock, quarantineMs }: ClaimDeps) {
  return {
    /** What was being worked on when its worker was killed. A document that it may have sent is looked for, but not too early. */
    takeOver({ tenantId, _id: connectionId }: Whose): Promise<void> {
      const now = clock.now().getTime();
      const dueAt = ({ mayExist }: SyncItem) => new Date(now + (mayExist === true ? quarantineMs : 0));
      return abandonLeft(invoices.forTenant(tenantId), { connectionId }, dueAt);
    },

    /** The next ones that are due, as ours: Processing Now. What a person asked for does not wait behind a back-fill (XI-04). */
    async claim({ tenantId, _id: connectionId }: Whose): Promise<readonly StoredInvoice[]> {
      const at = clock.now();
      const due = { connectionId, 'item.state': { $in: ['pending', 'held'] }, 'item.dueAt': { $lte: at } };
      const own = invoices.forTenant(tenantId);
      const options = { sort: { 'item.dueAt': 1, _id: 1 }, limit: BATCH, fields: ['_id'] } as const;
      const asked = await own.find({ ...due, 'item.isAsked': true }, options);
      const next = asked.length < BATCH ? await own.find(due, options) : [];
      const ids = new Set([...asked, ...next].map(({ _id }) => _id));
      const claimed = await own.mutateMany([...ids].slice(0, BATCH), (_id, current) => {
        const item = current && nextState(current.item, { kind: 'start', at });
        return item && { ...current, item };
      });
      return [...claimed.values()].filter(({ item }) => item.state === 'processing');
    },
  };
}

export type Claims = ReturnType<typeof makeClaims>;
