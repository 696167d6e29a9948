import { afterEach, describe, expect, it } from '@jest/globals';
import { Outcome } from '@psa-bridge/contracts';
import { eventually } from '@psa-bridge/testing';
import { invoiceLeaseOf } from '../src/usecases/sync/claim.ts';
import type { SyncItem } from '../src/domain/life/sync-item.ts';
import { order, tellOrder } from './orders.ts';
import { invoiceFor, startTwoOrganisations, type TwoOrganisations } from './two-organisations.ts';
import { INTEGRATION, TENANT } from './xero-app.ts';

const INVOICE = 'invoices/autotask-1:4711';
const ORDER = 'purchase-orders/autotask-1:700';
const MINUTE_MS = 60_000;
const CODE = 'ORGANISATION_DISCONNECTED';

let running: TwoOrganisations | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(): Promise<TwoOrganisations> {
  running = await startTwoOrganisations();
  return running;
}

type Loss = 'resetAfterCommit' | 'resetBeforeCommit';

/** North was sent the invoice, its answer was lost, and it was disconnected before anybody could look; the rules name South since. */
async function lost(kind: Loss = 'resetAfterCommit'): Promise<TwoOrganisations> {
  const app = await start();
  app.simulator.control.addFault({ match: { entity: 'Invoices', operation: 'create' }, action: { kind } });
  await app.tell(invoiceFor('North'));
  await app.until(async () => expect((await app.get())?.item).toMatchObject({ state: 'pending', isUnanswered: true }));
  await app.disconnect('North');
  await app.tell(invoiceFor('South'), 2n);
  return app;
}

const stranded = (app: TwoOrganisations) =>
  app.until(async () => expect((await app.get())?.item).toMatchObject({ state: 'fault', problem: { code: CODE } }));
const complete = (app: TwoOrganisations) => app.until(async () => expect((await app.get())?.item.state).toBe('complete'));

async function outcomes(app: TwoOrganisations): Promise<readonly Outcome[]> {
  return (await app.results()).filter(({ entityType }) => entityType !== 'integration').map(({ outcome }) => outcome);
}

