import { afterEach, describe, expect, it } from '@jest/globals';
import { invoice, item, options } from './invoices.ts';
import { startXeroApp, type AppOptions, type XeroApp } from './xero-app.ts';

let running: XeroApp | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(more: AppOptions = {}): Promise<XeroApp> {
  running = await startXeroApp(more);
  return running;
}

const resync = (app: XeroApp, externalId = '4711') =>
  app.call('POST', `/v1/xero/invoices/${app.idOf(externalId)}/resync`, { body: {} });

/** How often Xero was asked to make and to change documents. */
function writes({ simulator }: XeroApp): readonly [made: number, changed: number] {
  const { create = 0, update = 0 } = simulator.control.counters({}).calls['Invoices'] ?? {};
  return [create, update];
}

describe('what the sync asks of Xero (xero.md 18)', () => {
  it('11, 12: makes by PUT alone, and what it changes has its own lines and no others afterwards', async () => {
    const app = await start();
    const second = item({ externalId: '2', name: 'Demo advice' });
    const source = invoice({ total: '230.00', taxTotal: '30.00', lines: [item(), second] });
    await app.tell([source]);
    await app.turn();
    const [before] = app.documents();
    expect(writes(app)).toEqual([1, 0]);

    await resync(app);
    await app.turn(30_000);

    expect(writes(app)).toEqual([1, 1]);
    const lines = (row = before) => row?.LineItems.map(({ Description, LineAmount }) => [Description, LineAmount]);
    expect(lines(app.documents()[0])).toEqual(lines());
    expect(lines()).toHaveLength(2);
  });

  it('8, 9: one that Xero takes with a warning is complete with it, in the words of the log (XI-24), beside one that it refuses', async () => {
    const byRegion = { North: 'OUTPUT2', South: 'TAX001' };
    const app = await start({ settings: { options: options({ tax: { amountsFrom: 'xero', byRegion } }) } });
    const { control } = app.simulator;
    await app.tell([invoice({ externalId: '3', taxRegion: 'North' })]);
    await app.turn();
    control.deactivate({ entity: 'Accounts', id: '260' });

    await app.tell([invoice({ externalId: '1', taxRegion: 'North' }), invoice({ externalId: '2', taxRegion: 'South' })]);
    await app.turn();

    const message = "Xero warning: Account code '260' has been removed as it does not match an active account.";
    expect((await app.get('1')).item).toMatchObject({ state: 'complete', warnings: [{ code: 'ACCOUNT_DROPPED', message }] });
    expect((await app.get('1')).log.map(({ text }) => text)).toContain(message);
    expect((await app.get('2')).item).toMatchObject({ state: 'pending', strikes: 1, problem: { code: 'TAX_INACTIVE' } });

    // From then on it is known: the default takes its place before anything is sent.
    await resync(app, '1');
    await app.turn(30_000);
    expect((await app.get('1')).item).toMatchObject({ state: 'complete', warnings: [] });
    expect((await app.get('1')).log.map(({ text }) => text)).toContain(message);
  });

  it.each(['xero', 'autotask-id', 'autotask-number'] as const)(
    'XI-21: numbered by %s, Xero, the list and the log name one number',
    async (numbering) => {
      const app = await start({ settings: { options: options({ numbering, numberPrefix: 'AT-' }) } });
      await app.tell([invoice()]);
      await app.turn();

      const number = app.documents()[0]?.InvoiceNumber;
      const { body } = await app.call('GET', `/v1/xero/invoices/${app.idOf('4711')}`);
      const { document, log } = body as { document: { number: string }; log: { text: string }[] };
      expect([document.number, log.at(-1)?.text]).toEqual([number, `Complete: ${number} in Xero`]);
      if (numbering !== 'xero') expect(number).toBe(numbering === 'autotask-id' ? 'INV:4711' : 'AT-1001');
    },
  );

  it('18, 19: faults what lies in a locked period, or is of another currency, before any write', async () => {
    const app = await start();
    app.simulator.control.setOrganisation({ values: { PeriodLockDate: '2026-03-31' } });

    await app.tell([
      invoice({ externalId: '1', currency: 'XAF' }),
      invoice({ externalId: '2', invoiceDate: '2026-03-31', dueDate: '2026-04-30' }),
    ]);
    await app.turn();

    expect((await app.get('1')).item).toMatchObject({ state: 'fault', problem: { code: 'CURRENCY_NOT_ENABLED' } });
    expect((await app.get('2')).item).toMatchObject({ state: 'fault', problem: { code: 'PERIOD_LOCKED' } });
    expect(writes(app)).toEqual([0, 0]);
    expect(app.simulator.control.counters({}).calls['Contacts']).toBeUndefined();
  });

  it('3: a token that ends in the middle costs no try, and makes one document', async () => {
    const app = await start();
    await app.tell([invoice()]);
    app.simulator.control.addFault({
      match: { entity: 'Invoices', operation: 'create' },
      action: {
        kind: 'status',
        status: 401,
        body: '{"Title":"Unauthorized","Status":401,"Detail":"TokenExpired: token expired"}',
      },
    });
    await app.turn();

    expect((await app.get('4711')).item).toMatchObject({ state: 'complete', strikes: 0 });
    expect(app.documents()).toHaveLength(1);
    expect(writes(app)).toEqual([2, 0]);
  });
});
