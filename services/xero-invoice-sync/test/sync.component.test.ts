import { afterEach, describe, expect, it } from '@jest/globals';
import { decodePayload, events, Outcome, Severity, topics } from '@psa-bridge/contracts';
import { eventually } from '@psa-bridge/testing';
import type { SyncOptions } from '../src/domain/options.ts';
import { invoice, item, options, person } from './invoices.ts';
import { CONNECTION, invoices, startXeroApp, TENANT, type AppOptions, type XeroApp } from './xero-app.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let running: XeroApp | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(more: AppOptions = {}): Promise<XeroApp> {
  running = await startXeroApp(more);
  return running;
}

/** What people are told of an invoice. */
async function told(app: XeroApp) {
  await app.app.flushOutbox();
  const messages = await Array.fromAsync(app.bus.readAll(topics.syncResults.name));
  return messages.map(({ value }) => decodePayload(events.syncResult, value));
}

/** What the PSA's connector is asked to write back. */
async function commanded(app: XeroApp) {
  await app.app.flushOutbox();
  const messages = await Array.fromAsync(app.bus.readAll(topics.commands('autotask').name));
  const commands = messages.map(({ value }) => decodePayload(events.noteInvoice, value));
  return commands.sort((a, b) => a.externalId.localeCompare(b.externalId));
}

async function wanting({ collections }: XeroApp, more: Partial<SyncOptions>): Promise<void> {
  const settings = { options: options(more), alertsTo: [], writesBack: true };
  await collections.engines.forTenant(TENANT).mutate(CONNECTION, (engine) => engine && { ...engine, settings });
}

/** An invoice whose tax rate was deleted in Xero: what may be mended there, and so is tried again. */
const deadRate: AppOptions = {
  settings: { options: options({ tax: { amountsFrom: 'xero', byRegion: { Demo: 'TAX001' } } }) },
};
const taxed = item({ taxDollars: '12.50', totalAmount: '112.50' });
const ofDeadRate = invoice({ taxRegion: 'Demo', total: '112.50', taxTotal: '12.50', lines: [taxed] });

