import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest, type ConnectedAutotask } from './connected-autotask.ts';
import { billingCode, line, MATERIAL_CODE } from './sales.ts';

const connect = connectedForOneTest();

const QUEUE = '8';
/** Of the product's category; lines without a product take the one of the Purchase Order page. */
const CATEGORY_CODE = 'Accessories';
const DUE = { dueDate: '2026-12-24', estimatedHours: 3 };

interface Offer {
  isOffered: boolean;
  reason?: { code: string };
  lines: readonly { id: string; name: string }[];
  documents: readonly { id: string; externalId?: string }[];
  choices: { billingCodes: readonly { key: string; label: string }[] };
}

/** Connected, tickets switched on, and an approved quote with a product, a service call and a line of text. */
async function sold(settings: object = {}, quote: object = {}) {
  const connected = await connect();
  const { save, savePage, sync } = connected;
  await sync('fields');
  const code = String(billingCode(connected, MATERIAL_CODE));
  const category = (await connected.records.create('category', { name: 'Servers' }, { source: 'user', pushTo: [] }))._id;
  const categoryCode = String(billingCode(connected, CATEGORY_CODE));
  await savePage('billing-codes', { defaultBillingCode: code, categoryBillingCodes: { [category]: categoryCode } });
  await savePage('purchase-order', { createTickets: true, ticketQueue: QUEUE, chargeBillingCode: code, ...settings });
  const company = await save('company', { name: 'Sale', telephone: '555-0100' });
  const contact = await save('contact', { companyId: company, firstName: 'Sal', lastName: 'Demo', email: 'sal@example.com' });
  const product = await save('product', { name: 'Server', price: '10.00', categoryId: category });
  const opportunity = await save('opportunity', { name: 'Deal', companyId: company });
  const items = [
    line('Server', { kind: 'product' as const, productId: product, quantity: 2, unitCost: '5.00' }),
    line('Set-up', { kind: 'charge' as const, discount: '1.00' }),
    line('Thank you', { kind: 'text' as const }),
  ];
  const quoteId = await save('quote', {
    ...{ title: 'Offer', companyId: company, contactId: contact, opportunityId: opportunity, status: 'approved', items },
    ...quote,
  });
  const [server, setUp] = items.map(({ id }) => id);
  return { connected, quoteId, company, contact, server: server ?? '', setUp: setUp ?? '' };
}

const PATH = '/quotes/{quoteId}/post-sale';

function offerOf({ harness, integration }: ConnectedAutotask, quoteId: string): Promise<Offer> {
  return harness.call('GET', PATH, { params: { id: integration._id, quoteId } }) as Promise<Offer>;
}

async function press({ harness, integration }: ConnectedAutotask, quoteId: string, body: object): Promise<string> {
  const params = { id: integration._id, quoteId };
  return ((await harness.call('POST', PATH, { params, body: { ...DUE, ...body } })) as { id: string }).id;
}

const chargesOf = ({ simulator }: ConnectedAutotask, ticketId: number) =>
  simulator.control.list({ entity: 'TicketCharges', filter: [{ op: 'eq', field: 'ticketID', value: ticketId }] });

const madeTickets = ({ simulator }: ConnectedAutotask) =>
  simulator.control.list({ entity: 'Tickets', filter: [{ op: 'exist', field: 'externalID' }] });

