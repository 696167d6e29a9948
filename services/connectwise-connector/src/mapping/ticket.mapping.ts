import { compact, dayInstant, fittedText, instant, moneyText, present } from '@psa-bridge/connector-kit';
import type { RecordInput, Ticket } from '@psa-bridge/records';
import { reference, type ConnectWiseWrite } from '../client/patch.ts';
import type { CwProductItem } from '../client/sales-types.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { TICKET_SUMMARY_LENGTH } from './fields.ts';
import { choice } from './opportunity.mapping.ts';

/** ConnectWise's ids of what a ticket refers to. */
export interface TicketLinks {
  company: number;
  contact: number | undefined;
  opportunity: number | undefined;
}

type Choices = Pick<ConnectWiseSettings, 'ticketBoard' | 'ticketStatus' | 'ticketType' | 'ticketSubType' | 'ticketPriority'>;

/**
 * A new ticket (connectwise.md section 11). The internal note goes with it and is never shown to customers. A title that does not
 * fit is cut, and stands in full as the description.
 */
export function fromCanonicalTicket(ticket: Ticket, links: TicketLinks, choices: Choices): ConnectWiseWrite {
  const { title } = ticket;
  return {
    summary: fittedText(TICKET_SUMMARY_LENGTH, title),
    company: { id: links.company },
    requiredDate: dayInstant(ticket.dueDate),
    budgetHours: ticket.estimatedHours,
    ...compact({
      contact: reference(links.contact),
      opportunity: reference(links.opportunity),
      board: choice(choices.ticketBoard),
      status: choice(choices.ticketStatus),
      type: choice(choices.ticketType),
      subType: choice(choices.ticketSubType),
      priority: choice(choices.ticketPriority),
      initialDescription: title.length > TICKET_SUMMARY_LENGTH ? title : undefined,
      initialInternalAnalysis: ticket.internalNote,
    }),
  };
}

/** What a charge refers to, in our ids. */
export interface ChargeLinks {
  companyId: string | undefined;
  productId: string | undefined;
}

/** A product on one of our tickets as its charge; undefined for one that stands on none. */
export function toCanonicalTicketCharge(
  row: CwProductItem,
  { links, seenAt }: { links: ChargeLinks; seenAt: Date },
): RecordInput<'ticket_charge'> | undefined {
  if (!row.ticket) return undefined;
  const ticketNumber = String(row.ticket.id);
  return {
    name: present(row.description) ?? `Charge ${row.id}`,
    ...{ ticketExternalId: ticketNumber, ticketNumber },
    quantity: Math.max(0, row.quantity ?? 0),
    isCancelled: row.cancelledFlag === true,
    // What stands on an invoice was billed.
    isBilled: Boolean(row.invoice),
    madeAt: (instant(row._info?.dateEntered) ?? seenAt).toISOString(),
    ...compact({ ...links, unitPrice: moneyText(row.price), unitCost: moneyText(row.cost) }),
  };
}
