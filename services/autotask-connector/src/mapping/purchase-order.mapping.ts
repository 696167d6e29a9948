import { compact, moneyNumber, present, receivedOrder } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { PurchaseOrder } from '@psa-bridge/records';
import type { AutotaskCompany, AutotaskPurchaseOrderItem, AutotaskReceiving, AutotaskWrite } from '../client/types.ts';
import { fitted } from './fields.ts';

type Line = PurchaseOrder['lines'][number];

/**
 * A new order as Autotask's (autotask.md section 5.19). It ships to where it says, else to the tenant's own company, whose
 * address is Autotask's own and is cut to what fits.
 *
 * @throws AppError `ship_to_missing`
 */
export function purchaseOrderRow(order: PurchaseOrder, own: AutotaskCompany | undefined): AutotaskWrite {
  const shipToName = order.shipTo ?? present(own?.companyName);
  const address = order.shipToAddress?.street === undefined ? ownAddress(own) : givenAddress(order.shipToAddress);
  if (shipToName === undefined || address.shipToAddress1 === undefined) {
    throw rejected(
      'ship_to_missing',
      'The order has no address to ship to. Fill in the address of your own company in Autotask.',
    );
  }
  return { ...compact({ ...address, generalMemo: order.memo }), shipToName, externalPONumber: order.number };
}

function givenAddress(address: NonNullable<PurchaseOrder['shipToAddress']>) {
  return {
    shipToAddress1: address.street,
    shipToAddress2: address.apartment,
    shipToCity: address.city,
    shipToState: address.state,
    shipToPostalCode: address.zip,
  };
}

function ownAddress(own: AutotaskCompany | undefined) {
  const cut = (field: string, text: string | null | undefined) => fitted('PurchaseOrders', field, present(text));
  return {
    shipToAddress1: cut('shipToAddress1', own?.address1),
    shipToAddress2: cut('shipToAddress2', own?.address2),
    shipToCity: cut('shipToCity', own?.city),
    shipToState: cut('shipToState', own?.state),
    shipToPostalCode: cut('shipToPostalCode', own?.postalCode),
  };
}

/** What an order's line is known by in Autotask: its memo, where people read it too. */
export function lineMemo({ number }: PurchaseOrder, index: number): string {
  return `${number} line ${index + 1}`;
}

/** What a line buys in Autotask: exactly one of them (autotask.md section 5.20). */
export interface OrderReference {
  field: 'productID' | 'chargeID';
  id: number;
}

/** @throws AppError `quantity_not_whole`: Autotask orders whole units only */
export function purchaseOrderItemRow(
  line: Line,
  reference: OrderReference,
  at: { locationId: number; memo: string },
): AutotaskWrite {
  if (!Number.isInteger(line.quantity)) {
    throw rejected('quantity_not_whole', `Autotask orders whole units only, and this line has ${line.quantity}.`);
  }
  return {
    inventoryLocationID: at.locationId,
    quantity: line.quantity,
    unitCost: moneyNumber(line.unitCost),
    [reference.field]: reference.id,
    memo: at.memo,
  };
}

/** What Autotask says of one order's receipts. */
export interface Receipts {
  items: readonly AutotaskPurchaseOrderItem[];
  rows: readonly AutotaskReceiving[];
}

/** The order with what was received of each line. A negative receipt takes back an earlier one. */
export function withReceipts(order: PurchaseOrder, { items, rows }: Receipts): PurchaseOrder {
  return receivedOrder(order, (_line, index) => {
    const ids = new Set(items.filter(({ memo }) => memo === lineMemo(order, index)).map(({ id }) => id));
    if (ids.size === 0) return undefined;
    const own = rows.filter(({ purchaseOrderItemID: itemId }) => typeof itemId === 'number' && ids.has(itemId));
    return { receivedQuantity: Math.max(0, sumOf(own)), serialNumbers: serialsOf(own) };
  });
}

function sumOf(rows: readonly AutotaskReceiving[]): number {
  return rows.reduce((sum, row) => sum + (row.quantityNowReceiving ?? 0), 0);
}

function serialsOf(rows: readonly AutotaskReceiving[]): string[] {
  const bySerial = Map.groupBy(
    rows.filter((row) => present(row.serialNumber) !== undefined),
    (row) => present(row.serialNumber) ?? '',
  );
  return [...bySerial].filter(([, own]) => sumOf(own) > 0).map(([serial]) => serial);
}
