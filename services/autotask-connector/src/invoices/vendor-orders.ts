import { latest, type DocumentPage, type PartContext, type VendorOrder, type VendorOrdersPart } from '@psa-bridge/connector-kit';
import {
  AutotaskBoughtCharge,
  AutotaskBoughtProduct,
  AutotaskVendorOrder,
  AutotaskVendorOrderItem,
} from '../client/invoice.types.ts';
import { where } from '../client/query.ts';
import { AutotaskCompany } from '../client/types.ts';
import { toVendorOrder, type VendorOrderParts } from '../mapping/vendor-order.mapping.ts';
import { ORDERS } from '../resources/order-statuses.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { idsOf, listOf, ownCurrencyFor, readPaymentTerms } from './invoice-parts.ts';
import { BEFORE_FIRST, DAY_MS, STANDS_BACK_AT, type InvoiceRhythm } from './posted-invoices.ts';

type PageOf = Parameters<VendorOrdersPart<AutotaskSession, AutotaskSettings>['page']>[1];

/**
 * Purchase orders for an accounting system (XI-45). Nothing tells of a status that changed (autotask.md section 5.4.2), so each
 * look reads all of the history; one that is as before is not told again.
 */
export function vendorOrders({ everyMs }: InvoiceRhythm): VendorOrdersPart<AutotaskSession, AutotaskSettings> {
  return {
    isOn: (settings) => settings.readPurchaseOrders,
    everyMs,
    standsBackAt: STANDS_BACK_AT,
    overlapMs: 0,
    reread: { everyMs },
    historyMs: (settings) => settings.purchaseOrderHistoryDays * DAY_MS,
    page: readOrderPage,
  };
}

async function readOrderPage(
  { session }: PartContext<AutotaskSession, AutotaskSettings>,
  { since, cursor }: PageOf,
): Promise<DocumentPage<VendorOrder>> {
  const filter = [where.gte('createDateTime', since.toISOString())];
  const after = cursor === undefined ? BEFORE_FIRST : Number(cursor);
  const { rows, next } = await session.client.walk(ORDERS, { after, filter }, AutotaskVendorOrder);
  const parts = await readOrderParts(session, rows);
  const watermark = latest(rows.map(({ createDateTime }) => createDateTime));
  return {
    documents: rows.flatMap((row) => toVendorOrder(row, parts) ?? []),
    ...(next === undefined ? {} : { next: String(next) }),
    ...(watermark === undefined ? {} : { watermark }),
  };
}

async function readOrderParts(session: AutotaskSession, orders: readonly AutotaskVendorOrder[]): Promise<VendorOrderParts> {
  const { client } = session;
  const ids = orders.map(({ id }) => id);
  const items = await listOf(ids, (some) =>
    client.list('PurchaseOrderItems', { filter: [where.oneOf('orderID', some)] }, AutotaskVendorOrderItem),
  );
  const vendorIds = idsOf(orders.map(({ vendorID }) => vendorID));
  const vendors = await listOf(vendorIds, (some) =>
    client.list('Companies', { filter: [where.oneOf('id', some)] }, AutotaskCompany),
  );
  const productIds = idsOf(items.map(({ productID }) => productID));
  const products = await listOf(productIds, (some) =>
    client.list('Products', { filter: [where.oneOf('id', some)] }, AutotaskBoughtProduct),
  );
  const chargeIds = idsOf(items.map(({ chargeID }) => chargeID));
  const charges = await listOf(chargeIds, (some) =>
    client.list('TicketCharges', { filter: [where.oneOf('id', some)] }, AutotaskBoughtCharge),
  );
  const { currencyCodes } = await session.lookups();
  return {
    ...{ currencyCodes, vendors: byId(vendors), products: byId(products), charges: byId(charges) },
    items: Map.groupBy(items, ({ orderID }) => orderID ?? undefined),
    statuses: orders.length === 0 ? new Map() : await readStatuses(session),
    ownCurrency: await ownCurrencyFor(vendors, client),
    dueInDays: await readPaymentTerms(
      orders.map(({ paymentTerm }) => paymentTerm),
      client,
    ),
  };
}

function byId<Row extends { id: number }>(rows: readonly Row[]): ReadonlyMap<number, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

async function readStatuses(session: AutotaskSession): Promise<ReadonlyMap<string, string>> {
  const status = (await session.fields(ORDERS)).find(({ name }) => name === 'status');
  return new Map((status?.picklistValues ?? []).map(({ value, label }) => [String(value), label ?? '']));
}
