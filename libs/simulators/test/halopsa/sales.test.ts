import { describe, expect, it } from '@jest/globals';
import { DEMO, NEW_OPPORTUNITY, NEW_QUOTATION, useSimulator } from './harness.ts';

const halo = useSimulator();
const { set, post } = halo;

describe('opportunities (halopsa.md 6, 11a)', () => {
  it('are tickets whose type has that use, with the value weighed by its probability', async () => {
    const { status, json } = await post('Opportunities', [NEW_OPPORTUNITY]);
    const asTicket = await halo.api.get(`Tickets/${json.id}`);

    expect([status, json, asTicket.json.summary]).toMatchObject([
      201,
      { is_opportunity: true, oppvalueadjusted: 7_500, tickettype_name: 'Opportunity', client_name: 'Demo MSP' },
      'Firewall refresh',
    ]);
  });

  it('take status, team and stage from their type where none is said', async () => {
    const { json } = await post('Opportunities', [{ summary: 'Firewall refresh', client_id: DEMO.otherClient }]);

    expect(json).toMatchObject({
      tickettype_id: DEMO.opportunityType,
      status_id: DEMO.open,
      team: 'Sales',
      pipeline_stage_name: 'Qualify',
      site_id: DEMO.otherSite,
    });
  });

  it('belong to the client of the user that they name', async () => {
    const { json } = await post('Opportunities', [{ summary: 'Firewall refresh', user_id: DEMO.otherUser }]);

    expect([json.client_id, json.site_id]).toEqual([DEMO.otherClient, DEMO.otherSite]);
  });

  it('are closed by a status of that kind, and opened again by another', async () => {
    const won = await post('Opportunities', [{ id: DEMO.opportunity, status_id: DEMO.won }]);
    const again = await post('Opportunities', [{ id: DEMO.opportunity, status_id: DEMO.open }]);

    expect([won.json.dateclosed.slice(0, 2), again.json.dateclosed]).toEqual(['20', '1900-01-01T00:00:00']);
  });

  it('refuse a status that their type does not allow, or take it where switched', async () => {
    const body = [{ ...NEW_OPPORTUNITY, status_id: DEMO.closed }];
    const refused = await post('Opportunities', body);
    set({ illegalStatus: 'taken' });

    expect([refused.status, (await post('Opportunities', body)).status]).toEqual([400, 201]);
  });

  it('want a closure category where the tenant made it mandatory', async () => {
    set({ closureNeedsReason: true });
    const bare = await post('Opportunities', [{ id: DEMO.opportunity, status_id: DEMO.won }]);
    const explained = await post('Opportunities', [{ id: DEMO.opportunity, status_id: DEMO.won, oppclosurecategory: 2 }]);

    expect([bare.status, bare.json, explained.status]).toEqual([400, 'Please populate closure category', 201]);
  });

  it('lose their stage on request', async () => {
    const { json } = await post('Opportunities', [{ id: DEMO.opportunity, _remove_pipeline_stage: true }]);

    expect(json.pipeline_stage_id).toBeNull();
  });
});

describe('notes and attachments (halopsa.md 6, 9, 12)', () => {
  it('refuses a note without an outcome in the known words', async () => {
    const bare = await post('Actions', [{ ticket_id: DEMO.opportunity, note: 'Called' }]);
    const full = await post('Actions', [{ ticket_id: DEMO.opportunity, note: 'Called', outcome_id: 7, new_status: DEMO.sent }]);
    const ticket = await halo.api.get(`Opportunities/${DEMO.opportunity}`);

    expect([bare.json, full.json.outcome, ticket.json.status_id]).toEqual([
      'An Outcome must be entered for this Action',
      'Private Note',
      DEMO.sent,
    ]);
  });

  it.each(['aGVsbG8=', 'data:text/plain;base64,aGVsbG8='])('takes the bytes of %s', async (data) => {
    const { json } = await post('Attachment', [{ ticket_id: DEMO.opportunity, filename: 'a.txt', data_base64: data }]);

    expect([json.filesize, json.data_base64]).toEqual([5, undefined]);
  });
});

