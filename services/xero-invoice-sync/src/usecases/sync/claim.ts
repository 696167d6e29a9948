import type { Clock } from '@psa-bridge/core';
import type { Collection } from '@psa-bridge/persistence';
import type { StoredInvoice } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import { nextState } from '../../domain/life/next-state.ts';
import type { SyncEvent, SyncItem } from '../../domain/life/sync-item.ts';

/** xero.md 5.3: about so many documents a call. */
export const BATCH = 50;

export interface ClaimDeps {
  invoices: Collection<StoredInvoice>;
  clock: Clock;
  /** How long Xero may still carry out a call that nobody waits for. */
  quarantineMs: number;
}

type Whose = Pick<XeroConnection, '_id' | 'tenantId'>;

/** Who works on which invoices: whoever holds the connection's lease. */
export function makeClaims({ invoices, clock, quarantineMs }: ClaimDeps) {
  async function change(
    tenantId: string,
    ids: readonly string[],
    eventOf: (item: SyncItem) => SyncEvent,
  ): Promise<StoredInvoice[]> {
    const changed = await invoices.forTenant(tenantId).mutateMany(ids, (_id, current) => {
      const item = current && nextState(current.item, eventOf(current.item));
      return item && { ...current, item };
    });
    return [...changed.values()];
  }

  return {
    /** What was being worked on when its worker was killed. A document that it may have sent is looked for, but not too early. */
    async takeOver({ tenantId, _id: connectionId }: Whose): Promise<void> {
      const left = await invoices.forTenant(tenantId).find({ connectionId, 'item.state': 'processing' }, { fields: ['_id'] });
      const now = clock.now().getTime();
      await change(
        tenantId,
        left.map(({ _id }) => _id),
        ({ run, mayExist }) => ({ kind: 'abandon', run, at: new Date(now + (mayExist === true ? quarantineMs : 0)) }),
      );
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
      const claimed = await change(tenantId, [...ids].slice(0, BATCH), () => ({ kind: 'start', at }));
      return claimed.filter(({ item }) => item.state === 'processing');
    },
  };
}

export type Claims = ReturnType<typeof makeClaims>;
