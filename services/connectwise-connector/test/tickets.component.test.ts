import { describe, expect, it } from '@jest/globals';
import { changePage } from '@psa-bridge/connector-kit/contract-suite';
import { connectedForOneTest, type ConnectedConnectWise } from './connected-connectwise.ts';
import { line, losing, offering, productsOf, standsFor } from './sales.ts';

const connect = connectedForOneTest();
const offer = offering(connect);

const DUE = { dueDate: '2026-12-24', estimatedHours: 3 };
const PROCUREMENT = '21';
const PATH = '/quotes/{quoteId}/post-sale';

interface Offer {
  isOffered: boolean;
  reason?: { code: string };
  lines: readonly { id: string; name: string }[];
  documents: readonly { id: string }[];
}

/** Connected, tickets switched on for the board Procurement, and an approved quote of two lines. */
async function sold(settings: object = {}) {
  const sale = await offer({ createTickets: true, ticketBoard: PROCUREMENT, ...settings }, { status: 'approved' });
  const [first, second] = sale.items.map(({ id }) => id) as [string, string];
  return { ...sale, first, second };
}

const offerOf = ({ harness, integration }: ConnectedConnectWise, quoteId: string): Promise<Offer> =>
  harness.call('GET', PATH, { params: { id: integration._id, quoteId } }) as Promise<Offer>;

async function press({ harness, integration }: ConnectedConnectWise, quoteId: string, body: object): Promise<string> {
  const params = { id: integration._id, quoteId };
  return ((await harness.call('POST', PATH, { params, body: { ...DUE, ...body } })) as { id: string }).id;
}

const tickets = ({ simulator }: ConnectedConnectWise) => simulator.control.list({ entity: 'Ticket' });

