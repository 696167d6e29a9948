import { afterEach, describe, expect, it } from '@jest/globals';
import { invoice } from './invoices.ts';
import { order, purchases, tellOrder } from './orders.ts';
import { startXeroApp, type AppOptions, type XeroApp } from './xero-app.ts';

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

describe('the mail about faults', () => {
  it('XI-03: a fault is told by mail, fifty within an hour by one, and none where all were mended', async () => {
    const app = await start({ settings: { alertsTo: ['accounts@demo.example'] } });
    const wrong = (at: number) => invoice({ externalId: String(at), currency: 'XAF' });
    await app.tell([wrong(1)]);
    await app.turn();
    await app.turn();
    const [first] = await app.mails(1);
    expect(first?.subject).toBe('1 invoice could not be taken to Demo Organisation in Xero');
    expect(first?.text).toContain('Organisation is not subscribed to currency');

    await app.tell(Array.from({ length: 50 }, (_, at) => wrong(at + 2)));
    for (let minutes = 0; minutes < 50; minutes += 10) await app.turn(10 * MINUTE_MS);
    expect(await app.mails(1)).toHaveLength(1);

    await app.turn(15 * MINUTE_MS);
    const mails = await app.mails(2);
    expect(mails.map(({ subject }) => subject)).toContain('51 invoices could not be taken to Demo Organisation in Xero');
    for (let hours = 0; hours < 3; hours += 1) await app.turn(HOUR_MS);
    expect(await app.mails(2)).toHaveLength(2);
  });

  it('XI-03, XI-45: orders at fault are told by the same mail as invoices, and count into the one an hour', async () => {
    const wanted = { purchases: purchases(), alertsTo: ['accounts@demo.example'] };
    const app = await start({ settings: wanted });
    const broken = (at: number) => order({ externalId: String(700 + at), number: `PO-${at}`, lines: [] });
    await tellOrder(app, broken(1));
    await app.turn();
    const [first] = await app.mails(1);
    expect(first?.subject).toBe('1 purchase order could not be taken to Demo Organisation in Xero');
    expect(first?.text).toContain('Purchase order PO-1, Demo Supplier: The purchase order has no items. Give it its items');
    expect(first?.text).toContain('https://bridge.demo.example/xero/orders?state=fault');

    await app.tell([invoice({ currency: 'XAF' })]);
    await tellOrder(app, broken(2));
    for (let minutes = 0; minutes < 50; minutes += 10) await app.turn(10 * MINUTE_MS);
    expect(await app.mails(1)).toHaveLength(1);

    await app.turn(15 * MINUTE_MS);
    const subject = '1 invoice and 2 purchase orders could not be taken to Demo Organisation in Xero';
    const both = (await app.mails(2)).find((mail) => mail.subject === subject);
    expect(both?.text).toContain('Organisation is not subscribed to currency');
    expect(both?.text).toContain('Purchase order PO-2, Demo Supplier');
    expect(both?.text).toContain('https://bridge.demo.example/xero/invoices?state=fault');
  });
});
