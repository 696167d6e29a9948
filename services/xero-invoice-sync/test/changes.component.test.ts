import { afterEach, describe, expect, it } from '@jest/globals';
import { decodePayload, events, Outcome, Severity, topics } from '@psa-bridge/contracts';
import { eventually } from '@psa-bridge/testing';
import { createHmac } from 'node:crypto';
import { createHeldStore } from './held-store.ts';
import { invoice, item, options } from './invoices.ts';
import { CONNECTION, startXeroApp, TENANT, type AppOptions, type XeroApp } from './xero-app.ts';

const HALF_HOUR = 30 * 60_000;

let running: XeroApp | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(more: AppOptions = {}): Promise<XeroApp> {
  running = await startXeroApp({ settings: { options: options({ importAs: 'approved' }) }, ...more });
  return running;
}

/** An invoice that is in Xero, approved. */
async function startWithDocument(more: AppOptions = {}) {
  const app = await start(more);
  await app.tell([invoice()]);
  await app.turn();
  const [document] = app.documents();
  return { app, id: document?.InvoiceID ?? '', number: document?.InvoiceNumber ?? '' };
}

/** The next look is done. */
async function looked(app: XeroApp, ms = HALF_HOUR): Promise<void> {
  await app.clock.leap(ms);
  const now = app.clock.now();
  await eventually(async () => {
    const engine = await app.collections.engines.forTenant(TENANT).get(CONNECTION);
    if (engine?.looks?.lookedAt.getTime() !== now.getTime()) throw new Error('it was not looked yet');
  });
}

async function told({ app, bus }: XeroApp) {
  await app.flushOutbox();
  const messages = await Array.fromAsync(bus.readAll(topics.syncResults.name));
  return messages.map(({ value }) => decodePayload(events.syncResult, value));
}

async function noted({ app, bus }: XeroApp) {
  await app.flushOutbox();
  const messages = await Array.fromAsync(bus.readAll(topics.commands('autotask').name));
  return messages.map(({ value }) => decodePayload(events.noteInvoice, value));
}

async function shown(app: XeroApp) {
  const { body } = await app.call('GET', `/v1/xero/invoices/${app.idOf('4711')}`);
  return body as { state: string; document: { status: string; paidOn: string | null }; log: { text: string }[] };
}

function pay({ simulator }: XeroApp, id: string, amount: number): string {
  const values = { Invoice: { InvoiceID: id }, Account: { Code: '090' }, Amount: amount, Date: '2026-11-05' };
  return simulator.control.create({ entity: 'Payments', values })['PaymentID'] as string;
}

