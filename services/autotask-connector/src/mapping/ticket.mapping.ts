import { compact, dayInstant, instant, moneyNumber, moneyText, picklistKey, present } from '@psa-bridge/connector-kit';
import type { RecordInput, Ticket } from '@psa-bridge/records';
import type { AutotaskTicketCharge, AutotaskWrite } from '../client/types.ts';
import type { ChargeStage } from './charge-status.ts';

/** Autotask's ids that a ticket or charge is made with; absent ones are not sent. */
export type TicketIds = Readonly<Record<string, number | string | undefined>>;

/** A new ticket (autotask.md section 5.16), whose due time is no date only. */
export function fromCanonicalTicket(ticket: Ticket, ids: TicketIds): AutotaskWrite {
  return {
    title: ticket.title,
    dueDateTime: dayInstant(ticket.dueDate),
    estimatedHours: ticket.estimatedHours,
    ...compact(ids),
  };
}

/** A line of a ticket as its charge (autotask.md section 5.17). */
export function fromCanonicalTicketLine(line: Ticket['lines'][number], ids: TicketIds): AutotaskWrite {
  return {
    name: line.name,
    unitQuantity: line.quantity,
    unitPrice: moneyNumber(line.unitPrice),
    isBillableToCompany: true,
    ...compact({ description: line.description, unitCost: moneyNumber(line.unitCost), ...ids }),
  };
}

/** What a charge refers to, in our ids, and what its status means. */
export interface ChargeLinks {
  companyId?: string | undefined;
  productId?: string | undefined;
  ticketNumber?: string | undefined;
  stage?: ChargeStage | undefined;
}

/** Autotask's charge to ours; undefined for one without the day of its making, which Autotask always sets. */
export function toCanonicalTicketCharge(row: AutotaskTicketCharge, links: ChargeLinks): RecordInput<'ticket_charge'> | undefined {
  const madeAt = instant(row.createDate);
  if (madeAt === undefined) return undefined;
  const { stage, ...references } = links;
  return {
    name: present(row.name) ?? `Charge ${row.id}`,
    ticketExternalId: String(row.ticketID),
    quantity: row.unitQuantity ?? 0,
    isCancelled: stage === 'cancelled',
    // "Billed" is a status in one documented list and a flag of its own in Autotask.
    isBilled: row.isBilled === true || stage === 'billed',
    madeAt: madeAt.toISOString(),
    ...compact({
      ...references,
      description: present(row.description),
      unitPrice: moneyText(row.unitPrice),
      unitCost: moneyText(row.unitCost),
      status: picklistKey(row.status),
      purchaseOrderNumber: present(row.purchaseOrderNumber),
    }),
  };
}
