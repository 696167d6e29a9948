import { rejected } from '@psa-bridge/core';
import type { PurchaseOrder } from '@psa-bridge/records';
import type { CwSetupRow } from '../client/catalogue-types.ts';
import { CwPurchaseOrder } from '../client/fulfilment-types.ts';
import { isCancelledName } from '../mapping/purchase-order.mapping.ts';
import { BILLING_TERMS, type ConnectWiseSession } from '../session.ts';

export const ORDERS = { path: 'procurement/purchaseorders', shape: CwPurchaseOrder } as const;
const STATUSES = 'procurement/purchaseorderstatuses';

/**
 * The status of an order that is made there: the one of the Ticket settings page, else ConnectWise's default one.
 * @throws AppError `order_status_missing`
 */
export async function newOrderStatus(session: ConnectWiseSession): Promise<number> {
  const { orderStatus } = session.settings;
  if (orderStatus !== undefined) return Number(orderStatus);
  const open = (await activeStatuses(session)).filter(({ closedFlag }) => closedFlag !== true);
  const status = open.find(({ defaultFlag }) => defaultFlag === true) ?? open[0];
  if (status) return status.id;
  throw rejected('order_status_missing', 'ConnectWise shows no status that leaves a purchase order open.');
}

/** Where cancelled orders stand; undefined where ConnectWise has no such status. */
export async function cancelledStatus(session: ConnectWiseSession): Promise<number | undefined> {
  return (await activeStatuses(session)).find(({ name }) => isCancelledName(name))?.id;
}

async function activeStatuses(session: ConnectWiseSession): Promise<readonly CwSetupRow[]> {
  return (await session.setup(STATUSES)).filter(({ inactiveFlag }) => inactiveFlag !== true);
}

/**
 * Every order there has payment terms: those of the Ticket settings page, else ConnectWise's default ones.
 * @throws AppError `order_terms_missing`
 */
export async function orderTerms(session: ConnectWiseSession): Promise<number> {
  const { orderTerms: chosen } = session.settings;
  if (chosen !== undefined) return Number(chosen);
  const terms = (await session.setup(BILLING_TERMS)).find(({ defaultFlag }) => defaultFlag === true);
  if (terms) return terms.id;
  throw rejected('order_terms_missing', 'A purchase order needs payment terms, and ConnectWise has no default ones.');
}

/** Where the order is received: the warehouse that it names, else that of the Ticket settings page; it needs none. */
export function receivingWarehouse(
  { receivingLocation }: Pick<PurchaseOrder, 'receivingLocation'>,
  { settings }: ConnectWiseSession,
): number | undefined {
  const key = receivingLocation ?? settings.receivingWarehouse;
  return key === undefined ? undefined : Number(key);
}
