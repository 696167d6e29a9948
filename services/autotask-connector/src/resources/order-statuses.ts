import { labelKey } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { AutotaskSession } from '../session.ts';

export const ORDERS = 'PurchaseOrders';

const LABELS = {
  fresh: ['new'],
  submitted: ['submitted'],
  cancelled: ['canceled', 'cancelled'],
} as const;
export type OrderStatus = keyof typeof LABELS;

/** The document names the statuses of purchase orders, and no ids (autotask.md section 5.19): the tenant's picklist has them. */
export async function orderStatus(session: AutotaskSession, status: OrderStatus): Promise<number> {
  const labels: readonly string[] = LABELS[status];
  const choices = (await session.fields(ORDERS)).find(({ name }) => name === 'status')?.picklistValues ?? [];
  const choice = choices.find(({ label }) => labels.includes(labelKey(label)));
  if (choice) return Number(choice.value);
  throw rejected('order_status_missing', `Autotask shows no purchase order status that is called ${labels[0]}.`);
}
