import type { Row, Values } from '../../store/database.ts';
import { LOOKUP, lookupRow } from '../../store/lookups.ts';
import { amount, lines, text, type EntityRules, type Follower, type Proposal } from '../proposal.ts';
import { totals } from './line-totals.ts';

/** halopsa.md 6, Quotation. */
export const quotationRules: EntityRules = {
  check(proposal) {
    const { tenant, values, sent } = proposal;
    if (lookupRow(tenant, LOOKUP.quoteStatus, values['status']) === undefined) return 'The quotation status does not exist';
    const bare = lines(values).some((line) => amount(line['item_id']) <= 0 && line['isgroupdesc'] !== true);
    if (tenant.switches.quoteLineNeedsItem && bare) return 'Please select an item for each quotation line';
    if (lines(values).some((line) => amount(line['item_id']) > 0 && !tenant.database.row('Item', line['item_id'])))
      return 'The item of a quotation line does not exist';
    const isAccepted = lookupRow(tenant, LOOKUP.quoteStatus, values['status'])?.values['use'] === 'accepted';
    return sent['_create_so'] === true && tenant.switches.orderNeedsApproval && !isAccepted
      ? 'The quotation has not been approved'
      : undefined;
  },
  derive: (proposal) => ({
    ...totals(proposal.tenant.database, proposal.values),
    ...placeOfTicket(proposal),
    last_update_time: proposal.at,
  }),
  follow(follower, { action, after }, sent) {
    if (action === 'delete' || !after) return;
    const { tenant, amend, at } = follower;
    const ticketId = after.values['ticket_id'];
    const status = sent['new_ticket_status'];
    amend('Tickets', ticketId, {
      quotation_count: tenant.database.filter('Quotation', ({ values }) => values['ticket_id'] === ticketId).length,
      ...(typeof status === 'number' && status > 0 ? { status_id: status, last_update: at } : {}),
    });
    if (sent['_create_so'] === true && amount(after.values['salesorder_id']) === 0) createOrder(follower, after);
  },
};

/** What of the place is not said comes from the opportunity. */
function placeOfTicket({ tenant, values }: Proposal): Values {
  const ticket = tenant.database.row('Tickets', values['ticket_id'])?.values ?? {};
  const names = ['client_id', 'site_id', 'user_id'];
  return Object.fromEntries(names.map((name) => [name, values[name] ?? ticket[name] ?? null]));
}

function createOrder({ tenant, insert, amend }: Follower, { id, values }: Row): void {
  const order = insert('SalesOrder', {
    title: values['title'] ?? null,
    ticket_id: values['ticket_id'] ?? null,
    quotation_id: id,
    client_id: values['client_id'] ?? null,
    site_id: values['site_id'] ?? null,
    user_id: values['user_id'] ?? null,
    po_number: values['ponumber'] ?? null,
    currency_code: values['currency_code'] ?? null,
    lines: lines(values).map((line) => ({ ...line, id: tenant.database.nextLineId(), quotation_line_id: line['id'] ?? null })),
  });
  amend('Quotation', id, { salesorder_id: order.id });
}

/** halopsa.md 6, SalesOrder: orders for suppliers and invoices come from it. */
export const salesOrderRules: EntityRules = {
  check: ({ tenant, values }) => (tenant.database.row('Client', values['client_id']) ? undefined : 'Please select a client'),
  derive: (proposal) => ({
    ...totals(proposal.tenant.database, proposal.values),
    ...placeOfTicket(proposal),
    date: proposal.values['date'] ?? proposal.at,
    last_update_time: proposal.at,
  }),
  follow(follower, { action, after }, sent) {
    if (action === 'delete' || !after) return;
    const { tenant, amend } = follower;
    const ticketId = after.values['ticket_id'];
    amend('Tickets', ticketId, {
      salesorder_count: tenant.database.filter('SalesOrder', ({ values }) => values['ticket_id'] === ticketId).length,
    });
    if (sent['_create_po'] === true) createPurchaseOrders(follower, after);
    if (sent['_create_invoice'] === true) createInvoice(follower, after);
  },
};

/** One for each supplier of its lines. */
function createPurchaseOrders({ tenant, insert, amend }: Follower, { id, values }: Row): void {
  const supplierOf = (line: Values): unknown =>
    line['supplier_id'] ?? tenant.database.row('Item', line['item_id'])?.values['supplier_id'];
  const bySupplier = Map.groupBy(lines(values), supplierOf);
  for (const [supplier, ordered] of bySupplier)
    if (typeof supplier === 'number' && supplier > 0)
      insert('PurchaseOrder', {
        title: values['title'] ?? null,
        supplier_id: supplier,
        salesorder_id: id,
        ticket_id: values['ticket_id'] ?? null,
        lines: ordered.map((line) => ({
          ...line,
          id: tenant.database.nextLineId(),
          salesorder_line_id: line['id'] ?? null,
          price: line['costprice'] ?? 0,
          quantity_received: 0,
        })),
      });
  amend('SalesOrder', id, {
    purchaseorder_count: tenant.database.filter('PurchaseOrder', (order) => order.values['salesorder_id'] === id).length,
  });
}

function createInvoice({ tenant, insert, amend, at }: Follower, { id, values }: Row): void {
  insert('Invoice', {
    client_id: values['client_id'] ?? null,
    salesorder_id: id,
    ticket_id: values['ticket_id'] ?? null,
    invoice_date: at,
    revenue: values['revenue'] ?? 0,
    tax_total: values['tax_total'] ?? 0,
    total: values['total'] ?? 0,
    amountdue: values['total'] ?? 0,
    lines: lines(values).map((line, index) => ({
      id: index + 1,
      _itemid: line['item_id'] ?? null,
      item_shortdescription: line['name'] ?? null,
      nominal_code: line['nominalcode'] ?? null,
      qty_order: line['quantity'] ?? 0,
      unit_price: line['price'] ?? 0,
      unit_cost: line['costprice'] ?? 0,
      net_amount: line['net_amount'] ?? 0,
      tax_amount: line['total_tax'] ?? 0,
      salesorder_line_id: line['id'] ?? null,
    })),
  });
  amend('SalesOrder', id, {
    invoice_count: tenant.database.filter('Invoice', (invoice) => invoice.values['salesorder_id'] === id).length,
    percentage_invoiced: 100,
  });
}

export const purchaseOrderRules: EntityRules = {
  check: ({ tenant, values }) =>
    tenant.database.row('Supplier', values['supplier_id']) ? undefined : 'Please select a supplier',
  derive({ tenant, values, at }) {
    const { lines: totalled = [], revenue = 0, tax_total = 0, total = 0 } = totals(tenant.database, values);
    return { lines: totalled, price: revenue, tax_total, total, date: values['date'] ?? at };
  },
};

/** Invoices get their number when they are posted. */
export const invoiceRules: EntityRules = {
  check: ({ tenant, values }) => (tenant.database.row('Client', values['client_id']) ? undefined : 'Please select a client'),
  derive: ({ tenant, previous, values, at }) => ({
    invoicenumber:
      values['posted'] === true && text(values['invoicenumber']) === ''
        ? `INV-${String(previous?.id ?? tenant.database.table('Invoice').highestId() + 1).padStart(6, '0')}`
        : (values['invoicenumber'] ?? null),
    last_modified: at,
  }),
};
