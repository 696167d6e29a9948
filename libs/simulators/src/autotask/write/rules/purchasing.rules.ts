import { CHARGE_STATUS, ORDER_STATUS } from '../../metadata/picklists.ts';
import type { Row } from '../../store/table.ts';
import { nowText, type Tenant } from '../../tenant.ts';
import { checkVendor } from './catalogue.rules.ts';
import { amend, amount, hasChanged, turnsTo, type EntityRules, type Proposal, type Values } from './entity-rules.ts';

/** autotask.md 5.19. */
export const purchaseOrderRules: EntityRules = {
  check: (proposal) => checkVendor(proposal, 'vendorID'),
  derive(proposal): Values {
    const { tenant, previous, values, personId, at } = proposal;
    const number = tenant.database.table('PurchaseOrders').highestId() + 1;
    return {
      ...(previous ? {} : { purchaseOrderNumber: `PO${number}`, creatorResourceID: personId }),
      ...(turnsTo(proposal, 'status', ORDER_STATUS.submitted) ? { submitDateTime: at } : {}),
      ...(turnsTo(proposal, 'status', ORDER_STATUS.canceled) ? { cancelDateTime: at } : {}),
      internalCurrencyFreight: values['freight'] ?? null,
    };
  },
  follow(tenant, change) {
    if (!change.after || !hasChanged(change, 'status')) return;
    const { status } = change.after.values;
    if (status === ORDER_STATUS.submitted) moveItems(tenant, change.after.id, { charge: CHARGE_STATUS.onOrder, sign: 1 });
    const wasSubmitted = change.before?.values['status'] === ORDER_STATUS.submitted;
    if (status === ORDER_STATUS.canceled && wasSubmitted)
      moveItems(tenant, change.after.id, { charge: CHARGE_STATUS.needToOrder, sign: -1 });
  },
};

/** Submitting puts charges and stock on order, cancelling takes them off. */
function moveItems(tenant: Tenant, orderId: number, { charge, sign }: { charge: number; sign: 1 | -1 }): void {
  for (const item of tenant.database.filter('PurchaseOrderItems', ({ values }) => values['orderID'] === orderId)) {
    moveCharge(tenant, item, charge);
    moveStock(tenant, item, { unitsOnOrder: sign * amount(item.values['quantity']) });
  }
}

function moveCharge(tenant: Tenant, item: Row, status: number): void {
  amend(tenant, 'TicketCharges', item.values['chargeID'], { status, statusLastModifiedDate: nowText(tenant) });
}

function moveStock(tenant: Tenant, { values: item }: Row, moves: Readonly<Record<string, number>>): void {
  const stock = tenant.database.find(
    'InventoryProducts',
    ({ values }) => values['productID'] === item['productID'] && values['inventoryLocationID'] === item['inventoryLocationID'],
  );
  if (!stock) return;
  const moved = Object.entries(moves).map(([field, by]) => [field, Math.max(0, amount(stock.values[field]) + by)]);
  amend(tenant, 'InventoryProducts', stock.id, Object.fromEntries(moved) as Values);
}

const OPEN_TO_UPDATES: readonly unknown[] = [ORDER_STATUS.fresh, ORDER_STATUS.submitted, ORDER_STATUS.receivedPartial];
const OPEN_TO_RECEIPT: readonly unknown[] = [ORDER_STATUS.submitted, ORDER_STATUS.receivedPartial, ORDER_STATUS.receivedFull];

/** autotask.md 5.20. */
export const purchaseOrderItemRules: EntityRules = {
  check({ tenant, previous, values, sent }) {
    const status = tenant.database.row('PurchaseOrders', values['orderID'])?.values['status'];
    const charge = tenant.database.row('TicketCharges', sent['chargeID'])?.values;
    const given = ['productID', 'chargeID'].filter((field) => (values[field] ?? null) !== null);
    const mayWrite = previous ? OPEN_TO_UPDATES.includes(status) : status === ORDER_STATUS.fresh;
    return [
      ...(mayWrite ? [] : ['The status of the purchase order does not allow this.']),
      ...(given.length === 1 ? [] : ['A purchase order item must have either a productID or a chargeID.']),
      ...(charge && charge['status'] !== CHARGE_STATUS.needToOrder
        ? ['The charge must have the status Need to Order/Fulfill.']
        : []),
    ];
  },
  derive: ({ tenant, previous, values }) => ({
    ...(previous ? {} : { ticketID: tenant.database.row('TicketCharges', values['chargeID'])?.values['ticketID'] ?? null }),
    internalCurrencyUnitCost: values['unitCost'] ?? null,
  }),
};

/** autotask.md 5.21: receiving moves the order and its charges on. */
export const receivingRules: EntityRules = {
  check({ tenant, values }) {
    const item = tenant.database.row('PurchaseOrderItems', values['purchaseOrderItemID']);
    const order = tenant.database.row('PurchaseOrders', item?.values['orderID']);
    const hasSerial = (values['serialNumber'] ?? null) !== null;
    return [
      ...(OPEN_TO_RECEIPT.includes(order?.values['status'])
        ? []
        : ['Items can only be received after the purchase order was submitted.']),
      ...(hasSerial && Math.abs(amount(values['quantityNowReceiving'])) !== 1 ? ['A serial number belongs to one unit.'] : []),
    ];
  },
  derive({ tenant, values, personId, at }: Proposal): Values {
    const item = tenant.database.row('PurchaseOrderItems', values['purchaseOrderItemID']);
    const before = item ? receivedOf(tenant, item.id) : 0;
    const left = amount(item?.values['quantity']) - before - amount(values['quantityNowReceiving']);
    return {
      quantityPreviouslyReceived: before,
      quantityBackOrdered: Math.max(0, left),
      receiveDate: at,
      receivedByResourceID: personId,
    };
  },
  follow(tenant, { kind, after }) {
    const item = tenant.database.row('PurchaseOrderItems', after?.values['purchaseOrderItemID']);
    if (kind !== 'create' || !item) return;
    const quantity = amount(after?.values['quantityNowReceiving']);
    moveStock(tenant, item, { onHandUnits: quantity, availableUnits: quantity, unitsOnOrder: -quantity });
    moveCharge(tenant, item, isReceived(tenant, item) ? CHARGE_STATUS.delivered : CHARGE_STATUS.onOrder);
    settleOrder(tenant, item.values['orderID']);
  },
};

function receivedOf({ database }: Tenant, itemId: number): number {
  const receipts = database.filter('PurchaseOrderItemReceiving', ({ values }) => values['purchaseOrderItemID'] === itemId);
  return receipts.reduce((sum, { values }) => sum + amount(values['quantityNowReceiving']), 0);
}

function isReceived(tenant: Tenant, item: Row): boolean {
  return receivedOf(tenant, item.id) >= amount(item.values['quantity']);
}

function settleOrder(tenant: Tenant, orderId: unknown): void {
  const items = tenant.database.filter('PurchaseOrderItems', ({ values }) => values['orderID'] === orderId);
  const isAny = items.some((item) => receivedOf(tenant, item.id) > 0);
  const isAll = items.every((item) => isReceived(tenant, item));
  const status = isAll ? ORDER_STATUS.receivedFull : isAny ? ORDER_STATUS.receivedPartial : ORDER_STATUS.submitted;
  amend(tenant, 'PurchaseOrders', orderId, { status });
}