describe('what becomes of a document in Xero', () => {
  it.each([true, false])(
    'PAY-1, PAY-2: a part of its payment changes nothing, all of it gives the day, and its undoing takes that back (304 for no news: %s)',
    async (emptyIsNotModified) => {
      const { app, id } = await startWithDocument({ settings: { options: options({ importAs: 'approved' }), writesBack: true } });
      app.simulator.control.setSwitches({ emptyIsNotModified });
      pay(app, id, 15);
      await looked(app);
      expect((await shown(app)).document).toMatchObject({ status: 'AUTHORISED', paidOn: null });

      const payment = pay(app, id, 100);
      await looked(app);
      expect((await shown(app)).document).toMatchObject({ status: 'PAID', paidOn: '2026-11-05' });
      await looked(app);

      app.simulator.control.patch({ entity: 'Payments', id: payment, values: { Status: 'DELETED' } });
      await looked(app);
      const { state, document, log } = await shown(app);
      expect({ state, document }).toMatchObject({ state: 'complete', document: { status: 'AUTHORISED', paidOn: null } });
      expect(log.map(({ text }) => text).slice(-2)).toEqual(['Paid in Xero on 2026-11-05', 'Not paid in full in Xero any more']);
      expect((await told(app)).map(({ outcome }) => outcome)).toEqual([Outcome.SUCCEEDED]);
      // Autotask hears of the document, of its payment, and of its being undone.
      const notes = await noted(app);
      expect(notes.map(({ paidOn }) => paidOn)).toEqual([undefined, '2026-11-05', '']);
      // Its stamp stays the time at which the document was taken.
      expect(notes.map(({ takenAt }) => takenAt !== undefined)).toEqual([true, false, false]);
    },
  );

  it('VOD-5: that it was voided there is a warning that says what to do, and is no second document', async () => {
    const { app, id, number } = await startWithDocument();
    app.simulator.control.patch({ entity: 'Invoices', id, values: { Status: 'VOIDED' } });

    await looked(app);

    const message = `The document ${number} was voided in Xero`;
    expect((await app.get('4711')).item).toMatchObject({ state: 'complete', warnings: [{ code: 'GONE_IN_XERO', message }] });
    expect((await told(app)).at(-1)).toMatchObject({ outcome: Outcome.FAILED, severity: Severity.WARNING });
    expect(app.documents()).toHaveLength(1);
  });

  it('that it was changed there is a warning with both totals, which its mending clears', async () => {
    const { app, id, number } = await startWithDocument();
    const LineItems = [{ Description: 'Changed', Quantity: 1, UnitAmount: 120, AccountCode: '200', TaxType: 'NONE' }];
    app.simulator.control.patch({ entity: 'Invoices', id, values: { LineItems } });
    await looked(app);

    const message = `The document ${number} was changed in Xero: it made 115.00 and makes 120.00 now`;
    expect((await app.get('4711')).item.warnings).toMatchObject([{ code: 'CHANGED_IN_XERO', message }]);

    await app.call('POST', `/v1/xero/invoices/${app.idOf('4711')}/resync`, { body: {} });
    await app.turn(30_000);
    expect((await app.get('4711')).item).toMatchObject({ state: 'complete', warnings: [] });
    expect((await told(app)).at(-1)).toMatchObject({ outcome: Outcome.SUCCEEDED });
    await looked(app);
    expect((await app.get('4711')).item.warnings).toEqual([]);
  });

  it('is asked for by one call, by none where there is no document, and by none while the engine is paused (XI-06)', async () => {
    const app = await start();
    await looked(app);
    expect(app.calls()).toBe(0);
    await app.tell([invoice()]);
    await app.turn();
    const calls = app.calls();
    await looked(app);
    expect(app.calls()).toBe(calls + 1);

    await app.call('POST', `/v1/xero/connections/${CONNECTION}/engine/pause`);
    await app.clock.leap(24 * HALF_HOUR);
    expect(app.calls()).toBe(calls + 1);
  });
});

