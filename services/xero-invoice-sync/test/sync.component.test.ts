import { afterEach, describe, expect, it } from '@jest/globals';
import { invoices, startXeroApp, type AppOptions, type XeroApp } from './xero-app.ts';
import { invoice, options } from './invoices.ts';

let running: XeroApp | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(more: AppOptions = {}): Promise<XeroApp> {
  running = await startXeroApp(more);
  return running;
}

describe('the sync of invoices', () => {
  it('XI-01: takes invoices to Xero in batches, with one look-up for each new customer, to the cent', async () => {
    const app = await start({ simulation: { limits: { minute: 1_000, day: 10_000 } } });

    await app.tell(invoices(60));
    await app.turn();

    const documents = app.documents();
    expect(documents).toHaveLength(60);
    expect(new Set(documents.map(({ Reference }) => Reference)).size).toBe(60);
    expect(documents.every(({ Total }) => Total === 115)).toBe(true);
    const first = await app.get('1000');
    expect(first.item).toMatchObject({ state: 'complete', strikes: 0, link: { number: documents[0]?.InvoiceNumber } });
    // The chart, three look-ups, the customers in one call, two batches.
    expect(app.calls().reduce((sum, [, one]) => sum + Number(JSON.stringify(one).match(/\d+/)?.[0]), 0)).toBe(7);
  });
});