describe('quotations (halopsa.md 6, 13.7; HP-14, HP-18)', () => {
  it('total their lines, members outside of the published schema included', async () => {
    const { status, json } = await post('Quotation', [NEW_QUOTATION]);

    expect([status, json]).toMatchObject([
      201,
      { status_name: 'Draft', revenue: 1_000, cost: 740, profit: 260, margin: 26, tax_total: 180, total: 1_180 },
    ]);
    expect(json.lines).toMatchObject([
      { id: expect.any(Number), item_id: DEMO.item, net_amount: 900, total_tax: 180, profit: 200, nominal_code: '200' },
      { id: expect.any(Number), name: 'Installation', quantity: 2, net_amount: 100, total_profit: 60, nominal_code: null },
    ]);
  });

  it('belong to the place of their opportunity, which counts them', async () => {
    const { json } = await post('Quotation', [NEW_QUOTATION]);
    const opportunity = await halo.api.detail(`Opportunities/${DEMO.opportunity}`);

    expect([json.client_id, json.site_id, opportunity.json.quotation_count]).toEqual([DEMO.client, DEMO.site, 2]);
  });

  it('change a status with the status of the opportunity', async () => {
    const { json } = await post('Quotation', [{ id: DEMO.quotation, status: 3, new_ticket_status: DEMO.won }]);
    const opportunity = await halo.api.get(`Opportunities/${DEMO.opportunity}`);
    const unknown = await post('Quotation', [{ id: DEMO.quotation, status: 99 }]);

    expect([json.status_name, json.lines.length, opportunity.json.status_name, unknown.status]).toEqual([
      'Accepted',
      2,
      'Won',
      400,
    ]);
  });

  it('are filtered by what their status is for', async () => {
    await post('Quotation', [{ id: DEMO.quotation, status: 3 }]);

    expect([await halo.api.ids('Quotation?open=true'), await halo.api.ids('Quotation?closed=true')]).toEqual([
      [DEMO.quotation + 1],
      [DEMO.quotation],
    ]);
  });

  it('take the sent lines for all of them, or keep the others where switched', async () => {
    const { json: made } = await post('Quotation', [NEW_QUOTATION]);
    const [first] = made.lines;
    set({ quoteLines: 'merged' });
    const merged = await post('Quotation', [{ id: made.id, lines: [{ id: first.id, quantity: 3 }] }]);
    set({ quoteLines: 'replaced' });
    const replaced = await post('Quotation', [
      {
        id: made.id,
        lines: [
          { id: first.id, quantity: 2 },
          { name: 'Freight', price: 10 },
        ],
      },
    ]);

    expect(merged.json.lines.map(({ quantity }: { quantity: number }) => quantity).toSorted()).toEqual([2, 3]);
    expect(replaced.json.lines).toMatchObject([
      { id: first.id, quantity: 2, price: 900 },
      { name: 'Freight', net_amount: 10 },
    ]);
  });

  it('want an item on each line where the tenant forces one', async () => {
    set({ quoteLineNeedsItem: true });

    expect((await post('Quotation', [NEW_QUOTATION])).status).toBe(400);
  });

  it.each([
    [1, 1, 'Accepted'],
    [2, 1, 'Rejected'],
    [2, 2, 'Accepted'],
  ])('are approved by a customer with result %d where %d accepts: %s', async (result, approvalAccepted, status) => {
    set({ approvalAccepted });
    const { json } = await post('Quotation/Approval', [
      { id: DEMO.quotation, result, approvalname: 'Emma Diaz', ponumber: 'PO-1' },
    ]);

    expect(json).toMatchObject({ status_name: status, approvalname: 'Emma Diaz', ponumber: 'PO-1', approvalstate: result });
  });
});