describe('the sync of invoices', () => {
  it('XI-01: takes invoices to Xero in batches, with one look-up for each new customer, to the cent', async () => {
    const app = await start();

    await app.tell(invoices(60));
    await app.turn();

    const documents = app.documents();
    expect(documents).toHaveLength(60);
    expect(new Set(documents.map(({ Reference }) => Reference)).size).toBe(60);
    expect(documents.every(({ Total }) => Total === 115)).toBe(true);
    const first = await app.get('1000');
    expect(first.item).toMatchObject({ state: 'complete', strikes: 0, link: { kind: 'invoice' } });
    expect(first.log.map(({ text }) => text).at(-1)).toMatch(/^Complete: .+ in Xero$/);
    // The accounts, the organisation and its currencies, three customers looked for and made in one call, two batches.
    expect(app.calls()).toBe(9);
  });

  it('a negative invoice becomes a credit note with the same total, and a negative quantity one at a negative price', async () => {
    const app = await start();
    const line = item({ quantity: '-2', extendedPrice: '-100.00', taxDollars: '-15.00', totalAmount: '-115.00' });

    await app.tell([invoice({ externalId: '1', total: '-115.00', taxTotal: '-15.00', lines: [line] })]);
    await app.turn();

    expect((await app.get('1')).item).toMatchObject({ state: 'complete', link: { kind: 'credit-note' } });
    expect(app.documents('CreditNotes')).toMatchObject([{ Total: 115, Reference: 'AT:1' }]);
  });

  it('XI-42: an invoice without a number waits for it for up to ten minutes, and counts no try', async () => {
    const app = await start();
    await app.tell([invoice({ externalId: '1', number: '' }), invoice({ externalId: '2', number: '' })]);
    await app.turn();
    expect((await app.get('1')).item).toMatchObject({ state: 'held', strikes: 0 });
    expect((await app.get('1')).log.at(-1)?.text).toBe('Autotask Invoice number is empty!');

    await app.tell([invoice({ externalId: '1', number: '5001' })], 2n);
    await app.turn();
    expect((await app.get('1')).item.state).toBe('complete');
    expect((await app.get('2')).item.state).toBe('held');

    await app.turn(10 * MINUTE_MS);
    expect((await app.get('2')).item.state).toBe('complete');
    expect(app.documents()).toHaveLength(2);
  });

  it('XI-41: an invoice without lines is skipped once Autotask had the time to attach them, in these words', async () => {
    const app = await start();
    await app.tell([invoice({ externalId: '1', lines: [], total: '0.00', taxTotal: '0.00' })]);
    await app.turn();
    expect((await app.get('1')).item.state).toBe('held');

    await app.turn(10 * MINUTE_MS);

    const skipReason = 'Invoice contains no line items skipping over';
    expect((await app.get('1')).item).toMatchObject({ state: 'skipped', skipReason });
    expect(app.documents()).toHaveLength(0);
  });

  it('XI-02: three failures in a row are a fault with Xero’s words, a fourth try is nobody’s but a person’s (XI-04)', async () => {
    const app = await start(deadRate);
    await app.tell([ofDeadRate]);
    await app.turn();
    expect((await app.get('4711')).item).toMatchObject({ state: 'pending', strikes: 1, problem: { code: 'TAX_INACTIVE' } });
    expect(await told(app)).toEqual([]);

    await app.turn(5 * MINUTE_MS);
    await app.turn(15 * MINUTE_MS);
    expect((await app.get('4711')).item).toMatchObject({ state: 'fault', strikes: 3 });
    expect((await app.get('4711')).log.at(-1)?.text).toMatch(/- Invoice Set to status: Fault$/);
    const calls = app.calls();
    await app.turn(24 * HOUR_MS);
    expect(app.calls()).toBe(calls);
    expect(await told(app)).toMatchObject([{ outcome: Outcome.FAILED, failure: { code: 'tax_inactive' }, provider: 'xero' }]);

    app.simulator.control.deactivate({ entity: 'TaxRates', id: 'Rate of last year', active: true });
    const asked = await app.call('POST', `/v1/xero/invoices/${app.idOf('4711')}/resync`, { body: {} });
    expect(asked.status).toBe(202);
    await app.turn(30_000);
    expect((await app.get('4711')).item).toMatchObject({ state: 'complete', strikes: 0 });
    expect((await told(app)).at(-1)).toMatchObject({ outcome: Outcome.SUCCEEDED, entityId: app.idOf('4711') });
  });

  it('IS-03: the retry of an issue sends the invoice again', async () => {
    const app = await start(deadRate);
    await app.tell([ofDeadRate]);
    for (const minutes of [1, 5, 15]) await app.turn(minutes * MINUTE_MS);
    expect((await app.get('4711')).item.state).toBe('fault');
    app.simulator.control.deactivate({ entity: 'TaxRates', id: 'Rate of last year', active: true });

    await app.retry('invoice', app.idOf('4711'));
    await app.turn(30_000);

    expect((await app.get('4711')).item.state).toBe('complete');
  });

  it('XI-44: an outage of an hour faults none, and all are sent afterwards', async () => {
    const app = await start();
    app.simulator.control.addErrorFault({ match: { entity: 'Invoices' }, shape: 'organisationOffline', times: 12 });
    await app.tell(invoices(40));
    for (let minutes = 0; minutes < 60; minutes += 6) await app.turn(6 * MINUTE_MS);

    const during = await app.get('1000');
    expect(during.item).toMatchObject({ state: 'pending', strikes: 0 });
    expect(during.item.problem?.message).toBe('HTTP Error 503. The service is unavailable.');
    for (let minutes = 0; minutes < 24; minutes += 6) await app.turn(6 * MINUTE_MS);

    expect(app.documents()).toHaveLength(40);
    expect(await app.states()).toEqual({ complete: 40 });
  });

  it('the limit of the day lets all wait until the time that Xero names, and nothing is asked meanwhile', async () => {
    const app = await start({ simulation: { limits: { day: 8 } } });

    await app.tell(invoices(150));
    await app.turn();

    const engine = await app.collections.engines.forTenant(TENANT).get(CONNECTION);
    expect(engine?.rest?.until.getTime()).toBeGreaterThan(app.clock.now().getTime() + HOUR_MS);
    expect((await app.get('1149')).item).toMatchObject({ state: 'pending', strikes: 0 });
    const calls = app.calls();
    await app.turn(HOUR_MS);
    expect(app.calls()).toBe(calls);

    for (let day = 0; day < 3; day += 1) await app.turn(24 * HOUR_MS);
    expect(await app.states()).toEqual({ complete: 150 });
    expect(app.documents()).toHaveLength(150);
  });

  it('XI-30: more new customers than the limit of a day has calls are met day by day, and none twice', async () => {
    const app = await start({ simulation: { limits: { day: 20 } } });
    await app.tell(invoices(40, 40));

    for (let day = 0; day < 8; day += 1) await app.turn(24 * HOUR_MS);

    expect(await app.states()).toEqual({ complete: 40 });
    expect(app.documents()).toHaveLength(40);
  });

  it('NUM-4: Autotask is told by which number an invoice was taken, where that is wanted, and its own number stays where it is kept', async () => {
    const app = await start();
    await app.tell([invoice({ externalId: '1' })]);
    await app.turn();
    expect(await commanded(app)).toEqual([]);

    await wanting(app, { numbering: 'xero' });
    await app.tell([invoice({ externalId: '2' })], 1n, 'database:2');
    await app.turn();
    await wanting(app, { numbering: 'autotask-number', numberPrefix: 'AT-' });
    await app.tell([invoice({ externalId: '3' })]);
    await app.turn();

    const numbers = new Map(app.documents().map(({ InvoiceID, InvoiceNumber }) => [InvoiceID, InvoiceNumber]));
    const [second, third] = await commanded(app);
    expect(second).toMatchObject({ externalId: '2', psaFingerprint: 'database:2', name: 'Invoice 1001, Demo Company' });
    expect(second?.number).toBe(numbers.get(second?.documentId ?? ''));
    expect(third).toMatchObject({ externalId: '3', number: '' });
    expect(third).not.toHaveProperty('psaFingerprint');
  });

  it('NUM-4: a number that was written back is no change of the invoice', async () => {
    const app = await start();
    await app.tell([invoice()]);
    await app.turn();
    const { log, item: done } = await app.get('4711');

    await app.tell([invoice({ number: done.link?.number ?? '' })], 2n);

    expect(await app.get('4711')).toMatchObject({ revision: 2, log });
  });

  it('XI-43: a document that was paid is refused at once, in these words, and stays as it is', async () => {
    const app = await start({ settings: { options: options({ importAs: 'approved' }) } });
    await app.tell([invoice()]);
    await app.turn();
    const [document] = app.documents();
    const values = { Invoice: { InvoiceID: document?.InvoiceID ?? '' }, Account: { Code: '090' }, Amount: 10 };
    app.simulator.control.create({ entity: 'Payments', values });

    await app.tell([invoice({ total: '230.00', taxTotal: '30.00', lines: [item(), item({ externalId: '2' })] })], 2n);
    await app.call('POST', `/v1/xero/invoices/${app.idOf('4711')}/resync`, { body: {} });
    await app.turn(30_000);

    const message = 'This document cannot be edited as it has a payment or credit note allocated to it.';
    expect((await app.get('4711')).item).toMatchObject({ state: 'fault', strikes: 1, problem: { message } });
    expect(app.documents()).toMatchObject([{ Total: 115 }]);
  });

  it('XI-43: a number that another document has is refused, and that document stays unchanged', async () => {
    const app = await start({ settings: { options: options({ numbering: 'autotask-number' }) } });
    const [contact] = app.simulator.control.list({ entity: 'Contacts' }) as { ContactID: string }[];
    const LineItems = [{ Description: 'Demo', Quantity: 1, UnitAmount: 7, AccountCode: '200' }];
    const values = { Type: 'ACCREC', Contact: { ContactID: contact?.ContactID ?? '' }, InvoiceNumber: '1001', LineItems };
    app.simulator.control.create({ entity: 'Invoices', values });
    const before = app.documents();

    await app.tell([invoice()]);
    await app.turn();

    expect((await app.get('4711')).item).toMatchObject({ state: 'fault', problem: { code: 'NUMBER_TAKEN' } });
    expect(app.documents()).toEqual(before);
  });

  it('XI-33, XI-40: what is wrong with one invoice is told to the letter, and stops no other', async () => {
    const app = await start();
    const { company } = invoice();
    const people = [person(), person({ externalId: '32' })];

    await app.tell([
      invoice({ externalId: '1', company: { ...company, people } }),
      invoice({ externalId: '2', total: '118.01' }),
      invoice({ externalId: '3', currency: 'XAF' }),
      invoice({ externalId: '4', company: { ...company, externalId: '78', people: [person({ email: 'no address' })] } }),
      invoice({ externalId: '5', total: '117.00' }),
    ]);
    await app.turn();

    const messages = await Promise.all(['1', '2', '3', '4'].map(async (id) => (await app.get(id)).item.problem?.message));
    expect(messages).toEqual([
      'Unable to sync Invoice. No valid contact for the invoice',
      'Invoice Amounts do not match',
      'Organisation is not subscribed to currency',
      "Invalid email address can't sync invoice",
    ]);
    expect((await app.get('5')).item).toMatchObject({ state: 'complete', warnings: [{ code: 'TOTAL_ROUNDED' }] });
    expect(app.documents()).toMatchObject([{ Total: 117 }]);
    const warned = (await told(app)).find(({ entityId }) => entityId === app.idOf('5'));
    expect(warned).toMatchObject({ outcome: Outcome.FAILED, severity: Severity.WARNING });
  });

  it('IS-12: credentials that Xero refuses are one issue of the connection, which success clears', async () => {
    const app = await start();
    app.simulator.control.addFault({ match: { entity: 'Accounts' }, action: { kind: 'status', status: 403 } });
    await app.tell(invoices(3));
    await app.turn();

    expect(await told(app)).toMatchObject([{ entityType: 'integration', entityId: CONNECTION, outcome: Outcome.FAILED }]);
    expect(await app.states()).toEqual({ pending: 3 });

    await app.turn(15 * MINUTE_MS);
    const results = await told(app);
    expect(results.filter(({ entityType }) => entityType === 'integration').at(-1)).toMatchObject({
      outcome: Outcome.SUCCEEDED,
    });
    expect(await app.states()).toEqual({ complete: 3 });
  });

  it('IS-12: work that is under way while somebody disconnects opens no issue that nobody could clear any more', async () => {
    const app = await start();
    app.simulator.control.addFault({ match: { entity: 'Accounts' }, action: { kind: 'slow', ms: 1_000 } });
    await app.tell([invoice()]);
    await app.clock.leap(10_000);
    await eventually(() => expect(app.calls()).toBe(1));

    expect(await app.call('DELETE', `/v1/xero/connections/${CONNECTION}`)).toMatchObject({ status: 204 });
    await app.clock.leap(1_000);
    await eventually(async () => {
      const engine = await app.collections.engines.forTenant(TENANT).get(CONNECTION);
      expect(engine?.rest?.problem.code).toBe('XERO_RECONNECT');
    });

    expect(await app.states()).toEqual({ pending: 1 });
    const results = (await told(app)).filter(({ entityType }) => entityType === 'integration');
    expect(results.map(({ outcome }) => outcome)).toEqual([Outcome.SUCCEEDED]);
  });

  it('XI-06: a paused engine asks nothing of Xero, and goes on when it is resumed', async () => {
    const app = await start();
    await app.call('POST', `/v1/xero/connections/${CONNECTION}/engine/pause`);
    await app.tell(invoices(3));
    await app.turn(HOUR_MS);
    expect(app.calls()).toBe(0);

    await app.call('POST', `/v1/xero/connections/${CONNECTION}/engine/resume`);
    await app.turn();
    expect(await app.states()).toEqual({ complete: 3 });
  });

  it('XI-23: an invoice of before the day from which invoices are taken is skipped, and says so', async () => {
    const app = await start({ settings: { takesFrom: '2026-11-02' } });
    await app.tell([invoice({ externalId: '1' }), invoice({ externalId: '2', invoiceDate: '2026-11-01' })]);
    await app.turn();

    expect((await app.get('2')).item.skipReason).toContain('before 2026-11-02');
    expect(app.documents()).toMatchObject([{ Reference: 'AT:1' }]);
  });

  it('ORG-4: an invoice that no organisation takes is a fault, and goes to the one that is named later', async () => {
    const app = await start();
    await app.collections.connections
      .forTenant(TENANT)
      .mutate(CONNECTION, (connection) => connection && { ...connection, takes: ['North'] });
    await app.tell([invoice()]);
    // It was to go to an organisation that was disconnected since.
    await app.collections.invoices
      .forTenant(TENANT)
      .mutate(app.idOf('4711'), (current) => current && { ...current, connectionId: 'disconnected' });
    await app.turn();
    expect((await app.get('4711')).item).toMatchObject({ state: 'fault', problem: { code: 'NO_ROUTE' } });
    expect(await app.get('4711')).not.toHaveProperty('connectionId');
    expect(app.calls()).toBe(0);

    await app.collections.connections
      .forTenant(TENANT)
      .mutate(CONNECTION, (connection) => connection && { ...connection, takes: [] });
    await app.retry('invoice', app.idOf('4711'));
    await app.turn(30_000);

    expect((await app.get('4711')).item.state).toBe('complete');
    expect((await told(app)).map(({ outcome }) => outcome)).toEqual([Outcome.FAILED, Outcome.SUCCEEDED]);
  });
});
