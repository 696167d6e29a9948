import { afterEach, describe, expect, it } from '@jest/globals';
import { decodePayload, events, Outcome, Severity, topics } from '@psa-bridge/contracts';
import { invoice, item, options } from './invoices.ts';
import { startXeroApp, type XeroApp } from './xero-app.ts';

let running: XeroApp | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(choices: Parameters<typeof options>[0] = {}): Promise<XeroApp> {
  running = await startXeroApp({ settings: { options: options(choices) } });
  return running;
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

async function deeds({ app, bus }: XeroApp): Promise<readonly string[]> {
  await app.flushOutbox();
  const messages = await Array.fromAsync(bus.readAll(topics.audit.name));
  return messages.map(({ value }) => decodePayload(events.actionTaken, value).kind);
}

const ask = (app: XeroApp, verb: 'dismiss' | 'restore' | 'resync', body: object = {}, externalId = '4711') =>
  app.call('POST', `/v1/xero/invoices/${app.idOf(externalId)}/${verb}`, { body: verb === 'restore' ? undefined : body });

const reason = 'Booked by hand';

describe('dismissing an invoice (LOG-8)', () => {
  it('XI-01: leaves it out for good with its reason, and touches neither Xero nor Autotask', async () => {
    const app = await start();
    await app.tell([invoice({ currency: 'XAF' })]);
    await app.turn();
    expect((await app.get('4711')).item.state).toBe('fault');
    const calls = app.calls();

    expect(await ask(app, 'dismiss', { reason })).toMatchObject({
      ...{ status: 200, body: { state: 'skipped', skipReason: reason, isDismissed: true, problem: null } },
    });
    expect((await told(app)).map(({ outcome }) => outcome)).toEqual([Outcome.FAILED, Outcome.SUCCEEDED]);
    await app.tell([invoice()], 2n);
    await app.retry('invoice', app.idOf('4711'));
    await app.turn(60 * 60_000);

    expect(app.calls()).toBe(calls);
    expect((await app.get('4711')).item).toMatchObject({ state: 'skipped', dismissed: { from: 'fault' } });
    expect(await ask(app, 'resync')).toMatchObject({ status: 409, body: { code: 'invoice_dismissed' } });
    expect(await deeds(app)).toContain('xero_invoice.dismissed');
  });

  it('XI-01: is taken back: what was in Xero is complete as before, everything else is sent', async () => {
    const app = await start();
    await app.tell([invoice(), invoice({ externalId: '4712', currency: 'XAF' })]);
    await app.turn();
    for (const externalId of ['4711', '4712']) await ask(app, 'dismiss', { reason }, externalId);
    await app.tell([invoice({ externalId: '4712' })], 2n);
    const before = app.documents();

    expect(await ask(app, 'restore')).toMatchObject({ status: 200, body: { state: 'complete', isDismissed: false } });
    expect(app.documents()).toEqual(before);
    expect(await ask(app, 'restore', {}, '4712')).toMatchObject({ status: 200, body: { state: 'pending' } });
    await app.turn(30_000);

    expect(await app.states()).toEqual({ complete: 2 });
    expect(app.documents()).toHaveLength(2);
    expect((await app.get('4712')).log.map(({ text }) => text)).toContain('The dismissal was taken back');
    expect(await deeds(app)).toContain('xero_invoice.restored');
  });

  it('VOD-1: one that was voided in Autotask while it was left out is voided in Xero too once that is taken back', async () => {
    const app = await start({ carriesVoids: true });
    await app.tell([invoice()]);
    await app.turn();
    await ask(app, 'dismiss', { reason });
    await app.tell([invoice({ isVoided: true })], 2n);
    await app.turn();
    expect(app.documents()).toMatchObject([{ Status: 'DRAFT' }]);

    await ask(app, 'restore');
    await app.turn(30_000);

    expect(app.documents()).toMatchObject([{ Status: 'DELETED' }]);
    expect((await app.get('4711')).item).toMatchObject({ state: 'skipped' });
  });

  it('needs a reason, and an invoice of the own tenant', async () => {
    const app = await start();
    await app.tell([invoice()]);

    expect(await ask(app, 'dismiss', { reason: ' ' })).toMatchObject({ status: 400 });
    const path = `/v1/xero/invoices/${app.idOf('4711')}/dismiss`;
    expect(await app.call('POST', path, { as: 'stranger', body: { reason } })).toMatchObject({ status: 404 });
  });
});

describe('an invoice that is voided in Autotask', () => {
  const voided = (more: Parameters<typeof invoice>[0] = {}) => invoice({ isVoided: true, ...more });

  it.each([
    ['draft', 'DELETED'],
    ['approved', 'VOIDED'],
  ] as const)('VOD-1, VOD-2: imported as %s its document is %s in Xero, and it is skipped', async (importAs, status) => {
    running = await startXeroApp({ settings: { options: options({ carriesVoids: true, importAs }), writesBack: true } });
    const app = running;
    await app.tell([invoice()]);
    await app.turn();

    await app.tell([voided()], 2n);
    await app.turn(30_000);

    expect(app.documents()).toMatchObject([{ Status: status }]);
    expect((await app.get('4711')).item).toMatchObject({
      ...{ state: 'skipped', skipReason: expect.stringMatching(/^The invoice is voided in Autotask, and so is its document /) },
    });
    expect((await noted(app)).map(({ paidOn }) => paidOn)).toEqual([undefined, '2026-11-02']);
    const calls = app.calls();
    await ask(app, 'resync');
    await app.turn(30_000);
    expect((await app.get('4711')).item.state).toBe('skipped');
    // One look at how it stands, and no second void.
    expect(app.calls()).toBe(calls + 1);
  });

  it('VOD-1: as a credit note too, and one whose answer was lost is looked for by its mark', async () => {
    const app = await start({ carriesVoids: true });
    const line = item({ quantity: '-2', extendedPrice: '-100.00', taxDollars: '-15.00', totalAmount: '-115.00' });
    const credit = { externalId: '1', total: '-115.00', taxTotal: '-15.00', lines: [line] };
    app.simulator.control.addFault({ match: { entity: 'Invoices', operation: 'create' }, action: { kind: 'resetAfterCommit' } });
    await app.tell([invoice(credit), invoice({ externalId: '2' })]);
    await app.turn();
    expect((await app.get('2')).item).toMatchObject({ state: 'pending', mayExist: true });

    await app.tell([voided(credit), voided({ externalId: '2' })], 2n);
    for (let minutes = 0; minutes < 9; minutes += 3) await app.turn(3 * 60_000);

    expect(await app.states()).toEqual({ skipped: 2 });
    expect([...app.documents(), ...app.documents('CreditNotes')].map(({ Status }) => Status)).toEqual(['DELETED', 'DELETED']);
  });

  it('VOD-4: one that was paid cannot be voided in Xero, is told so to the letter, and is not tried again', async () => {
    const app = await start({ carriesVoids: true, importAs: 'approved' });
    await app.tell([invoice()]);
    await app.turn();
    const [document] = app.documents();
    const values = { Invoice: { InvoiceID: document?.InvoiceID ?? '' }, Account: { Code: '090' }, Amount: 115 };
    app.simulator.control.create({ entity: 'Payments', values });

    await app.tell([voided()], 2n);
    await app.turn(30_000);

    const message = 'The status VOIDED cannot be applied to the invoice because it has payments or credit notes allocated to it.';
    expect((await app.get('4711')).item).toMatchObject({ state: 'fault', problem: { code: 'CANNOT_VOID', message } });
    expect(app.documents()).toMatchObject([{ Status: 'PAID' }]);
    expect((await told(app)).at(-1)).toMatchObject({ outcome: Outcome.FAILED, failure: { code: 'cannot_void' } });
  });

  it('VOD-1: where voids are not carried over its document stays, and a warning says that it stands', async () => {
    const app = await start();
    await app.tell([invoice()]);
    await app.turn();

    await app.tell([voided()], 2n);
    await app.turn(30_000);

    expect(app.documents()).toMatchObject([{ Status: 'DRAFT' }]);
    expect((await app.get('4711')).item).toMatchObject({ state: 'skipped', warnings: [{ code: 'VOIDED_IN_AUTOTASK' }] });
    expect((await told(app)).at(-1)).toMatchObject({ outcome: Outcome.FAILED, severity: Severity.WARNING });
  });
});