describe('an invoice that may be in an organisation which was disconnected (XI-05)', () => {
  it('goes to no other, and says what is the matter, why, and how to mend it', async () => {
    const app = await lost();
    await stranded(app);
    await app.ticks(36, 5 * MINUTE_MS);

    expect(app.count()).toEqual([1, 0]);
    const name = app.nameOf('North');
    const problem = (await app.get())?.item.problem;
    expect(problem?.message).toContain(`There may be a document of it in ${name} in Xero, which is not connected any more`);
    expect(problem?.cure).toContain(`Connect ${name} again under Xero > Connection`);
    expect(problem?.cure).toContain('dismiss it and take that back');
    expect(await outcomes(app)).toEqual([Outcome.FAILED]);
    // XI-03: whoever is told of that organisation's faults is told of this one too.
    expect(await app.mails()).toMatchObject([{ to: 'North@demo.example', text: expect.stringContaining(name) }]);
  });

  it('comes back by itself once that is connected again, is looked for there, and is there once', async () => {
    const app = await lost();
    await stranded(app);

    await app.connect('North');
    await complete(app);

    expect(app.count()).toEqual([1, 0]);
    expect((await app.get())?.item.link).toMatchObject({ documentId: app.documents('North')[0]?.InvoiceID });
    expect(await outcomes(app)).toEqual([Outcome.FAILED, Outcome.SUCCEEDED]);
    expect((await app.get())?.log.map(({ text }) => text)).toContain(`${app.nameOf('North')} is connected again: Pending Sync`);
  });

  it('is made there where it turns out not to be, and nowhere else', async () => {
    const app = await lost('resetBeforeCommit');
    await stranded(app);
    expect(app.count()).toEqual([0, 0]);

    await app.connect('North');
    await complete(app);

    expect(app.count()).toEqual([1, 0]);
  });

  it('is not looked for too early where that was connected again at once', async () => {
    const app = await start();
    const late = { kind: 'lateCommit', delayMs: 2 * MINUTE_MS } as const;
    app.simulator.control.addFault({ match: { entity: 'Invoices', operation: 'create' }, action: late });
    await app.tell(invoiceFor('North'));
    await app.clock.leap(10_000);
    await eventually(async () => expect((await app.get())?.item).toMatchObject({ state: 'processing', isUnanswered: true }));
    // Xero answers nothing in the time of a call, and carries it out a minute later.
    await app.clock.leap(MINUTE_MS);
    await eventually(async () => expect((await app.get())?.item).toMatchObject({ state: 'pending', isUnanswered: true }));
    await app.disconnect('North');
    await app.ticks(1);
    await app.connect('North');
    await app.ticks(3);
    expect(app.count()).toEqual([0, 0]);

    await complete(app);

    expect(app.count()).toEqual([1, 0]);
  });

  it('is at fault again where a person only has it sent again', async () => {
    const app = await lost();
    await stranded(app);

    expect(await app.decide(INVOICE, 'resync')).toMatchObject({ status: 202, body: { state: 'pending' } });
    await stranded(app);

    expect(app.count()).toEqual([1, 0]);
    expect(await outcomes(app)).toEqual([Outcome.FAILED, Outcome.FAILED]);
  });

  it('XI-01: goes where the rules say once a person dismissed it and took that back, which the audit is told', async () => {
    const app = await lost('resetBeforeCommit');
    await stranded(app);

    expect(await app.decide(INVOICE, 'dismiss')).toMatchObject({ status: 200, body: { state: 'skipped', isDismissed: true } });
    await app.ticks(12, 5 * MINUTE_MS);
    expect(app.count()).toEqual([0, 0]);
    expect(await app.decide(INVOICE, 'restore')).toMatchObject({ status: 200, body: { state: 'pending' } });
    await complete(app);

    expect(app.count()).toEqual([0, 1]);
    expect((await app.get())?.connectionId).toBe(app.connectionOf('South')._id);
    expect(await outcomes(app)).toEqual([Outcome.FAILED, Outcome.SUCCEEDED, Outcome.SUCCEEDED]);
    const left = { field: 'organisation', beforeJson: JSON.stringify(app.nameOf('North')), afterJson: '' };
    expect((await app.deeds()).at(-1)).toMatchObject({
      ...{ kind: 'xero_invoice.restored', recordId: `${INTEGRATION}:4711`, changes: [left, { field: 'reason' }] },
    });
  });

  it('XI-01: is looked for all the same where it was dismissed for that, and was connected again before that was taken back', async () => {
    const app = await lost();
    await stranded(app);
    await app.decide(INVOICE, 'dismiss');
    await app.connect('North');

    await app.decide(INVOICE, 'restore');
    await complete(app);

    expect(app.count()).toEqual([1, 0]);
  });

  it('XI-01: stays where it is though a dismissal is taken back, where nobody was told of it before', async () => {
    const app = await start();
    app.simulator.control.addFault({
      ...{ match: { entity: 'Invoices', operation: 'create' }, action: { kind: 'resetAfterCommit' } },
    });
    await app.tell(invoiceFor('North'));
    await app.until(async () => expect((await app.get())?.item).toMatchObject({ state: 'pending', isUnanswered: true }));
    await app.decide(INVOICE, 'dismiss');
    await app.disconnect('North');
    await app.tell(invoiceFor('South'), 2n);

    await app.decide(INVOICE, 'restore');
    await stranded(app);
    await app.ticks(12, 5 * MINUTE_MS);

    expect(app.count()).toEqual([1, 0]);
  });

  it('stays where it was found by its mark, though the answer to its replacement was lost', async () => {
    const app = await start();
    await app.tell(invoiceFor('North', { currency: 'XAF' }));
    await app.until(async () => expect((await app.get())?.item.state).toBe('fault'));
    const [contact] = app.simulator.control.list({ entity: 'Contacts' }) as { ContactID: string }[];
    const LineItems = [{ Description: 'Demo', Quantity: 1, UnitAmount: 7, AccountCode: '200' }];
    const values = { Type: 'ACCREC', Contact: { ContactID: contact?.ContactID ?? '' }, Reference: 'AT:4711', LineItems };
    app.simulator.control.create({ entity: 'Invoices', values });
    app.simulator.control.addFault({
      ...{ match: { entity: 'Invoices', operation: 'update' }, action: { kind: 'resetAfterCommit' } },
    });
    await app.tell(invoiceFor('North'), 2n);
    await app.decide(INVOICE, 'resync');
    await app.until(async () => expect((await app.get())?.item.problem?.code).toBe('XERO_UNREACHABLE'));
    await app.disconnect('North');
    await app.tell(invoiceFor('South'), 3n);

    await stranded(app);

    expect(app.count()).toEqual([1, 0]);
  });

  it('ORG-3: does not keep one whose organisation was only tried and refused it', async () => {
    const app = await start();
    await app.tell(invoiceFor('North', { currency: 'XAF' }));
    await app.until(async () => expect((await app.get())?.item.state).toBe('fault'));
    await app.disconnect('North');
    await app.tell(invoiceFor('South'), 2n);

    await app.decide(INVOICE, 'resync');
    await complete(app);

    expect(app.count()).toEqual([0, 1]);
  });
});

