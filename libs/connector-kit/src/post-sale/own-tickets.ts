import type { Incoming } from '@psa-bridge/records';
import type { PartContext } from '../definition/session.ts';
import { compact } from '../wire/values.ts';

/** What a PSA says of a ticket; everything else of one that was made here is ours. */
export interface TicketThere {
  externalId: string;
  number: string | undefined;
  status: string | undefined;
}

/** What became of tickets that were made here (FP-02). Tickets that were made in the PSA are none of ours. */
export async function ownTickets(
  rows: readonly TicketThere[],
  seenAt: Date,
  { knownIds, records }: Pick<PartContext<unknown, unknown>, 'knownIds' | 'records'>,
): Promise<{ items: readonly Incoming<'ticket'>[] }> {
  const known = await knownIds(
    'ticket',
    rows.map(({ externalId }) => externalId),
  );
  const ours = new Map((await records.getMany('ticket', [...known.values()])).map(({ _id, data }) => [_id, data]));
  return {
    items: rows.flatMap(({ externalId, number, status }) => {
      const ticket = ours.get(known.get(externalId) ?? '');
      if (!ticket) return [];
      const { number: _number, status: _status, ...rest } = ticket;
      return [{ externalId, data: { ...rest, ...compact({ number, status }) }, seenAt }];
    }),
  };
}
