import { afterEach, describe, expect, it } from '@jest/globals';
import { decodePayload, events, Outcome, topics } from '@psa-bridge/contracts';
import type { Collection, Stored } from '@psa-bridge/persistence';
import { eventually } from '@psa-bridge/testing';
import type { StoredOrder } from '../src/collections.ts';
import type { TriedPurchase } from '../src/domain/purchase/prepare-purchase.ts';
import type { PurchaseOptions } from '../src/domain/purchase/purchase-order.ts';
import { invoice, options } from './invoices.ts';
import { order, purchases, tellOrder } from './orders.ts';
import { CONNECTION, INTEGRATION, startXeroApp, TENANT, type CallOptions, type XeroApp } from './xero-app.ts';

let running: XeroApp | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(more: Partial<PurchaseOptions> = {}): Promise<XeroApp> {
  running = await startXeroApp({ settings: { options: options(), purchases: purchases(more) } });
  return running;
}

const stored = ({ collections }: XeroApp, externalId = '700') =>
  collections.orders.forTenant(TENANT).get(`${INTEGRATION}:${externalId}`);

async function settled(app: XeroApp, state: string, ms = 10_000): Promise<void> {
  await app.clock.advance(ms);
  await eventually(async () => expect((await stored(app))?.item.state).toBe(state));
}

const rows = ({ simulator }: XeroApp, entity: 'PurchaseOrders' | 'Invoices' = 'PurchaseOrders') =>
  simulator.control.list({ entity }) as unknown as readonly Record<string, unknown>[];

/** As it is stored before it is sent, and stays where the answer is lost. */
function asSent(known: StoredOrder, tried: TriedPurchase): StoredOrder {
  return { ...known, tried, item: { ...known.item, mayExist: true, isUnanswered: true } };
}

/** Notes how many orders each read answers with at once. */
function noting<Doc extends Stored>(inner: Collection<Doc>, read: number[]): Collection<Doc> {
  if (inner.spec.name !== 'xero_orders') return inner;
  const noted = (docs: Doc[]): Doc[] => {
    read.push(docs.length);
    return docs;
  };
  return {
    ...inner,
    forTenant(tenantId) {
      const own = inner.forTenant(tenantId);
      return {
        ...own,
        find: async (...asked) => noted(await own.find(...asked)),
        async *pages(...asked) {
          for await (const page of own.pages(...asked)) yield noted(page);
        },
      };
    },
  };
}

