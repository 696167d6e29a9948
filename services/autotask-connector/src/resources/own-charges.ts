import type { PushContext } from '@psa-bridge/connector-kit';
import type { BusinessRecord, Ticket } from '@psa-bridge/records';
import { AutotaskTicketCharge } from '../client/types.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { readRows } from './paging.ts';
import { mapCharges } from './ticket-charges.ts';

type Context = PushContext<AutotaskSession, AutotaskSettings>;

export const CHARGE_STEPS = 'charge:';
/** Under which name the making of a line's charge is kept. */
export const chargeStep = ({ id }: Pick<Ticket['lines'][number], 'id'>): string => `${CHARGE_STEPS}${id}`;

/**
 * The charges that we put on a ticket stand here too, each with the line of the quote that it was made for: an order buys that
 * line as its charge, and what becomes of the charge shows. From then on they are read like those that people made.
 */
export async function bringInOwnCharges({ _id, data }: BusinessRecord<'ticket'>, context: Context): Promise<void> {
  const lines = new Map(
    data.lines.flatMap((line) => {
      const externalId = context.stepId(chargeStep(line));
      return externalId === undefined ? [] : [[externalId, line] as const];
    }),
  );
  const missing = await notHere([...lines.keys()], context);
  if (missing.length === 0) return;
  const seenAt = context.clock.now();
  const rows = await readRows(context.session, { entity: 'TicketCharges', shape: AutotaskTicketCharge }, missing);
  const { items } = await mapCharges(context, { rows, isKnown: () => true, seenAt });
  await context.bringIn(
    'ticket_charge',
    items.map(({ externalId, data: charge }) => {
      const quoteItemId = lines.get(externalId)?.quoteItemId;
      const madeFor = { ticketId: _id, quoteId: data.quoteId, ...(quoteItemId === undefined ? {} : { quoteItemId }) };
      return { externalId, seenAt, data: { ...charge, ...madeFor } };
    }),
  );
}

/** A link is claimed before its record is made: what was interrupted in between is brought in again. */
async function notHere(externalIds: readonly string[], { knownIds, records }: Context): Promise<readonly string[]> {
  if (externalIds.length === 0) return [];
  const linked = await knownIds('ticket_charge', externalIds);
  const here = new Set((await records.getMany('ticket_charge', [...linked.values()])).map((record) => record._id));
  return externalIds.filter((externalId) => !here.has(linked.get(externalId) ?? ''));
}