describe('an approved quote', () => {
  it('FP-01, FP-02, AT-70, AT-71: becomes a ticket with a charge for each chosen line, and its number and status come back', async () => {
    const { connected, quoteId, server, setUp } = await sold();
    const before = await offerOf(connected, quoteId);

    const id = await press(connected, quoteId, { lineIds: [server, setUp], internalNote: 'Ring first' });

    const ticketId = await connected.arrived('ticket', id);
    const { control } = connected.simulator;
    const [code, categoryCode] = [MATERIAL_CODE, CATEGORY_CODE].map((name) => billingCode(connected, name));
    expect(before).toMatchObject({ isOffered: true, lines: [{ name: 'Server' }, { name: 'Set-up' }], documents: [] });
    expect(before.choices.billingCodes.map(({ key }) => key)).toContain(String(code));
    const row = control.get({ entity: 'Tickets', id: ticketId })?.values;
    expect(row).toMatchObject({ title: 'Offer', externalID: id, estimatedHours: 3, status: 1, queueID: 8, priority: 2 });
    expect(String(row?.['dueDateTime'])).toMatch(/^2026-12-24/);
    expect(chargesOf(connected, ticketId).map(({ values }) => values)).toMatchObject([
      { name: 'Server', unitQuantity: 2, unitPrice: 10, unitCost: 5, billingCodeID: categoryCode, productID: expect.any(Number) },
      { name: 'Set-up', unitQuantity: 1, unitPrice: 9, billingCodeID: code },
    ]);
    await connected.harness.until(async () => {
      const record = await connected.records.get('ticket', id);
      expect(record?.data).toMatchObject({ number: row?.['ticketNumber'], status: '1', internalNote: 'Ring first' });
    });
    const after = await offerOf(connected, quoteId);
    expect(after).toMatchObject({ isOffered: false, reason: { code: 'no_lines_open' }, documents: [{ id }] });
    await connected.noIssues();
  });

  it('AT-71: keeps the internal note out of what customers see', async () => {
    const { connected, quoteId, server } = await sold();

    const ticketId = await connected.arrived(
      'ticket',
      await press(connected, quoteId, { lineIds: [server], internalNote: 'Late payer' }),
    );

    const { control } = connected.simulator;
    const notes = control.list({ entity: 'TicketNotes', filter: [{ op: 'eq', field: 'ticketID', value: ticketId }] });
    expect(notes.map(({ values }) => values)).toMatchObject([{ description: 'Late payer', publish: 2, noteType: 3 }]);
    expect(control.get({ entity: 'Tickets', id: ticketId })?.values['description'] ?? null).toBeNull();
  });

  it('FP-03: may become several tickets for several lines, no line twice, up to the limit of the tenant', async () => {
    const { connected, quoteId, server, setUp } = await sold({ ticketsPerQuote: 2 });
    const first = await press(connected, quoteId, { lineIds: [server] });

    await expect(press(connected, quoteId, { lineIds: [server, setUp] })).rejects.toMatchObject({
      code: 'line_used',
      message: expect.stringContaining('Server: used already'),
    });
    const second = await press(connected, quoteId, { lineIds: [setUp], title: 'The rest' });

    const ids = [await connected.arrived('ticket', first), await connected.arrived('ticket', second)];
    expect(ids.map((id) => chargesOf(connected, id).map(({ values }) => values['name']))).toEqual([['Server'], ['Set-up']]);
    expect(
      madeTickets(connected)
        .map(({ values }) => values['title'])
        .sort(),
    ).toEqual(['Offer', 'The rest']);
  });

  it.each([
    ['AT-70: while it is switched off', { createTickets: false }, {}, 'post_sale_switched_off'],
    ['FP-01: before its approval', {}, { status: 'sent' }, 'quote_not_approved'],
  ])('offers nothing %s', async (_when, settings, quote, code) => {
    const { connected, quoteId, server } = await sold(settings, quote);

    expect(await offerOf(connected, quoteId)).toMatchObject({ isOffered: false, reason: { code } });
    await expect(press(connected, quoteId, { lineIds: [server] })).rejects.toMatchObject({ code, kind: 'conflict' });
    expect(madeTickets(connected)).toEqual([]);
  });

  it('AT-16: refuses a billing code that will not do before anything is made', async () => {
    const { connected, quoteId, server } = await sold();

    await expect(press(connected, quoteId, { lineIds: [server], billingCode: '987654' })).rejects.toMatchObject({
      code: 'stale_choice',
      details: {
        problems: [{ field: 'body.billingCode', message: expect.stringContaining('987654 does not exist in Autotask') }],
      },
    });
    expect((await offerOf(connected, quoteId)).documents).toEqual([]);
  });
});

