/** What a charge's status means, whatever a tenant calls it. */
export type ChargeStage =
  | 'new'
  | 'waiting_approval'
  | 'approved'
  | 'rejected'
  | 'waiting_customer'
  | 'to_order'
  | 'on_order'
  | 'ready'
  | 'delivered'
  | 'cancelled'
  | 'billed';

/** Both documented lists (AT-94) and the labels seen live (autotask.md section 5.17). */
const STAGES: ReadonlyMap<string, ChargeStage> = new Map([
  ['new', 'new'],
  ['pending', 'new'],
  ['waiting approval', 'waiting_approval'],
  ['approved/posted', 'approved'],
  ['rejected', 'rejected'],
  ['waiting customer', 'waiting_customer'],
  ['need to order/fulfill', 'to_order'],
  ['on order', 'on_order'],
  ['ready to deliver/ship', 'ready'],
  ['delivered/shipped full', 'delivered'],
  ['canceled', 'cancelled'],
  ['cancelled', 'cancelled'],
  ['billed', 'billed'],
]);

/** Undefined for a label that nobody documented: the picklist is open (AT-94). */
export function chargeStage(label: string): ChargeStage | undefined {
  return STAGES.get(label.trim().toLowerCase().replace(/\s+/g, ' '));
}
