import { compact, moneyNumber, present, receivedOrder, type LineReceipts } from '@psa-bridge/connector-kit';
import type { PurchaseOrder } from '@psa-bridge/records';
import { seconds } from '../client/conditions.ts';
import type { CwOrderLine } from '../client/fulfilment-types.ts';
import { reference, type ConnectWiseWrite } from '../client/patch.ts';

type Line = PurchaseOrder['lines'][number];

/** What an order refers to, by ConnectWise's ids. */
export interface OrderLinks {
  vendor: number;
  status: number;
  terms: number;
  warehouse: number | undefined;
}

/**
 * A new order (connectwise.md section 11); our number is its marker. It has no address of its own there and no memo: where it
 * ships to and what is said with it goes to the distributor alone.
 */
export function purchaseOrderRow(order: PurchaseOrder, links: OrderLinks): ConnectWiseWrite {
  return {
    vendorCompany: { id: links.vendor },
    status: { id: links.status },
    terms: { id: links.terms },
    poNumber: order.number,
    ...compact({
      poDate: order.placedAt === undefined ? undefined : seconds(new Date(order.placedAt)),
      warehouse: reference(links.warehouse),
      vendorOrderNumber: order.distributorReference,
    }),
  };
}

/** What a line refers to there. */
export interface OrderLineLinks {
  number: number;
  product: number;
  unit: number | undefined;
  /** By which the distributor takes the order. */
  vendorSku: string | undefined;
  warehouse: number | undefined;
}

export function purchaseOrderLineRow(
  line: Line,
  { number, product, unit, vendorSku, warehouse }: OrderLineLinks,
): ConnectWiseWrite {
  return {
    description: line.name,
    lineNumber: number,
    product: { id: product },
    quantity: line.quantity,
    unitCost: moneyNumber(line.unitCost),
    ...compact({ unitOfMeasure: reference(unit), vendorSku, warehouse: reference(warehouse) }),
  };
}

/** How ConnectWise sees an order. */
export interface OrderThere {
  lines: readonly CwOrderLine[];
  isClosed: boolean;
}

/** The order with what was received of each line. */
export function withReceipts(
  order: PurchaseOrder,
  { lines, isClosed }: OrderThere,
  productOf: (line: Line) => number | undefined,
): PurchaseOrder {
  const receipts = receiptsByLine(order, lines, productOf);
  return receivedOrder(order, (line) => receipts.get(line.id), { isClosed });
}

/**
 * A row belongs to the line of its number and product. What is received in parts may leave the rest on a new row, whose number
 * nobody documents: such a row fills up the lines of its product, in their order.
 */
function receiptsByLine(
  order: PurchaseOrder,
  rows: readonly CwOrderLine[],
  productOf: (line: Line) => number | undefined,
): ReadonlyMap<string, LineReceipts> {
  const places = order.lines.map((line, index) => ({
    line,
    number: index + 1,
    product: productOf(line),
    rows: new Array<CwOrderLine>(),
  }));
  for (const row of rows.toSorted((a, b) => a.id - b.id)) {
    const fitting = places.filter(({ product }) => product !== undefined && product === row.product?.id);
    const place =
      fitting.find(({ number }) => number === row.lineNumber) ??
      fitting.find(({ line, rows: own }) => receivedOf(own) < line.quantity) ??
      fitting.at(-1);
    place?.rows.push(row);
  }
  return new Map(
    places.flatMap(({ line, rows: own }) =>
      own.length === 0 ? [] : [[line.id, { receivedQuantity: receivedOf(own), serialNumbers: serialsOf(own) }] as const],
    ),
  );
}

function receivedOf(rows: readonly CwOrderLine[]): number {
  return rows.reduce((sum, { receivedQuantity }) => sum + Math.max(0, receivedQuantity ?? 0), 0);
}

const SERIAL_LENGTH = 50;

/** One that is longer than a serial number can be is none, but something that was entered in its place. */
function serialsOf(rows: readonly CwOrderLine[]): readonly string[] {
  const entered = rows.flatMap(({ serialNumbers }) => serialNumbers ?? []).flatMap((text) => text.split(/[,;|\r\n]+/));
  return [...new Set(entered.flatMap((serial) => present(serial) ?? []))].filter(({ length }) => length <= SERIAL_LENGTH);
}

/** Cancelled is an order whose status says so, or all of whose lines are, with nothing received. */
export function isCancelledThere(status: string | null | undefined, lines: readonly CwOrderLine[]): boolean {
  if (isCancelledName(status)) return true;
  return lines.length > 0 && lines.every(({ canceledFlag }) => canceledFlag === true) && receivedOf(lines) === 0;
}

/** ConnectWise marks no status as the one of cancelled orders: it is known by its name. */
export function isCancelledName(name: string | null | undefined): boolean {
  return /^cancell?ed\b/i.test(name?.trim() ?? '');
}
