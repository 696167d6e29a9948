import { afterEach, describe, expect, it } from '@jest/globals';
import type { SyncOptions } from '../src/domain/options.ts';
import { invoice, item, options } from './invoices.ts';
import { invoices, startXeroApp, TENANT, type AppOptions, type XeroApp } from './xero-app.ts';

const MINUTE_MS = 60_000;

let running: XeroApp | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(more: AppOptions = {}): Promise<XeroApp> {
  running = await startXeroApp(more);
  return running;
}

/** The next document is made, and nobody hears of it. */
function loseAnswer({ simulator }: XeroApp): void {
  simulator.control.addFault({ match: { entity: 'Invoices', operation: 'create' }, action: { kind: 'resetAfterCommit' } });
}

describe('an invoice has one document in Xero', () => {
  it('XI-05: a document whose answer was lost is found again, long after its Idempotency-Key is forgotten', async () => {
    const app = await start();
    loseAnswer(app);
    await app.tell(invoices(5));
    await app.turn();
    expect(app.documents()).toHaveLength(5);
    expect((await app.get('1000')).item).toMatchObject({ state: 'pending', strikes: 0, mayExist: true });

    await app.turn(10 * MINUTE_MS);

    expect(await app.states()).toEqual({ complete: 5 });
    expect(app.documents()).toHaveLength(5);
    const [first] = app.documents();
    expect((await app.get('1000')).item.link).toMatchObject({ documentId: first?.InvoiceID });
  });

  it('XI-05: an invoice that a killed worker was sending is taken over, looked for, and not made again', async () => {
    const app = await start();
    await app.tell(invoices(2));
    await app.turn();
    // As the database stands where the process dies between Xero's answer and the write of it.
    await app.collections.invoices.forTenant(TENANT).mutate(app.idOf('1000'), (current) => {
      const { link: _link, ...rest } = current?.item ?? { state: 'processing', strikes: 0, warnings: [], run: 1 };
      return current && { ...current, item: { ...rest, state: 'processing', mayExist: true } };
    });

    await app.clock.advance(10_000);
    await app.turn(3 * MINUTE_MS);

    expect(await app.states()).toEqual({ complete: 2 });
    expect(app.documents()).toHaveLength(2);
  });

  it.each(['xero', 'autotask-id', 'autotask-number'] as const)(
    'XI-05: numbered by %s, a resync replaces the document and makes no second',
    async (numbering) => {
      const app = await start({ settings: { options: options({ numbering, numberPrefix: 'AT-' }) } });
      await app.tell([invoice()]);
      await app.turn();
      const [before] = app.documents();

      const line = item({ rate: '60.00', extendedPrice: '120.00', taxDollars: '18.00', totalAmount: '138.00' });
      await app.tell([invoice({ total: '138.00', taxTotal: '18.00', lines: [line] })], 2n);
      await app.call('POST', `/v1/xero/invoices/${app.idOf('4711')}/resync`, { body: {} });
      await app.call('POST', `/v1/xero/invoices/${app.idOf('4711')}/resync`, { body: {} });
      await app.turn(30_000);

      expect((await app.get('4711')).item.state).toBe('complete');
      expect(app.documents()).toMatchObject([{ InvoiceID: before?.InvoiceID, InvoiceNumber: before?.InvoiceNumber, Total: 138 }]);
    },
  );

  describe('whose total changed its sign after its answer was lost (CRN-1)', () => {
    const credited = item({ quantity: '-2', extendedPrice: '-100.00', taxDollars: '-15.00', totalAmount: '-115.00' });
    const credit = (more: Parameters<typeof invoice>[0] = {}) =>
      invoice({ total: '-115.00', taxTotal: '-15.00', lines: [credited], ...more });

    async function lost(choices: Partial<SyncOptions> = {}): Promise<XeroApp> {
      const app = await start({ settings: { options: options(choices) } });
      loseAnswer(app);
      await app.tell([invoice()]);
      await app.turn();
      expect((await app.get('4711')).item).toMatchObject({ state: 'pending', mayExist: true });
      return app;
    }

    it('XI-05: is found as what it was sent, becomes no second document, and another one only where a person asks for that', async () => {
      const app = await lost();
      await app.tell([credit()], 2n);
      await app.turn(10 * MINUTE_MS);

      const [sent] = app.documents();
      expect((await app.get('4711')).item).toMatchObject({
        ...{ state: 'fault', problem: { code: 'KIND_CHANGED' }, link: { documentId: sent?.InvoiceID, kind: 'invoice' } },
      });
      expect([app.documents().length, app.documents('CreditNotes').length]).toEqual([1, 0]);

      const path = `/v1/xero/invoices/${app.idOf('4711')}/resync`;
      await app.call('POST', path, { body: { createNew: true } });
      await app.turn(30_000);
      expect((await app.get('4711')).item).toMatchObject({ state: 'fault', problem: { code: 'KIND_CHANGED' } });
      expect(app.documents('CreditNotes')).toEqual([]);

      app.simulator.control.patch({ entity: 'Invoices', id: sent?.InvoiceID ?? '', values: { Status: 'DELETED' } });
      await app.call('POST', path, { body: { createNew: true } });
      await app.turn(30_000);
      expect((await app.get('4711')).item).toMatchObject({ state: 'complete', link: { kind: 'credit-note' } });
      expect([app.documents().length, app.documents('CreditNotes').length]).toEqual([1, 1]);
    });

    it('VOD-1: is voided as what it was sent', async () => {
      const app = await lost({ carriesVoids: true });
      await app.tell([credit({ isVoided: true })], 2n);
      await app.turn(10 * MINUTE_MS);

      expect(app.documents()).toMatchObject([{ Status: 'DELETED' }]);
      expect((await app.get('4711')).item).toMatchObject({ state: 'skipped', link: { kind: 'invoice' } });
    });
  });

  it('XI-05: the same id in another database of the PSA is another invoice of another customer, also where its answer was lost', async () => {
    const app = await start();
    const { company } = invoice();
    await app.tell([invoice()]);
    await app.turn();
    loseAnswer(app);

    await app.tell([invoice({ company: { ...company, name: 'Another Customer' } })], 1n, 'database:2');
    await app.turn();
    await app.turn(10 * MINUTE_MS);

    expect(await app.states()).toEqual({ complete: 2 });
    const documents = app.documents();
    expect(documents.map(({ Reference }) => Reference)).toEqual(['AT:4711', expect.stringMatching(/^AT:[0-9a-f]{8}:4711$/)]);
    expect(new Set(documents.map(({ Contact }) => Contact.Name)).size).toBe(2);
  });

  it('XI-05: a document that was deleted in Xero is made anew only where a person asks for that', async () => {
    const app = await start();
    await app.tell([invoice()]);
    await app.turn();
    const [first] = app.documents();
    app.simulator.control.patch({ entity: 'Invoices', id: first?.InvoiceID ?? '', values: { Status: 'DELETED' } });

    const path = `/v1/xero/invoices/${app.idOf('4711')}/resync`;
    await app.call('POST', path, { body: {} });
    await app.turn(30_000);
    expect((await app.get('4711')).item).toMatchObject({ state: 'fault', problem: { code: 'DELETED_IN_XERO' } });
    expect(app.documents()).toHaveLength(1);

    await app.call('POST', path, { body: { createNew: true } });
    await app.turn(30_000);
    expect((await app.get('4711')).item.state).toBe('complete');
    expect(app.documents().map(({ Status }) => Status)).toEqual(['DELETED', 'DRAFT']);
  });

  it('XI-05: what is made in the place of a deleted document is made once, though the answer was lost', async () => {
    const app = await start();
    await app.tell([invoice()]);
    await app.turn();
    const [first] = app.documents();
    app.simulator.control.patch({ entity: 'Invoices', id: first?.InvoiceID ?? '', values: { Status: 'DELETED' } });
    loseAnswer(app);

    await app.call('POST', `/v1/xero/invoices/${app.idOf('4711')}/resync`, { body: { createNew: true } });
    await app.turn(30_000);
    expect((await app.get('4711')).item).toMatchObject({ state: 'pending', mayExist: true });
    await app.turn(3 * MINUTE_MS);

    expect(app.documents().map(({ Status }) => Status)).toEqual(['DELETED', 'DRAFT']);
    const [, second] = app.documents();
    expect((await app.get('4711')).item).toMatchObject({ state: 'complete', link: { documentId: second?.InvoiceID } });
  });
});
