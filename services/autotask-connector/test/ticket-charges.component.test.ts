import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@psa-bridge/core';
import { captureLogger } from '@psa-bridge/testing';
import { chargeStage } from '../src/mapping/charge-status.ts';
import { connectedForOneTest, type ConnectedAutotask } from './connected-autotask.ts';
import { billingCode, MATERIAL_CODE } from './sales.ts';

const connect = connectedForOneTest();

const MINUTE_MS = 60_000;
const ON = { settings: { importTicketCharges: true }, seed: { companies: 2, products: 2, services: 0, tickets: 0 } };

function ticketIn({ simulator }: ConnectedAutotask): number {
  const values = { companyID: 0, title: 'Broken', status: 1, priority: 2, queueID: 8 };
  return simulator.control.create({ entity: 'Tickets', values }).id;
}

/** A charge that somebody puts on a ticket in Autotask. */
function chargeOn({ simulator }: ConnectedAutotask, ticketID: number, more: object = {}): number {
  const values = { ticketID, name: 'Cable', chargeType: 1, datePurchased: '2026-03-01', unitQuantity: 3, status: 3, ...more };
  return simulator.control.create({ entity: 'TicketCharges', values }).id;
}

const productOf = ({ simulator }: ConnectedAutotask): number =>
  simulator.control.list({ entity: 'Products', limit: 1 })[0]?.id ?? 0;

const imported = async ({ records }: ConnectedAutotask) => (await records.search('ticket_charge', { from: 0, size: 100 })).items;

/** So many charges that came in before; Autotask has them where `there` makes them. */
async function unbilledHere(
  { records, integration }: ConnectedAutotask,
  count: number,
  there = (index: number): number => 90_000 + index,
): Promise<readonly number[]> {
  const seenAt = systemClock.now();
  const ids = Array.from({ length: count }, (_, index) => there(index));
  const data = { name: 'Cable', quantity: 1, ticketExternalId: '1', madeAt: seenAt.toISOString(), isBilled: false };
  await records.applyIncoming(
    'ticket_charge',
    integration._id,
    ids.map((id) => ({ externalId: String(id), data, seenAt })),
  );
  return ids;
}