describe('orders and what follows (halopsa.md 6, 13.7; HP-15, HP-20)', () => {
  it('come from a quotation, once, and the opportunity counts them', async () => {
    const converted = await post('Quotation', [{ id: DEMO.quotation, _create_so: true }]);
    await post('Quotation', [{ id: DEMO.quotation, _create_so: true }]);
    const order = await halo.api.detail(`SalesOrder/${converted.json.salesorder_id}`);
    const opportunity = await halo.api.detail(`Opportunities/${DEMO.opportunity}`);

    expect(order.json).toMatchObject({
      quotation_id: DEMO.quotation,
      ticket_id: DEMO.opportunity,
      client_name: 'Demo MSP',
      total: converted.json.total,
    });
    expect(order.json.lines.map((line: Record<string, unknown>) => [line['quotation_line_id'], line['nominalcode']])).toEqual([
      [converted.json.lines[0].id, '200'],
      [converted.json.lines[1].id, '210'],
    ]);
    expect(opportunity.json.salesorder_count).toBe(1);
  });

  it('want the approval first where switched', async () => {
    set({ orderNeedsApproval: true });
    const refused = await post('Quotation', [{ id: DEMO.quotation, _create_so: true }]);
    const taken = await post('Quotation', [{ id: DEMO.quotation, status: 3, _create_so: true }]);

    expect([refused.status, taken.json.salesorder_id]).toEqual([400, 801]);
  });

  it('are posted by themselves with a title and a date', async () => {
    const { json } = await post('SalesOrder', [
      {
        title: 'Order of Q-1',
        date: '2026-03-01T00:00:00Z',
        ticket_id: DEMO.opportunity,
        lines: [{ item_id: DEMO.item, quantity: 2 }],
      },
    ]);

    expect(json).toMatchObject({ title: 'Order of Q-1', date: '2026-03-01T00:00:00', client_id: DEMO.client });
    expect(json.lines).toMatchObject([{ name: 'Demo Product 00001', quantity: 2, nominalcode: '200' }]);
  });

  it('make one purchase order for each supplier, at cost and with the purchase codes', async () => {
    const { json } = await post('Quotation', [{ id: DEMO.quotation, _create_so: true }]);
    const order = await post('SalesOrder', [{ id: json.salesorder_id, _create_po: true }]);
    const orders = await halo.api.get(`PurchaseOrder?salesorder_id=${json.salesorder_id}`);
    const first = await halo.api.detail(`PurchaseOrder/${orders.json.purchaseorders[0].id}`);

    expect([
      order.json.purchaseorder_count,
      orders.json.purchaseorders.map((one: Record<string, unknown>) => one['supplier_name']),
    ]).toEqual([2, ['Demo Distributor', 'Demo Wholesale']]);
    expect(first.json.lines).toMatchObject([
      { accounts_code: '300', price: order.json.lines[0].costprice, quantity_received: 0 },
    ]);
  });

  it('make an invoice that gets its number when it is posted', async () => {
    const { json } = await post('Quotation', [{ id: DEMO.quotation, _create_so: true }]);
    const order = await post('SalesOrder', [{ id: json.salesorder_id, _create_invoice: true }]);
    const [id] = await halo.api.ids(`Invoice?salesorder_id=${json.salesorder_id}`);
    const posted = await post('Invoice', [{ id, posted: true }]);

    expect([order.json.invoice_count, posted.json.invoicenumber, posted.json.total]).toEqual([1, 'INV-001001', order.json.total]);
  });
});

describe('items, groups and stock (halopsa.md 6, 13.8; 10.3)', () => {
  it('work markup and margin out of price and cost', async () => {
    const { status, json } = await post('Item', [
      {
        name: 'Demo Licence',
        assetgroup_id: 15,
        baseprice: 22,
        costprice: 17.6,
        item_suppliers: [{ supplier_id: 3, supplier_sku: 'X' }],
      },
    ]);

    expect([status, json]).toMatchObject([
      201,
      { assetgroup_name: 'Software', markupperc: 25, margin: 20, item_suppliers: [{ supplier_sku: 'X' }] },
    ]);
  });

  it('belong to a group, whose codes stand for income and expense', async () => {
    const refused = await post('Item', [{ name: 'Demo Licence' }]);
    const groups = await halo.api.get('AssetGroup?showasitem=true');

    expect([
      refused.json,
      groups.json.map((group: Record<string, unknown>) => [group['name'], group['nominalcode'], group['nominalcodepurchase']]),
    ]).toEqual([
      'Please select an item group',
      [
        ['Hardware', '200', '300'],
        ['Software', '210', '310'],
        ['Services', '220', '320'],
        ['Shipping', '290', '390'],
      ],
    ]);
  });

  it('have what their movements leave in stock, by place', async () => {
    await post('ItemStock', [{ item_id: DEMO.item, stocklocation_id: DEMO.site, quantity_in: 4, quantity_remaining: 4 }]);
    const item = await halo.api.get(`Item/${DEMO.item}`);
    const sites = await halo.api.get(`Site?stocklocation=true&item_id_qty=${DEMO.item}`);

    expect([item.json.quantity_in_stock, sites.json.sites]).toMatchObject([5, [{ id: DEMO.site, item_quantity_available: 5 }]]);
  });
});