describe('purchase orders', () => {
  it('XI-45: go to Xero once they come to the chosen status, once, and a later change is shown and not sent', async () => {
    const app = await start({ trigger: 'received full', status: 'AUTHORISED', isMemoInReference: true });
    await tellOrder(app, order({ memo: 'For ticket T1' }));
    await app.clock.advance(20_000);
    expect(rows(app)).toEqual([]);

    await tellOrder(app, order({ memo: 'For ticket T1', status: 'Received Full' }), 2n);
    await settled(app, 'complete');
    expect(rows(app)).toMatchObject([{ Reference: 'For ticket T1 AT-PO:700', Status: 'AUTHORISED' }]);

    await tellOrder(app, order({ memo: 'Changed', status: 'Received Full' }), 3n);
    await app.clock.advance(20_000);
    const { body } = await app.call('GET', '/v1/xero/purchase-orders');
    expect(body).toMatchObject({
      items: [{ number: 'PO-1', state: 'complete', hasChangedSince: true, vendor: 'Demo Supplier' }],
    });
    expect(rows(app)).toMatchObject([{ Reference: 'For ticket T1 AT-PO:700' }]);
    const resync = await app.call('POST', `/v1/xero/purchase-orders/${encodeURIComponent(`${INTEGRATION}:700`)}/resync`);
    expect(resync).toMatchObject({ status: 409, body: { code: 'order_not_at_fault' } });
  });

  it.each(['purchase-order', 'bill'] as const)('XI-45: as %s is made once also where the answer was lost', async (as) => {
    const app = await start({ as });
    const entity = as === 'bill' ? 'Invoices' : 'PurchaseOrders';
    const before = rows(app, entity).length;
    app.simulator.control.addFault({ match: { entity, operation: 'create' }, action: { kind: 'resetAfterCommit' } });
    await tellOrder(app, order({ vendorInvoiceNumber: 'VI-9' }));
    await app.clock.advance(10_000);
    await eventually(async () =>
      expect((await stored(app))?.item).toMatchObject({ state: 'pending', strikes: 0, mayExist: true }),
    );

    await settled(app, 'complete', 180_000);

    expect(rows(app, entity)).toHaveLength(before + 1);
    expect((await stored(app))?.item.link).toMatchObject({ kind: as });
  });

  it.each([
    ['Autotask gave it another day', { orderDate: '2026-11-05' }, {}],
    ['the settings make bills of them', {}, { as: 'bill' }],
  ] as const)('XI-45: are found though their answer was lost and %s meanwhile, and are made once', async (_, edit, choice) => {
    const app = await start();
    const before = rows(app, 'Invoices').length;
    app.simulator.control.addFault({
      ...{ match: { entity: 'PurchaseOrders', operation: 'create' }, action: { kind: 'resetAfterCommit' } },
    });
    await tellOrder(app, order());
    await app.clock.advance(10_000);
    await eventually(async () => expect((await stored(app))?.item).toMatchObject({ state: 'pending', mayExist: true }));

    await tellOrder(app, order(edit), 2n);
    await app.collections.engines
      .forTenant(TENANT)
      .mutate(
        CONNECTION,
        (engine) => engine?.settings && { ...engine, settings: { ...engine.settings, purchases: purchases(choice) } },
      );
    await settled(app, 'complete', 180_000);

    expect([rows(app).length, rows(app, 'Invoices').length]).toEqual([1, before]);
    expect((await stored(app))?.item.link).toMatchObject({ kind: 'purchase-order' });
  });

  it.each([
    ['purchase-order', 'Purchase order'],
    ['bill', 'Bill'],
  ] as const)('XI-45: as %s that is refused the log speaks of a %s, and of no invoice', async (as, subject) => {
    const app = await start({ as, accounts: { byBillingCode: {}, default: '999', freight: '999' }, status: 'AUTHORISED' });
    await tellOrder(app, order());
    for (const [tries, minutes] of [1, 5, 15].entries()) {
      await app.clock.leap(minutes * 60_000);
      await eventually(async () => expect((await stored(app))?.item.strikes).toBe(tries + 1));
    }

    const texts = (await stored(app))?.log.map(({ text }) => text) ?? [];
    expect(texts.filter((text) => text.startsWith(`${subject} Fault!`))).toHaveLength(3);
    expect(texts.at(-1)).toMatch(new RegExp(`- ${subject} Set to status: Fault$`));
    expect(texts.join()).not.toContain('Invoice');
  });

  /** As the database stands where the process died while it sent the order. */
  async function killed(app: XeroApp, { hasSaidWhere = true, isNoted = false } = {}): Promise<void> {
    await app.collections.orders.forTenant(TENANT).mutate(`${INTEGRATION}:700`, (current) => {
      if (current === undefined) return undefined;
      const { link: _link, dueAt: _due, ...item } = current.item;
      const begun = { ...item, state: 'processing' as const, run: item.run + 1, ...(isNoted ? { mayExist: true as const } : {}) };
      return { ...current, item: begun, ...(hasSaidWhere ? { connectionId: CONNECTION } : {}) };
    });
  }

  const switched = (app: XeroApp, isActive: boolean) =>
    app.collections.engines.forTenant(TENANT).mutate(CONNECTION, (engine) => engine && { ...engine, isActive });

  it.each([
    ['before it said for which organisation', { hasSaidWhere: false }],
    ['before it was noted that one may be made', {}],
    ['before Xero was asked', { isNoted: true }],
  ])('XI-45: one whose worker was killed %s is taken up again, and made once', async (_, where) => {
    const app = await start();
    await switched(app, false);
    await tellOrder(app, order());
    await killed(app, where);
    await switched(app, true);

    await app.clock.leap(10_000);
    await eventually(async () => expect((await stored(app))?.item.state).toBe('pending'));
    await app.clock.leap(180_000);
    await eventually(async () => expect((await stored(app))?.item.state).toBe('complete'));

    expect(rows(app)).toHaveLength(1);
  });

  it.each(['purchase-order', 'bill'] as const)(
    'XI-45: as %s whose worker was killed between the answer of Xero and its being written is found, and made once',
    async (as) => {
      const app = await start({ as });
      await tellOrder(app, order({ vendorInvoiceNumber: 'VI-9' }));
      await settled(app, 'complete');
      await killed(app, { isNoted: true });

      await app.clock.leap(10_000);
      await eventually(async () => expect((await stored(app))?.item.state).toBe('pending'));
      await app.clock.leap(180_000);
      await eventually(async () => expect((await stored(app))?.item.state).toBe('complete'));

      expect(rows(app, as === 'bill' ? 'Invoices' : 'PurchaseOrders')).toHaveLength(1);
      expect((await stored(app))?.log.map(({ text }) => text)).toContain('It was in Xero already');
      expect(app.simulator.control.count({ entity: 'Contacts', where: 'Name=="Demo Supplier"' })).toBe(1);
    },
  );

  it.each([
    ['was never sent goes to the one that is connected', undefined, 'complete', 1],
    ['may be there waits for it', { kind: 'purchase-order', date: '2026-11-02' }, 'pending', 0],
  ] as const)('ORG-1: one of an organisation that was disconnected and %s', async (_, tried, state, made) => {
    const app = await start();
    await switched(app, false);
    await tellOrder(app, order());
    await app.collections.orders
      .forTenant(TENANT)
      .mutate(
        `${INTEGRATION}:700`,
        (current) => current && { ...(tried ? asSent(current, tried) : current), connectionId: 'disconnected' },
      );
    await tellOrder(app, order({ externalId: '701', number: 'PO-2' }));
    await switched(app, true);

    await app.clock.advance(10_000);
    await eventually(async () => expect((await stored(app, '701'))?.item.state).toBe('complete'));

    expect((await stored(app))?.item.state).toBe(state);
    expect(rows(app)).toHaveLength(made + 1);
  });

  it('are read a few at once, however many wait for another organisation', async () => {
    const read: number[] = [];
    running = await startXeroApp({
      settings: { options: options(), purchases: purchases() },
      through: (store) => ({ ...store, collection: (spec) => noting(store.collection(spec), read) }),
    });
    const app = running;
    await tellOrder(app, order());
    const known = await stored(app);
    if (known === undefined) throw new Error('the order is not known');
    const tried = { kind: 'purchase-order', date: '2026-11-02' } as const;
    const others = Array.from({ length: 250 }, (_, at) => ({
      ...{ ...asSent(known, tried), _id: `${INTEGRATION}:0${at}`, connectionId: 'another' },
    }));
    await app.collections.orders.forTenant(TENANT).insertMany(others);

    await settled(app, 'complete');

    expect(Math.max(...read)).toBeLessThanOrEqual(100);
  });

  it('XI-45: wait while an invoice waits, and fault with what Xero says', async () => {
    const app = await start({ accounts: { byBillingCode: {}, default: '999', freight: '999' }, status: 'AUTHORISED' });
    await app.collections.engines.forTenant(TENANT).mutate(CONNECTION, (engine) => engine && { ...engine, isActive: false });
    await app.tell([invoice({ number: '' })]);
    await tellOrder(app, order());
    await app.collections.engines.forTenant(TENANT).mutate(CONNECTION, (engine) => engine && { ...engine, isActive: true });

    await app.clock.advance(10_000);
    await eventually(async () => expect((await app.get('4711')).item.state).toBe('held'));
    await eventually(async () =>
      expect((await stored(app))?.item).toMatchObject({ strikes: 1, problem: { code: 'ACCOUNT_INVALID' } }),
    );
    expect(rows(app)).toEqual([]);
  });

  const REASON = 'Ordered by telephone';
  const ask = (app: XeroApp, verb: 'dismiss' | 'restore' | 'resync', more: CallOptions = {}) =>
    app.call('POST', `/v1/xero/purchase-orders/${encodeURIComponent(`${INTEGRATION}:700`)}/${verb}`, more);

  async function published({ app, bus }: XeroApp) {
    await app.flushOutbox();
    const [results, deeds] = await Promise.all(
      [topics.syncResults, topics.audit].map(({ name }) => Array.fromAsync(bus.readAll(name))),
    );
    return {
      outcomes: results?.map(({ value }) => decodePayload(events.syncResult, value).outcome),
      deeds: deeds?.map(({ value }) => decodePayload(events.actionTaken, value).kind),
    };
  }

  it('XI-01, XI-45: are left out for good with a reason, which clears the issue and asks nothing of Xero', async () => {
    const app = await start();
    await tellOrder(app, order({ lines: [] }));
    await settled(app, 'fault');
    const calls = app.calls();

    const dismissed = { state: 'skipped', isDismissed: true, skipReason: REASON, problem: null };
    expect(await ask(app, 'dismiss', { body: { reason: REASON } })).toMatchObject({ status: 200, body: dismissed });
    expect(await ask(app, 'dismiss', { body: { reason: 'Again' } })).toMatchObject({ status: 200, body: dismissed });
    const fault = await app.call('GET', '/v1/xero/purchase-orders?state=fault');
    expect(fault.body).toMatchObject({ items: [], total: 0 });
    await tellOrder(app, order(), 2n);
    await app.clock.leap(60_000);
    expect(await ask(app, 'resync')).toMatchObject({ status: 409, body: { code: 'order_dismissed' } });

    expect(app.calls()).toBe(calls);
    expect((await stored(app))?.item).toMatchObject({ state: 'skipped', dismissed: { from: 'fault' } });
    expect(await published(app)).toEqual({
      outcomes: [Outcome.FAILED, Outcome.SUCCEEDED],
      deeds: ['xero_order.dismissed'],
    });
  });

  it('XI-01, XI-45: are taken back in: what was in Xero is complete as before, everything else is sent once', async () => {
    const app = await start();
    await tellOrder(app, order({ lines: [] }));
    await settled(app, 'fault');
    await ask(app, 'dismiss', { body: { reason: REASON } });
    await tellOrder(app, order(), 2n);

    expect(await ask(app, 'restore')).toMatchObject({ status: 200, body: { state: 'pending', isDismissed: false } });
    await settled(app, 'complete', 20_000);
    expect(rows(app)).toHaveLength(1);
    await tellOrder(app, order({ number: 'PO-1b' }), 3n);
    await ask(app, 'dismiss', { body: { reason: REASON } });

    expect(await ask(app, 'restore')).toMatchObject({ body: { state: 'complete', hasChangedSince: true } });
    expect(rows(app)).toHaveLength(1);
    expect((await published(app)).deeds).toEqual([
      ...['xero_order.dismissed', 'xero_order.restored', 'xero_order.dismissed', 'xero_order.restored'],
    ]);
  });

  it('are not left out without a reason, nor while they are being sent, nor by another tenant', async () => {
    const app = await start();
    await switched(app, false);
    await tellOrder(app, order());

    expect(await ask(app, 'dismiss', { body: { reason: ' ' } })).toMatchObject({ status: 400 });
    expect(await ask(app, 'dismiss', { body: { reason: REASON }, as: 'stranger' })).toMatchObject({ status: 404 });
    await killed(app);
    const refused = await ask(app, 'dismiss', { body: { reason: REASON } });
    expect(refused).toMatchObject({ status: 409, body: { code: 'being_synchronized' } });
  });
});
