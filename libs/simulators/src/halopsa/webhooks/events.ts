import type { Json } from '../../http/json-text.ts';
import { isClosedTicket } from '../query/own-filters.ts';
import type { Change, Row } from '../store/database.ts';
import type { Switches } from '../switches.ts';
import type { Tenant } from '../tenant.ts';

/** Something that a notification can be about. */
export interface VendorEvent {
  number: number;
  name: string;
  /** Member of the payload that holds the entity. */
  wrapper: string;
}

/** The events that a change is (halopsa.md 7); numbers of those on clients and users are the tenant's. */
export function eventsOf(tenant: Tenant, change: Change): VendorEvent[] {
  switch (change.entity.name) {
    case 'Client':
      return customerEvent(change, { wrapper: 'client', ...numbers(tenant.switches, 'client') });
    case 'Users':
      return (change.after ?? change.before)?.values['isgeneraluser'] === true
        ? []
        : customerEvent(change, { wrapper: 'user', ...numbers(tenant.switches, 'user') });
    case 'Tickets':
      return ticketEvents(tenant, change);
    default:
      return [];
  }
}

function numbers(switches: Switches, kind: 'client' | 'user'): { created: number; updated: number } {
  return { created: switches[`${kind}CreatedEvent`], updated: switches[`${kind}UpdatedEvent`] };
}

/** Nothing tells of a deletion (halopsa.md 10). */
function customerEvent(
  { action }: Change,
  { wrapper, created, updated }: { wrapper: string; created: number; updated: number },
): VendorEvent[] {
  const subject = wrapper === 'client' ? 'Client' : 'User';
  if (action === 'create') return [{ number: created, name: `New ${subject} Created`, wrapper }];
  return action === 'update' ? [{ number: updated, name: `${subject} Updated`, wrapper }] : [];
}

function ticketEvents(tenant: Tenant, { action, before, after }: Change): VendorEvent[] {
  const wrapper = 'ticket';
  if (action === 'create') return [{ number: 3, name: 'New Ticket Logged', wrapper }];
  if (action === 'delete') return [{ number: 1072, name: 'Ticket Deleted', wrapper }];
  if (!before || !after || before.values['status_id'] === after.values['status_id']) return [];
  const status: VendorEvent = { number: 76, name: 'Status Changed', wrapper };
  const isClosing = isClosedTicket(tenant, after) && !isClosedTicket(tenant, before);
  return isClosing ? [status, { number: 39, name: 'Ticket Closed', wrapper }] : [status];
}

/** Whether a notification's conditions hold: each names a field and the value that it must have. */
export function conditionsHold(notification: Row, { values }: Row): boolean {
  const conditions = notification.values['conditions'];
  if (!Array.isArray(conditions)) return true;
  return (conditions as readonly Json[]).every((condition) => {
    if (condition === null || typeof condition !== 'object' || Array.isArray(condition)) return true;
    const { fieldname, value_int: int = null, value_str: text = null } = condition as Record<string, Json>;
    return typeof fieldname !== 'string' || values[fieldname] === (int ?? text);
  });
}
