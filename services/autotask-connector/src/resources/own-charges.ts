import { bringInOwnCharges as bringIn, type PushContext } from '@psa-bridge/connector-kit';
import type { BusinessRecord } from '@psa-bridge/records';
import { AutotaskTicketCharge } from '../client/types.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { readRows } from './paging.ts';
import { mapCharges } from './ticket-charges.ts';

/** The charges that we put on a ticket, with the lines that they were made for. */
export function bringInOwnCharges(
  ticket: BusinessRecord<'ticket'>,
  context: PushContext<AutotaskSession, AutotaskSettings>,
): Promise<void> {
  return bringIn(
    ticket,
    async (externalIds) => {
      const seenAt = context.session.clock.now();
      const rows = await readRows(context.session, { entity: 'TicketCharges', shape: AutotaskTicketCharge }, externalIds);
      return (await mapCharges(context, { rows, isKnown: () => true, seenAt })).items;
    },
    context,
  );
}