describe("the last calls of Xero's day (xero.md 5.1)", () => {
  const organisation = ({ collections }: XeroApp) => collections.engines.forTenant(TENANT).get(CONNECTION);
  const linesOf = async (app: XeroApp) => (await organisation(app))?.log?.map(({ text }) => text) ?? [];
  const leave = ({ simulator: { control } }: XeroApp, calls: number) =>
    control.spendAllowance({ app: 'custom', day: control.state().leftOfCustom.day - calls });

  async function waits(app: XeroApp): Promise<void> {
    await app.clock.leap(HALF_HOUR);
    await eventually(async () => expect((await organisation(app))?.looks?.waiting).toBeDefined());
  }

  /** Somebody makes an invoice in Xero that is none of ours. */
  function makeAnother({ simulator: { control } }: XeroApp): void {
    const [contact] = control.list({ entity: 'Contacts', limit: 1 }) as unknown as { ContactID: string }[];
    const LineItems = [{ Description: 'Other', Quantity: 1, UnitAmount: 10, AccountCode: '200', TaxType: 'NONE' }];
    const values = { Type: 'ACCREC', Contact: { ContactID: contact?.ContactID ?? '' }, LineItems };
    control.create({ entity: 'Invoices', values });
  }

  it('are kept for sending: looks wait for the next day and say so in plain words, and invoices go on', async () => {
    const { app, id } = await startWithDocument({ simulation: { limits: { day: 1_000 } } });
    pay(app, id, 115);
    leave(app, 90);
    await app.tell([invoice({ externalId: '4712', number: '1002' })]);
    await app.turn();
    const calls = app.calls();

    await waits(app);
    expect(app.calls()).toBe(calls);
    const { body } = await app.call('GET', `/v1/xero/connections/${CONNECTION}/engine`);
    const message = expect.stringMatching(/^Xero's calls of this day are nearly used up \(\d\d left\) and kept for sending/);
    expect(body).toMatchObject({ state: 'active', rest: null, looks: { problem: { code: 'XERO_DAY_RESERVE', message } } });
    await app.tell([invoice({ externalId: '4713', number: '1003' })]);
    await app.turn();
    expect(await app.states()).toEqual({ complete: 3 });
    expect((await shown(app)).document.paidOn).toBeNull();

    await looked(app, 24 * 60 * 60_000);
    expect((await shown(app)).document.paidOn).toBe('2026-11-05');
    expect(await linesOf(app)).toEqual([message, 'What becomes of documents in Xero is looked at again']);
    expect((await app.call('GET', `/v1/xero/connections/${CONNECTION}/engine`)).body).toMatchObject({ looks: null });
  });

  it('end a look that reads page after page: the rest is read by the next one', async () => {
    const app = await start({ simulation: { limits: { day: 1_000 } } });
    for (let made = 0; made < 100; made += 1) makeAnother(app);
    await app.tell([invoice()]);
    await app.turn();
    pay(app, (await app.get('4711')).item.link?.documentId ?? '', 115);
    const calls = app.calls();
    leave(app, 50);

    await waits(app);
    expect(app.calls()).toBe(calls + 1);
    expect((await shown(app)).document.paidOn).toBeNull();

    await looked(app, 24 * 60 * 60_000);
    expect((await shown(app)).document.paidOn).toBe('2026-11-05');
  });
});

describe('webhooks of Xero (xero.md 16, 18.15)', () => {
  const url = (app: XeroApp) => `${app.app.address()}/v1/webhooks/xero`;

  const deliver = (app: XeroApp, body: string, signature?: string) =>
    fetch(url(app), { method: 'POST', body, headers: signature === undefined ? {} : { 'x-xero-signature': signature } });

  const signed = (app: XeroApp, body: string) =>
    createHmac('sha256', app.simulator.credentials.webhookKey).update(body).digest('base64');

  it('pass the intent to receive: what is rightly signed is taken without a word, everything else is refused', async () => {
    const app = await start();

    const { isActive, answers } = await app.simulator.control.registerWebhook({ url: url(app) });
    expect({ isActive, answers: answers.map(({ isSigned, status }) => `${isSigned} ${status}`) }).toEqual({
      ...{ isActive: true, answers: ['true 200', 'false 401', 'true 200', 'false 401'] },
    });

    const body = '{"events":[],"firstEventSequence":0,"lastEventSequence":0, "entropy":"A"}';
    const good = await deliver(app, body, signed(app, body));
    expect([good.status, await good.text(), good.headers.get('set-cookie')]).toEqual([200, '', null]);
    expect((await deliver(app, body)).status).toBe(401);
    expect((await deliver(app, JSON.stringify(JSON.parse(body)), signed(app, body))).status).toBe(401);
    expect((await deliver(app, 'no JSON', signed(app, 'no JSON'))).status).toBe(200);
  });

  it('have what was changed in Xero known within a minute, and what we made ourselves costs nothing', async () => {
    const app = await start();
    await app.simulator.control.registerWebhook({ url: url(app) });
    await app.tell([invoice()]);
    await app.turn();
    await app.simulator.control.awaitWebhooks();
    const calls = app.calls();
    await app.turn(60_000);
    expect(app.calls()).toBe(calls);

    const [document] = app.documents();
    app.simulator.control.setWebhookDelivery({ duplicateNext: 1 });
    app.simulator.control.patch({ entity: 'Invoices', id: document?.InvoiceID ?? '', values: { Status: 'VOIDED' } });
    await app.simulator.control.awaitWebhooks();
    await eventually(async () => {
      const engine = await app.collections.engines.forTenant(TENANT).get(CONNECTION);
      expect(engine?.looks?.hintedAt).toBeDefined();
    });
    await looked(app, 60_000);

    expect((await app.get('4711')).item.warnings).toMatchObject([{ code: 'GONE_IN_XERO' }]);
    expect(app.calls()).toBe(calls + 1);
  });

  it('are answered before any work is done: what follows from them may hang as long as it likes (xero.md 16: 5 seconds)', async () => {
    const database = createHeldStore('xero_engines');
    const { app, id: resourceId } = await startWithDocument({ through: database.through });
    const tenantId = app.simulator.tenantIds()[0];
    const event = { resourceId, tenantId, eventCategory: 'INVOICE', eventType: 'UPDATE' };
    const body = JSON.stringify({ events: [event], firstEventSequence: 1, lastEventSequence: 1, entropy: 'A' });
    const hintedAt = async () => (await app.collections.engines.forTenant(TENANT).get(CONNECTION))?.looks?.hintedAt;
    const workHangs = database.hold();

    const answer = await deliver(app, body, signed(app, body));
    await workHangs;
    expect([answer.status, await hintedAt()]).toEqual([200, undefined]);

    database.release();
    await eventually(async () => expect(await hintedAt()).toBeDefined());
  });

  it('of a contact that was merged have the next invoice go to the one that took its place', async () => {
    const app = await start();
    await app.simulator.control.registerWebhook({ url: url(app) });
    await app.tell([invoice()]);
    await app.turn();
    const into = app.simulator.control.create({ entity: 'Contacts', values: { Name: 'Demo Successor' } })['ContactID'] as string;
    const links = app.collections.customers.forTenant(TENANT);
    const [link] = await links.find({});

    app.simulator.control.mergeContacts({ from: link?.contactId ?? '', into });
    await app.simulator.control.awaitWebhooks();
    await eventually(async () => expect(await links.find({})).toMatchObject([{ isSuspect: true }]));
    await app.tell([invoice({ externalId: '4712', number: '1002' })]);
    await app.turn();

    expect((await app.get('4712')).item).toMatchObject({ state: 'complete', strikes: 0 });
    expect(await links.find({})).toMatchObject([{ contactId: into }]);
    expect((await links.find({}))[0]).not.toHaveProperty('isSuspect');
  });
});

describe('a contact that is not there any more', () => {
  it('xero.md 18.16: merged, is followed without a webhook too, and no second contact is made', async () => {
    const { app } = await startWithDocument();
    const made = () => app.simulator.control.count({ entity: 'Contacts' });
    const into = app.simulator.control.create({ entity: 'Contacts', values: { Name: 'Demo Successor' } })['ContactID'] as string;
    const last = app.simulator.control.create({ entity: 'Contacts', values: { Name: 'Demo Heir' } })['ContactID'] as string;
    const links = app.collections.customers.forTenant(TENANT);
    app.simulator.control.mergeContacts({ from: (await links.find({}))[0]?.contactId ?? '', into });
    app.simulator.control.mergeContacts({ from: into, into: last });
    const before = made();

    await app.tell([invoice({ externalId: '4712', number: '1002' })]);
    await app.turn();
    await app.turn(5 * 60_000);

    expect((await app.get('4712')).item).toMatchObject({ state: 'complete', strikes: 0 });
    expect(await links.find({})).toMatchObject([{ contactId: last }]);
    expect(made()).toBe(before);
  });

  it('xero.md 18.17: archived, is a fault that names it and what to do, and is used again once it is restored', async () => {
    const { app } = await startWithDocument();
    const links = app.collections.customers.forTenant(TENANT);
    const id = (await links.find({}))[0]?.contactId ?? '';
    app.simulator.control.deactivate({ entity: 'Contacts', id });
    const before = app.simulator.control.count({ entity: 'Contacts' });
    await app.tell([invoice({ externalId: '4712', number: '1002', lines: [item()] })]);
    await app.turn();
    await app.turn(5 * 60_000);

    expect((await app.get('4712')).item).toMatchObject({
      ...{ state: 'fault', problem: { code: 'CONTACT_ARCHIVED', message: 'The Xero contact Demo Company is archived' } },
    });
    const calls = app.calls();
    await app.turn(10 * 60_000);
    expect(app.calls()).toBe(calls);
    expect(app.simulator.control.count({ entity: 'Contacts' })).toBe(before);

    app.simulator.control.deactivate({ entity: 'Contacts', id, active: true });
    await app.call('POST', `/v1/xero/invoices/${app.idOf('4712')}/resync`, { body: {} });
    await app.turn(30_000);
    expect((await app.get('4712')).item.state).toBe('complete');
  });
});