describe('ticket charges of Autotask', () => {
  it('AT-90: stay out while the switch is off, and nobody asks for them', async () => {
    const connected = await connect({ ...ON, settings: {} });
    chargeOn(connected, ticketIn(connected));

    await connected.sync('full');
    await connected.sync('delta');

    expect(await imported(connected)).toEqual([]);
    expect(Object.keys(connected.simulator.control.counters({}).calls['TicketCharges'] ?? {})).toEqual(['metadata']);
  });

  it('AT-90: come in with the switch on, with their ticket, company, product and price', async () => {
    const connected = await connect(ON);
    const ticketId = ticketIn(connected);
    const id = chargeOn(connected, ticketId, { productID: productOf(connected), unitPrice: 12.5, purchaseOrderNumber: 'PO-1' });

    await connected.sync('full');

    const { data } = await connected.recordOf('ticket_charge', id);
    const { _id: companyId } = await connected.recordOf('company', 0);
    const { _id: productId } = await connected.recordOf('product', productOf(connected));
    expect(data).toMatchObject({
      ...{ name: 'Cable', ticketExternalId: String(ticketId), companyId, productId, quantity: 3, unitPrice: '12.50' },
      ...{ status: '3', isCancelled: false, isBilled: false, purchaseOrderNumber: 'PO-1' },
      ticketNumber: connected.simulator.control.get({ entity: 'Tickets', id: ticketId })?.values['ticketNumber'],
    });
  });

  it.each([
    ['1 h 59 min', 'come in', 119, 1],
    ['2 h 1 min', 'stay out', 121, 0],
  ])('AT-91: made %s ago %s', async (_age, _outcome, minutes, count) => {
    const started = systemClock.now().getTime();
    let aheadMs = 0;
    const ownClock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + aheadMs) };
    const connected = await connect({ ...ON, ownClock });
    chargeOn(connected, ticketIn(connected));
    aheadMs = minutes * MINUTE_MS - (systemClock.now().getTime() - started);

    await connected.sync('full');
    await connected.sync('delta');

    expect(await imported(connected)).toHaveLength(count);
  });

  it('AT-92: for products that need no procurement are skipped, whether Autotask says so or we', async () => {
    const connected = await connect(ON);
    const { control } = connected.simulator;
    await connected.sync('full');
    const [there, here] = control.list({ entity: 'Products', limit: 2 }).map(({ id }) => id);
    control.patch({ entity: 'Products', id: there ?? 0, values: { doesNotRequireProcurement: true } });
    const ours = await connected.recordOf('product', here ?? 0);
    await connected.records.update('product', ours._id, { doesNotRequireProcurement: true }, { source: 'user', pushTo: [] });
    const ticketId = ticketIn(connected);
    for (const productID of [there ?? 0, here ?? 0]) chargeOn(connected, ticketId, { productID });
    const other = chargeOn(connected, ticketId);

    await connected.sync('delta');

    expect((await imported(connected)).map(({ external }) => external[connected.integration._id]?.id)).toEqual([String(other)]);
  });

  it('AT-93: have the status of Autotask, cancelled ones are shown as cancelled, and nothing is ever written there', async () => {
    const connected = await connect(ON);
    const { control } = connected.simulator;
    await connected.sync('full');
    const id = chargeOn(connected, ticketIn(connected));
    await connected.sync('delta');
    const before = (await connected.recordOf('ticket_charge', id)).data;
    const { writes } = control.counters({});
    control.patch({ entity: 'TicketCharges', id, values: { status: 8 } });

    await connected.sync('delta');

    expect(before).toMatchObject({ status: '3', isCancelled: false });
    expect((await connected.recordOf('ticket_charge', id)).data).toMatchObject({ status: '8', isCancelled: true });
    expect(control.counters({}).writes['TicketCharges']).toEqual(writes['TicketCharges']);
    expect(control.get({ entity: 'TicketCharges', id })?.values['status']).toBe(8);
  });

  it('AT-93: that came in once are kept up to date though they are old and the switch is off by now', async () => {
    const connected = await connect(ON);
    const { control } = connected.simulator;
    const id = chargeOn(connected, ticketIn(connected));
    await connected.sync('full');
    await connected.savePage('purchase-order', {});
    const old = new Date(systemClock.now().getTime() - 180 * MINUTE_MS).toISOString();
    control.patch({ entity: 'TicketCharges', id, values: { createDate: old, isBilled: true } });

    await connected.sync('full');

    expect((await connected.recordOf('ticket_charge', id)).data.isBilled).toBe(true);
  });

  it.each([
    ...[
      ['New', 'new'],
      ['Waiting Approval', 'waiting_approval'],
      ['Approved/Posted', 'approved'],
      ['Rejected', 'rejected'],
    ],
    ...[
      ['Cancelled', 'cancelled'],
      ['Waiting Customer', 'waiting_customer'],
      ['Billed', 'billed'],
      ['Pending', 'new'],
    ],
    ...[
      ['Need to Order/Fulfill', 'to_order'],
      ['On Order', 'on_order'],
      ['Ready to Deliver/Ship', 'ready'],
    ],
    ...[
      ['Delivered/Shipped Full', 'delivered'],
      ['Canceled', 'cancelled'],
    ],
  ])('AT-94: called "%s" mean %s, whichever documented list a tenant uses', (label, stage) => {
    expect(chargeStage(label)).toBe(stage);
  });

  it('AT-94: with a status that nobody documented keep it and are told to operators; the list shows what is known', async () => {
    const captured = captureLogger();
    const connected = await connect({ ...ON, logger: captured.logger });
    connected.simulator.control.setPicklistValue({ entity: 'TicketCharges', field: 'status', value: '42', label: 'At the zoo' });
    const id = chargeOn(connected, ticketIn(connected), { status: 42 });

    await connected.sync('full');

    expect((await connected.recordOf('ticket_charge', id)).data).toMatchObject({ status: '42', isCancelled: false });
    expect(captured.of('charge_status_unknown').map(({ fields }) => fields)).toMatchObject([
      { status: '42', label: 'At the zoo' },
    ]);
    const { items } = await connected.records.search('field_value', { from: 0, size: 50, filters: { kind: 'charge_status' } });
    const meaning = Object.fromEntries(items.map(({ data }) => [data.label, data.details?.['meaning']]));
    expect(meaning).toMatchObject({ Canceled: 'cancelled', 'On Order': 'on_order', 'At the zoo': undefined });
  });

  it('AT-95: made again after one was cancelled by mistake are new ones', async () => {
    const connected = await connect(ON);
    const { control } = connected.simulator;
    const ticketId = ticketIn(connected);
    const cancelled = chargeOn(connected, ticketId);
    await connected.sync('full');
    control.patch({ entity: 'TicketCharges', id: cancelled, values: { status: 8 } });
    const again = chargeOn(connected, ticketId);

    await connected.sync('delta');

    const [first, second] = [
      await connected.recordOf('ticket_charge', cancelled),
      await connected.recordOf('ticket_charge', again),
    ];
    expect(second._id).not.toBe(first._id);
    expect([first.data.isCancelled, second.data.isCancelled]).toEqual([true, false]);
  });

  it('FP-10: of a ticket that was made here are those of its quote, and no news; what people add to it is', async () => {
    const connected = await connect(ON);
    await connected.sync('fields');
    const company = await connected.save('company', { name: 'Sale', telephone: '555-0100' });
    const quoteId = company;
    const lines = [{ id: company, quoteItemId: company, name: 'Ours', quantity: 1, unitPrice: '1.00' }];
    const chargeBillingCode = String(billingCode(connected, MATERIAL_CODE));
    await connected.savePage('purchase-order', { importTicketCharges: true, ticketQueue: '8', chargeBillingCode });
    const ticket = await connected.save('ticket', {
      title: 'From a quote',
      quoteId,
      companyId: company,
      dueDate: '2026-12-24',
      lines,
    });
    const theirs = chargeOn(connected, await connected.arrived('ticket', ticket));

    await connected.sync('full');

    const all = (await imported(connected)).map(({ data, external }) => [external[connected.integration._id]?.id, data.quoteId]);
    expect(all).toHaveLength(2);
    expect(all.filter(([, ofQuote]) => ofQuote === undefined)).toEqual([[String(theirs), undefined]]);
    expect(all.filter(([, ofQuote]) => ofQuote !== undefined)).toEqual([[expect.any(String), quoteId]]);
  });

  /** What a delta asks of charges. */
  async function chargeCalls(connected: ConnectedAutotask): Promise<number> {
    const { control } = connected.simulator;
    control.resetCounters({});
    await connected.sync('delta');
    return control.counters({}).calls['TicketCharges']?.['query'] ?? 0;
  }

  it.each([
    ['does not move the date of the status', false],
    ['moves the date of the status', true],
  ])('AT-93: that are billed show it with the next delta where billing %s', async (_reading, billingMovesStatusDate) => {
    const connected = await connect({ ...ON, switches: { billingMovesStatusDate } });
    const { control } = connected.simulator;
    const ticketId = ticketIn(connected);
    const [billed, other] = [chargeOn(connected, ticketId), chargeOn(connected, ticketId)];
    await connected.sync('full');
    await connected.savePage('purchase-order', {});
    control.patch({ entity: 'TicketCharges', id: billed, values: { isBilled: true } });

    await connected.sync('delta');

    expect((await connected.recordOf('ticket_charge', billed)).data).toMatchObject({ isBilled: true, status: '3' });
    expect((await connected.recordOf('ticket_charge', other)).data.isBilled).toBe(false);
  });

  it('AT-93: cost a delta one call for what was billed of 500, and none once all are billed or older than a quarter', async () => {
    let aheadMs = 0;
    const ownClock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + aheadMs) };
    const connected = await connect({ ...ON, ownClock });
    const { control } = connected.simulator;
    const ticketId = ticketIn(connected);
    const young = chargeOn(connected, ticketId);
    await connected.sync('full');
    const changesOnly = 1;

    const one = await chargeCalls(connected);
    control.patch({ entity: 'TicketCharges', id: young, values: { isBilled: true } });
    await connected.sync('delta');
    const allBilled = await chargeCalls(connected);
    await unbilledHere(connected, 501);
    const many = await chargeCalls(connected);
    aheadMs = 93 * 24 * 60 * MINUTE_MS;
    const old = await chargeCalls(connected);

    expect([one, allBilled, many, old]).toEqual([changesOnly + 1, changesOnly, changesOnly + 2, changesOnly]);
  });

  it('AT-93: of many that are billed at once none is passed over', async () => {
    const connected = await connect(ON);
    const { control } = connected.simulator;
    const ticketId = ticketIn(connected);
    await connected.sync('full');
    const ids = await unbilledHere(connected, 501, () => chargeOn(connected, ticketId));
    for (const id of ids) control.patch({ entity: 'TicketCharges', id, values: { isBilled: true } });

    await connected.sync('delta');

    const open = await connected.records.search('ticket_charge', { from: 0, size: 1, filters: { isBilled: false } });
    expect(open.total).toBe(0);
  });
});
