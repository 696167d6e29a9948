import { latest, linkedPage, type Page, type PageRequest, type PartContext, type Resource } from '@psa-bridge/connector-kit';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { changedSince, OWN_AT_ONCE, readRows } from './paging.ts';
import { PRODUCTS } from './product-items.ts';
import { mapCharges } from './ticket-charges.ts';

type Context = PartContext<ConnectWiseSession, ConnectWiseSettings>;

/** Charges that we put on tickets, for as long as they may still move; what people put there is none of ours (FP-13). */
export const ticketChargeResource: Resource<'ticket_charge', ConnectWiseSession, ConnectWiseSettings> = {
  pull: {
    label: 'Ticket charges',
    changes: 'since',
    page: readOpen,
    async getMany(context, externalIds) {
      const seenAt = context.session.clock.now();
      return { items: await mapCharges(context, await readRows(context.session, PRODUCTS, externalIds), seenAt) };
    },
  },
};

async function readOpen(context: Context, { cursor, since }: PageRequest): Promise<Page<'ticket_charge'>> {
  const seenAt = context.session.clock.now();
  const filters = { isBilled: false, isCancelled: false };
  const { externalIds, next } = await linkedPage('ticket_charge', { cursor, size: OWN_AT_ONCE, filters }, context);
  const rows = await readRows(context.session, { ...PRODUCTS, conditions: changedSince(since) }, externalIds);
  return {
    items: await mapCharges(context, rows, seenAt),
    watermark: latest(rows.map(({ _info }) => _info?.lastUpdated)) ?? since ?? new Date(0),
    ...(next === undefined ? {} : { next }),
  };
}