describe('an invoice whose worker was killed, and whose organisation was disconnected meanwhile (XI-05)', () => {
  /** As the database stands where the process died while it sent the invoice; what Xero has of it is `made`. */
  async function killed(more: Partial<SyncItem>, { isMade = true, hasWorker = false } = {}): Promise<TwoOrganisations> {
    const app = await start();
    const { _id } = app.connectionOf('North');
    await app.tell(invoiceFor('North'));
    if (isMade) await complete(app);
    else await app.collections.engines.forTenant(TENANT).mutate(_id, (engine) => engine && { ...engine, isActive: false });
    if (hasWorker) await app.store.leases.acquire(invoiceLeaseOf({ _id }), 'another', 60_000);
    await app.collections.invoices.forTenant(TENANT).mutate(`${INTEGRATION}:4711`, (current) => {
      if (current === undefined) return undefined;
      const { link: _link, dueAt: _due, ...item } = current.item;
      return { ...current, connectionId: _id, item: { ...item, state: 'processing', run: 9, ...more } };
    });
    await app.disconnect('North');
    await app.tell(invoiceFor('South'), 2n);
    return app;
  }

  const SENT = { mayExist: true, isUnanswered: true } as const;

  it('is not being sent for ever: it says so, and is found once that is connected again', async () => {
    const app = await killed(SENT);
    await app.until(async () => expect((await app.get())?.item.state).toBe('pending'));
    await stranded(app);
    expect(app.count()).toEqual([1, 0]);

    await app.connect('North');
    await complete(app);

    expect(app.count()).toEqual([1, 0]);
  });

  it('is left alone while a worker may still be waiting for its answer', async () => {
    const app = await killed(SENT, { hasWorker: true });
    await app.ticks(5);
    expect((await app.get())?.item.state).toBe('processing');

    await stranded(app);
  });

  it('goes to the one that takes it now where it had not been sent', async () => {
    const app = await killed({}, { isMade: false });
    await complete(app);

    expect(app.count()).toEqual([0, 1]);
  });

  it('says so too where its document is known to be there, and goes on by itself', async () => {
    const app = await killed({});
    const [document] = app.documents('North');
    const link = { documentId: document?.InvoiceID ?? '', kind: 'invoice', number: 'INV-1', contentHash: '' } as const;
    await app.collections.invoices
      .forTenant(TENANT)
      .mutate(`${INTEGRATION}:4711`, (current) => current && { ...current, item: { ...current.item, link } });
    await stranded(app);
    expect((await app.get())?.item.problem?.message).toBe(
      `Its document INV-1 is in ${app.nameOf('North')} in Xero, which is not connected any more`,
    );

    await app.connect('North');
    await complete(app);
    expect(app.count()).toEqual([1, 0]);
  });
});

describe('a purchase order that may be in an organisation which was disconnected (XI-45)', () => {
  const stored = ({ collections }: TwoOrganisations) => collections.orders.forTenant(TENANT).get(`${INTEGRATION}:700`);
  const inState = (app: TwoOrganisations, item: Partial<SyncItem>) =>
    app.until(async () => expect((await stored(app))?.item).toMatchObject(item));
  const orderFor = (organisation: string) => order({ vendor: { ...order().vendor, organisation } });

  async function lostOrder(kind: Loss): Promise<TwoOrganisations> {
    const app = await start();
    app.simulator.control.addFault({ match: { entity: 'PurchaseOrders', operation: 'create' }, action: { kind } });
    await tellOrder(app, orderFor('North'));
    await inState(app, { state: 'pending', isUnanswered: true });
    await app.disconnect('North');
    await tellOrder(app, orderFor('South'), 2n);
    await inState(app, { state: 'fault' });
    expect((await stored(app))?.item.problem?.code).toBe(CODE);
    return app;
  }

  it('goes to no other, says so, and is there once after that was connected again', async () => {
    const app = await lostOrder('resetAfterCommit');
    await app.ticks(36, 5 * MINUTE_MS);
    expect(app.count('PurchaseOrders')).toEqual([1, 0]);
    const subject = `1 purchase order could not be taken to ${app.nameOf('North')} in Xero`;
    expect(await app.mails()).toMatchObject([{ to: 'North@demo.example', subject }]);

    await app.connect('North');
    await inState(app, { state: 'complete' });

    expect(app.count('PurchaseOrders')).toEqual([1, 0]);
    expect(await outcomes(app)).toEqual([Outcome.FAILED, Outcome.SUCCEEDED]);
  });

  it('XI-01: goes where the rules say once a person dismissed it and took that back, which the audit is told', async () => {
    const app = await lostOrder('resetBeforeCommit');
    await app.decide(ORDER, 'dismiss');

    await app.decide(ORDER, 'restore');
    await inState(app, { state: 'complete' });

    expect(app.count('PurchaseOrders')).toEqual([0, 1]);
    const left = { field: 'organisation', beforeJson: JSON.stringify(app.nameOf('North')), afterJson: '' };
    expect((await app.deeds()).at(-1)).toMatchObject({
      ...{ kind: 'xero_order.restored', recordId: `${INTEGRATION}:700`, changes: [left, { field: 'reason' }] },
    });
  });

  it('does not stay with a worker that was killed', async () => {
    const app = await lostOrder('resetAfterCommit');
    await app.collections.orders.forTenant(TENANT).mutate(`${INTEGRATION}:700`, (current) => {
      if (current === undefined) return undefined;
      const { problem: _told, ...item } = current.item;
      return { ...current, item: { ...item, state: 'processing' } };
    });

    await inState(app, { state: 'fault' });
    expect(app.count('PurchaseOrders')).toEqual([1, 0]);
  });
});