describe('a ticket on its way to Autotask', () => {
  it('IS-09, AT-14, AT-16: is synchronized with a warning that names the charge whose billing code is inactive, until that is mended', async () => {
    const { connected, quoteId, server, setUp } = await sold();
    const { control } = connected.simulator;
    const code = billingCode(connected, MATERIAL_CODE);
    // The lines of the quote itself are not to meet the inactive code.
    await connected.harness.until(async () =>
      expect((await connected.linkOf('quote', quoteId))?.sync.status).toBe('synchronized'),
    );
    control.deactivate({ entity: 'BillingCodes', id: code });

    const id = await press(connected, quoteId, { lineIds: [server, setUp] });

    const issue = await connected.issueOf(id);
    expect(issue.failure).toMatchObject({
      message: 'Some line items not synchronized',
      remedy: expect.stringContaining('Set-up: Check the billing code on the Purchase Order page'),
    });
    expect(issue.failedItems).toMatchObject([{ itemName: 'Set-up', message: 'BillingCode does not exist or is invalid' }]);
    expect((await connected.linkOf('ticket', id))?.sync.status).toBe('warning');
    control.patch({ entity: 'BillingCodes', id: code, values: { isActive: true } });
    await connected.harness.retry(connected.integration, 'ticket', id);
    const ticketId = await connected.arrived('ticket', id);
    expect(
      chargesOf(connected, ticketId)
        .map(({ values }) => values['name'])
        .sort(),
    ).toEqual(['Server', 'Set-up']);
    await connected.noIssues();
  });

  it('AT-63: whose contact is of another company in Autotask fails to the letter', async () => {
    const { connected, quoteId, contact, server } = await sold();
    const { control } = connected.simulator;
    const contactId = await connected.arrived('contact', contact);
    control.patch({ entity: 'Contacts', id: contactId, values: { companyID: 0 } });

    const id = await press(connected, quoteId, { lineIds: [server] });

    expect((await connected.issueOf(id)).failure?.message).toBe('companyID is not associated with contactID');
  });

  it.each(['Tickets', 'TicketCharges', 'TicketNotes'])(
    'is made once with its parts, though the answer of %s was lost',
    async (entity) => {
      const { connected, quoteId, server, setUp } = await sold();
      connected.simulator.control.addFault({
        match: { entity, operation: 'create' },
        action: { kind: 'resetAfterCommit' },
        times: 1,
      });

      const id = await press(connected, quoteId, { lineIds: [server, setUp], internalNote: 'Once' });

      const ticketId = await connected.arrived('ticket', id);
      const { control } = connected.simulator;
      expect(madeTickets(connected)).toHaveLength(1);
      expect(chargesOf(connected, ticketId)).toHaveLength(2);
      expect(control.count({ entity: 'TicketNotes', filter: [{ op: 'eq', field: 'ticketID', value: ticketId }] })).toBe(1);
      await connected.noIssues();
    },
  );

  it('AT-64: that is gone there says so, is marked, and its lines are open again', async () => {
    const { connected, quoteId, server, setUp } = await sold();
    const { harness, integration, simulator } = connected;
    const id = await press(connected, quoteId, { lineIds: [server, setUp] });
    simulator.control.remove({ entity: 'Tickets', id: await connected.arrived('ticket', id) });

    const params = { id: integration._id, type: 'ticket', entityId: id };
    await harness.call('POST', '/{id}/records/{type}/{entityId}/sync', { params });

    expect((await connected.issueOf(id)).failure?.message).toBe('No matching records found');
    expect((await connected.linkOf('ticket', id))?.deletedAt).toBeInstanceOf(Date);
    expect(await offerOf(connected, quoteId)).toMatchObject({
      isOffered: true,
      documents: [],
      lines: [{ id: server }, { id: setUp }],
    });
    const again = await press(connected, quoteId, { lineIds: [server] });
    expect(await connected.arrived('ticket', again)).toBeGreaterThan(0);
  });

  it('has the status that Autotask gave it since, and tickets of others stay out', async () => {
    const { connected, quoteId, server } = await sold();
    const { control } = connected.simulator;
    const id = await press(connected, quoteId, { lineIds: [server] });
    const ticketId = await connected.arrived('ticket', id);
    const foreign = { companyID: 0, title: 'Theirs', status: 1, priority: 2, queueID: 8, externalID: 'elsewhere' };
    control.create({ entity: 'Tickets', values: foreign });
    await connected.sync('full');
    control.patch({ entity: 'Tickets', id: ticketId, values: { status: 5 } });

    await connected.sync('delta');

    expect((await connected.records.get('ticket', id))?.data.status).toBe('5');
    expect((await connected.records.search('ticket', { from: 0, size: 10 })).total).toBe(1);
  });
});
