import { defineEntity } from './field-notation.ts';
import { MONEY_OF_LINE } from './line-fields.ts';

const PLACE = `
  int list →Client +client_name: client_id
  int list →Site +site_name: site_id
  int list →Users +user_name: user_id
`;

/** halopsa.md 6: opportunities and tickets, quotations and sales orders. */
export const SALES_ENTITIES = [
  defineEntity({
    name: 'Tickets',
    area: 'tickets',
    listName: 'tickets',
    largestPage: 100,
    firstId: 2_101,
    hasCustomFields: true,
    changedAt: 'last_update',
    searched: ['summary', 'details'],
    filters: {
      client_id: 'client_id',
      site_id: 'site_id',
      user_id: 'user_id',
      agent_id: 'agent_id',
      team: 'team',
      status: 'status_id',
      status_id: 'status_id',
      requesttype: 'tickettype_id',
      requesttype_id: 'tickettype_id',
      deleted: 'deleted',
    },
    fields: `
      text list: summary team
      text: details details_html
      int list →TicketType +tickettype_name: tickettype_id
      int list →Status +status_name: status_id
      ${PLACE}
      int list →Agent +agent_name =1: agent_id
      int list: team_id priority_id contract_id
      int: sla_id impact urgency source supplier_id parent_id
      text list: category_1 category_2 category_3 category_4
      int ro =0: child_count
      date list: dateoccurred targetdate
      date: deadlinedate followupdate startdate
      date list ro: datecreated dateclosed lastactiondate last_update
      int: third_party_id
      text: third_party_id_string opportunity_third_party_url
      bool list ro: is_opportunity
      bool list ro =false: deleted
      number list =0: oppvalue oppconversionprobability
      number ro list =0: oppvalueadjusted
      number: oppprofit
      int: opptype oppclosurecategory currency
      text: oppcontactname oppcompanyname oppcustomertitle oppemailaddress opptel oppaddr1 oppaddr2 oppaddr3 oppaddr4
      text: opppostcode oppcountry oppregion oppproductchosen oppcompetitors oppcurrentsystem oppreason opphear
      date: oppconverteddate opptrialdate oppdemodate
      int list: pipeline_stage_id
      text list ro: pipeline_stage_name
      bool hidden: _remove_pipeline_stage
      json hidden: userlookup
      int ro =0: quotation_count salesorder_count
    `,
  }),
  defineEntity({
    name: 'Actions',
    area: 'tickets',
    listName: 'actions',
    searched: ['note'],
    filters: { ticket_id: 'ticket_id' },
    fields: `
      int list →Tickets: ticket_id
      int list: outcome_id
      text list: outcome note
      text: note_html
      bool list =false: hiddenfromuser
      number =0: timetaken
      int: new_status
      bool hidden: dont_do_rules
      date list ro: datetime
    `,
  }),
  defineEntity({
    name: 'Attachment',
    area: 'tickets',
    listName: 'attachments',
    searched: ['filename'],
    filters: { ticket_id: 'ticket_id', action_id: 'action_id', type: 'type', unique_id: 'unique_id' },
    fields: `
      text list: filename note desc
      text hidden: data_base64
      int list: ticket_id action_id type unique_id
      bool list =false: isimage showforusers
      int ro list: filesize
      date ro list: datecreated
    `,
  }),
  defineEntity({
    name: 'Quotation',
    area: 'quotes',
    listName: 'quotes',
    firstId: 501,
    hasCustomFields: true,
    changedAt: 'last_update_time',
    searched: ['title', 'ponumber'],
    filters: {
      client_id: 'client_id',
      site_id: 'site_id',
      ticket_id: 'ticket_id',
      user_id: 'user_id',
      quote_status: 'status',
    },
    fields: `
      text list: title
      int list →Tickets: ticket_id
      int list =1: status
      text list ro: status_name
      ${PLACE}
      int →Agent: agent_id assigned_agent
      date list: date expiry_date
      text: po_ref ponumber note scope risk auth_by carriage_desc
      number list ro =0: revenue tax_total total cost profit
      number ro =0: margin
      number =0: carriage_price
      int: daystodeliver
      text: currency_code
      number =1: currency_conversion_rate
      bool =false: includegroupeditemprice includegroupeditemqty includequotationlinenotes
      int: pdftemplate_id pdf_attachment_id
      text: printhtml approvalname approvalemailaddress approvalnote signature contactuser
      int =0: approvalstate
      date: approvaldatetime quote_viewed
      int hidden: new_ticket_status
      int ro list: salesorder_id
      bool hidden: _create_so
      json: address delivery_address
      text: third_party_url third_party_number
      date ro list: last_update_time
      lines: lines
    `,
    lines: `
      int: qhid sort_seq group_id item_id supplier_id cost_centre stock_location line_site_id assetgroup_id item_tax_code
      bool =false: isgroupdesc autorenew item_recurring override_tax_code optional is_bundled_line hideitems
      bool =true: item_taxable printitem
      text: productcode name description note note_hidden nominal_code
      ${MONEY_OF_LINE}
      int =0: billingperiod line_periods
      date: startdate
      json: chargerates customfields
    `,
  }),
  defineEntity({
    name: 'SalesOrder',
    area: 'sos',
    listName: 'salesorders',
    firstId: 801,
    hasCustomFields: true,
    changedAt: 'last_update_time',
    searched: ['title', 'po_number'],
    filters: { client_id: 'client_id', ticket_id: 'ticket_id', quotation_id: 'quotation_id', status: 'status' },
    fields: `
      text list: title po_number
      int list →Tickets: ticket_id
      int list →Quotation: quotation_id
      ${PLACE}
      int →Client: client_to_invoice_to_id
      int →Agent: assigned_agent
      int list =1: status
      int list =0: open_status
      date list: date ship_date
      text: note currency_code
      number list ro =0: revenue tax_total total cost profit
      json: delivery_address
      bool hidden: _create_po _create_invoice _return_invoice
      int ro =0: invoice_count purchaseorder_count
      number ro =0: percentage_invoiced
      date ro list: last_update_time
      lines: lines
    `,
    lines: `
      int: item_id quotation_line_id supplier_id stocklocation_id
      text: name productcode nominalcode
      ${MONEY_OF_LINE}
      number =0: quantity_shipped quantity_reserved invoiced_quantity poqty
      int =0: billingperiod
      date: startdate
      bool =false: do_not_invoice_line
    `,
  }),
];
