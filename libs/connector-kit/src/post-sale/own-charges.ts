import type { BusinessRecord, Incoming, Ticket } from '@psa-bridge/records';
import type { PushContext } from '../definition/resource.ts';

export const CHARGE_STEPS = 'charge:';
/** Under which name the making of a line's charge is kept. */
export const chargeStep = ({ id }: Pick<Ticket['lines'][number], 'id'>): string => `${CHARGE_STEPS}${id}`;

/** No PSA says which line of which quote a charge of ours was made for: that stays as it stands here. */
export const KEPT_OF_OWN_CHARGES = ['ticketId', 'quoteId', 'quoteItemId'] as const;

type Context = Pick<PushContext<unknown, unknown>, 'stepId' | 'knownIds' | 'records' | 'bringIn'>;

/**
 * The charges that we put on a ticket stand here too, each with the line of the quote that it was made for: an order buys that
 * line as its charge, and what becomes of the charge shows. From then on they are read like those that people made.
 *
 * @param read charges by the PSA's ids
 */
export async function bringInOwnCharges(
  { _id, data }: BusinessRecord<'ticket'>,
  read: (externalIds: readonly string[]) => Promise<readonly Incoming<'ticket_charge'>[]>,
  context: Context,
): Promise<void> {
  const lines = new Map(
    data.lines.flatMap((line) => {
      const externalId = context.stepId(chargeStep(line));
      return externalId === undefined ? [] : [[externalId, line] as const];
    }),
  );
  const missing = await notHere([...lines.keys()], context);
  if (missing.length === 0) return;
  const items = await read(missing);
  await context.bringIn(
    'ticket_charge',
    items.map(({ externalId, seenAt, data: charge }) => {
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
