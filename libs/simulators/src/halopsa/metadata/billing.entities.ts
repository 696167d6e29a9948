import { defineEntity } from './field-notation.ts';
import { MONEY_OF_LINE } from './line-fields.ts';

/** halopsa.md 6: purchase orders, invoices, agreements. */
export const BILLING_ENTITIES = [
  defineEntity({
    name: 'PurchaseOrder',
    area: 'pos',
    listName: 'purchaseorders',
    firstId: 601,
    searched: ['title', 'po_ref', '3rd_party_ponumber'],
    filters: { po_status: 'status', supplier_id: 'supplier_id', salesorder_id: 'salesorder_id', ticket_id: 'ticket_id' },
    fields: `
      text list: title po_ref 3rd_party_ponumber
      int list →Supplier +supplier_name: supplier_id
      int list →Tickets: ticket_id
      int list →SalesOrder: salesorder_id
      int list =1: status
      date list: date datesent est_delivery_date
      date: date_published
      int =0: goodsin_status
      bool =true: deliver_to_us
      bool =false: deliver_to_so_address
      text: carriage_desc currency xero_id
      number =0: carriage_price
      number ro list =0: price tax_total total
      int: user_id site_id client_id
      lines: lines
    `,
    lines: `
      int: purchaseorder_id item_id salesorder_line_id
      text: name productcode accounts_code
      ${MONEY_OF_LINE}
      number =0: quantity_received
    `,
  }),
  ...['Invoice', 'RecurringInvoice'].map((name) =>
    defineEntity({
      name,
      area: 'invoices',
      listName: 'invoices',
      firstId: 1_001,
      searched: ['invoicenumber', 'reference'],
      changedAt: 'last_modified',
      filters: { client_id: 'client_id', salesorder_id: 'salesorder_id', ticket_id: 'ticket_id' },
      fields: `
        int list →Client +client_name: client_id
        int: sitenumber
        text list: invoicenumber thirdpartyinvoicenumber reference
        bool list =false: posted voided
        date list: invoice_date duedate
        date: dateposted datesent datepaid
        text: currency_code order_number cust_order_number accountsid xeroid xero_tenant_id internal_note
        int: paymentterms contract_id creditlinkedtoinvoiceid purchaseorder_id
        int list =0: paymentstatus
        number list ro =0: revenue tax_total total
        number ro =0: amountpaid amountdue
        int list →SalesOrder: salesorder_id
        int list →Tickets: ticket_id
        text: address1 address2 address3 address4 address5
        date ro: last_synced last_modified
        json: lines
      `,
    }),
  ),
  defineEntity({
    name: 'ClientContract',
    area: 'contracts',
    listName: 'contracts',
    firstId: 401,
    searched: ['ref', 'note'],
    filters: { client_id: 'client_id' },
    fields: `
      text list: ref
      int list →Client +client_name: client_id
      int list →Site +site_name: site_id
      bool list =true: active
      date list: start_date end_date
      text: note
      int: billingperiod
      number list =0: periodchargeamount
      json: lines
    `,
  }),
];