describe('a ticket from an approved quote, in ConnectWise', () => {
  it('CW-42, FP-01, FP-02: stands on the board of the page with a charge for each chosen line, and its number and status come back', async () => {
    const { connected, quote, first, second, contact, itemId } = await sold();
    const before = await offerOf(connected, quote);

    const id = await press(connected, quote, { lineIds: [first, second], internalNote: 'Ring first' });

    const ticketId = await connected.arrived('ticket', id);
    expect(before).toMatchObject({ isOffered: true, lines: [{ name: 'First' }, { name: 'Second' }], documents: [] });
    const [there, ...others] = tickets(connected);
    expect(others).toEqual([]);
    expect(there).toMatchObject({
      ...{ id: ticketId, summary: 'Offer', externalXRef: id, budgetHours: 3, requiredDate: '2026-12-24T10:00:00Z' },
      ...{ board: { id: Number(PROCUREMENT) }, contact: { id: await connected.arrived('contact', contact) } },
    });
    expect(productsOf(connected, ticketId, 'ticket')).toMatchObject([
      { description: 'First', quantity: 2, price: 9.5, catalogItem: { id: itemId }, billableOption: 'Billable' },
      { description: 'Second', quantity: 2, price: 9.5 },
    ]);
    const status = String((there?.['status'] as { id: number }).id);
    expect((await connected.records.get('ticket', id))?.data).toMatchObject({ number: String(ticketId), status });
    expect(await offerOf(connected, quote)).toMatchObject({ isOffered: false, reason: { code: 'no_lines_open' } });
    await connected.noIssues();
  });

  it('CW-42: keeps the internal note out of what customers see, and a title that does not fit whole in the description', async () => {
    const { connected, quote, first } = await sold();
    const title = 'A very long title '.repeat(8).trim();

    const id = await press(connected, quote, { lineIds: [first], internalNote: 'Late payer', title });

    await connected.arrived('ticket', id);
    const notes = connected.simulator.control.list({ entity: 'Service Note' });
    expect(notes).toMatchObject([
      { text: title, detailDescriptionFlag: true },
      { text: 'Late payer', internalAnalysisFlag: true },
    ]);
    expect(notes[1]).not.toHaveProperty('detailDescriptionFlag', true);
    expect(tickets(connected)).toMatchObject([{ summary: title.slice(0, 100) }]);
  });

  it('CW-42, FP-03: may be one of several for several lines, no line twice although two press at once, up to the limit', async () => {
    const { connected, quote, first, second } = await sold({ ticketsPerQuote: 2 });

    const presses = await Promise.allSettled([
      press(connected, quote, { lineIds: [first] }),
      press(connected, quote, { lineIds: [first] }),
    ]);
    const rest = await press(connected, quote, { lineIds: [second], title: 'The rest' });

    const made = presses.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(presses.flatMap((result) => (result.status === 'rejected' ? [(result.reason as { code: string }).code] : []))).toEqual(
      ['line_used'],
    );
    for (const id of [...made, rest]) await connected.arrived('ticket', id);
    const summaries = tickets(connected).map(({ summary }) => summary);
    expect(summaries.sort()).toEqual(['Offer', 'The rest']);
    expect(await offerOf(connected, quote)).toMatchObject({ isOffered: false, reason: { code: 'post_sale_limit_reached' } });
  });

  it('CW-42: is offered only where that is switched on, and a billing code is refused, for ConnectWise has none', async () => {
    const { connected, quote, first } = await sold();

    await expect(press(connected, quote, { lineIds: [first], billingCode: '5' })).rejects.toMatchObject({
      code: 'stale_choice',
      details: { problems: [{ field: 'body.billingCode', message: expect.stringContaining('5 does not exist in ConnectWise') }] },
    });
    await changePage(connected, 'ticket-settings', { createTickets: false });
    expect(await offerOf(connected, quote)).toMatchObject({ isOffered: false, reason: { code: 'post_sale_switched_off' } });
    expect(tickets(connected)).toEqual([]);
  });

  it.each(
    ['Ticket', 'Product Item'].flatMap((entity) =>
      (['error500AfterCommit', 'resetAfterCommit'] as const).map((kind) => [entity, kind] as const),
    ),
  )('is made once with its charges, though the making of %s met %s', async (entity, kind) => {
    const { connected, quote, first, second } = await sold();
    await connected.arrived('quote', quote);
    losing(connected, entity, kind);

    const id = await press(connected, quote, { lineIds: [first, second] });

    const ticketId = await connected.arrived('ticket', id);
    expect(tickets(connected)).toHaveLength(1);
    expect(productsOf(connected, ticketId, 'ticket')).toHaveLength(2);
    await connected.noIssues();
  });

  it('IS-09: is synchronized with a warning that names the line without a product, and a service is charged as its item', async () => {
    const { connected, quote, items, itemId, product } = await sold();
    const service = await standsFor(connected, 'service', 1);
    const loose = line('Loose');
    const support = line('Support', undefined, { kind: 'service', serviceId: service.id });
    await connected.change('quote', quote, { items: [...items, loose, support, line('Third', product)] });

    const id = await press(connected, quote, { lineIds: [loose.id, support.id] });

    const issue = await connected.issueOf(id);
    expect(issue.failedItems).toMatchObject([
      { itemName: 'Loose', message: 'The line has no product, and ConnectWise takes only lines of a catalog item' },
    ]);
    const ticketId = Number((await connected.linkOf('ticket', id))?.id);
    expect(productsOf(connected, ticketId, 'ticket')).toMatchObject([
      { description: 'Support', catalogItem: { id: service.itemId } },
    ]);
    expect(service.itemId).not.toBe(itemId);
  });

  it('FP-13: has its charges here with the lines that they were made for, and tells with a delta which was billed or cancelled', async () => {
    const { connected, quote, first, second, product } = await sold();
    const id = await press(connected, quote, { lineIds: [first, second] });
    const ticketId = await connected.arrived('ticket', id);
    const charges = async () =>
      (await connected.records.search('ticket_charge', { from: 0, size: 10 })).items.map(({ data }) => data);
    const made = { ticketId: id, quoteId: quote, productId: product, ticketNumber: String(ticketId), isCancelled: false };
    expect(await charges()).toMatchObject([
      { ...made, quoteItemId: first, name: 'First', isBilled: false },
      { ...made, quoteItemId: second, name: 'Second', isBilled: false },
    ]);
    await connected.sync('full');
    const { control } = connected.simulator;
    const [company] = control.list({ entity: 'Company', limit: 1 });
    const invoice = control.create({ entity: 'Invoice', values: { type: 'Standard', company: { id: Number(company?.['id']) } } });
    const [one, two] = productsOf(connected, ticketId, 'ticket').map((row) => Number(row['id']));
    control.patch({ entity: 'Product Item', id: one ?? 0, values: { invoice: { id: Number(invoice['id']) } } });
    control.patch({ entity: 'Product Item', id: two ?? 0, values: { cancelledFlag: true } });

    await connected.sync('delta');

    expect(await charges()).toMatchObject([
      { quoteItemId: first, isBilled: true, isCancelled: false },
      { quoteItemId: second, isBilled: false, isCancelled: true },
    ]);
  });

  it('has the status that ConnectWise gave it since; one that is gone says so, is marked, and its lines are open again', async () => {
    const { connected, quote, first, second } = await sold();
    const { harness, integration, simulator } = connected;
    const id = await press(connected, quote, { lineIds: [first, second] });
    const ticketId = await connected.arrived('ticket', id);
    await connected.sync('full');
    const [, inProgress] = simulator.control.list({ entity: 'Service Status', conditions: `board/id=${PROCUREMENT}` });
    simulator.control.patch({ entity: 'Ticket', id: ticketId, values: { status: { id: Number(inProgress?.['id']) } } });
    await connected.sync('delta');
    expect((await connected.records.get('ticket', id))?.data.status).toBe(String(Number(inProgress?.['id'])));
    simulator.control.remove({ entity: 'Ticket', id: ticketId });

    const params = { id: integration._id, type: 'ticket', entityId: id };
    await harness.call('POST', '/{id}/records/{type}/{entityId}/sync', { params });

    expect((await connected.issueOf(id)).failure?.message).toBe(`Ticket ${ticketId} was not found in ConnectWise.`);
    expect((await connected.linkOf('ticket', id))?.deletedAt).toBeInstanceOf(Date);
    expect(await offerOf(connected, quote)).toMatchObject({
      isOffered: true,
      documents: [],
      lines: [{ id: first }, { id: second }],
    });
  });
});

describe('the page Ticket settings', () => {
  it('CW-42: refuses a status of another board, one without a board, and an order status that closes, each by name', async () => {
    const connected = await connect();
    await connected.sync('fields');
    const { control } = connected.simulator;
    const [status] = control.list({ entity: 'Service Status', conditions: `board/id=${PROCUREMENT}` });
    const ticketStatus = String(Number(status?.['id']));
    const [closed] = control.list({ entity: 'Purchase Order Status', conditions: 'closedFlag=True' });

    const saving = (settings: object) => changePage(connected, 'ticket-settings', { ...settings });

    await expect(saving({ ticketBoard: '20', ticketStatus })).rejects.toMatchObject({
      details: {
        problems: [{ field: 'body.ticketStatus', message: expect.stringContaining('belongs to another service board') }],
      },
    });
    await expect(saving({ ticketStatus, orderStatus: String(Number(closed?.['id'])) })).rejects.toMatchObject({
      details: {
        problems: [
          { field: 'body.ticketStatus', message: expect.stringContaining('Choose that board too') },
          { field: 'body.orderStatus', message: expect.stringContaining('closes an order') },
        ],
      },
    });
    await saving({ ticketBoard: PROCUREMENT, ticketStatus });
  });
});
