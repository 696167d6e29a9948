import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { KEPT_OPEN, until } from '@psa-bridge/testing';
import { startReceiver, type Receiver } from '../receiver.ts';
import { invoice, useSimulator } from './harness.ts';

const clock = createManualClock();
const xero = useSimulator({ clock });

/** Answers as a webhook should: 200 where the signature is right, 401 where it is wrong or missing. */
async function startJudge(isLenient = false) {
  const bodies: { raw: string; isGood: boolean }[] = [];
  const server = createServer(KEPT_OPEN, (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const raw = Buffer.concat(parts).toString('utf8');
      const isGood = request.headers['x-xero-signature'] === signatureOf(raw);
      bodies.push({ raw, isGood });
      response.writeHead(isGood || isLenient ? 200 : 401).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies, stop };
}

function signatureOf(raw: string): string {
  return createHmac('sha256', xero.simulator.credentials.webhookKey).update(raw).digest('base64');
}

describe('intent to receive (xero.md 16, 18.15)', () => {
  it('tries a URL with bodies of no event, signed rightly and wrongly, and switches it on when it tells them apart', async () => {
    const judge = await startJudge();
    const { isActive, answers } = await xero.simulator.control.registerWebhook({ url: judge.url });
    await judge.stop();

    expect([isActive, answers.map(({ isSigned, status }) => [isSigned, status])]).toEqual([
      true,
      [
        [true, 200],
        [false, 401],
        [true, 200],
        [false, 401],
      ],
    ]);
    expect(judge.bodies.map(({ raw }) => JSON.parse(raw))).toContainEqual({
      events: [],
      firstEventSequence: 0,
      lastEventSequence: 0,
      entropy: expect.any(String),
    });
  });

  it('leaves it off when it takes what is wrongly signed, or does not answer', async () => {
    const judge = await startJudge(true);
    const lenient = await xero.simulator.control.registerWebhook({ url: judge.url });
    await judge.stop();
    const silent = await xero.simulator.control.registerWebhook({ url: judge.url });
    await xero.make();
    await xero.simulator.control.awaitWebhooks();

    expect([lenient.isActive, silent, xero.simulator.control.webhookReport()]).toMatchObject([
      false,
      { isActive: false, answers: [{ status: 0 }, {}, {}, {}] },
      { delivered: 0, isActive: false },
    ]);
  });
});

describe('events (xero.md 16)', () => {
  let judge: Awaited<ReturnType<typeof startJudge>>;
  beforeAll(async () => {
    judge = await startJudge();
  });
  beforeEach(async () => {
    await xero.simulator.control.registerWebhook({ url: judge.url });
    judge.bodies.length = 0;
  });
  afterAll(() => judge.stop());

  async function told() {
    await xero.simulator.control.awaitWebhooks();
    return judge.bodies.map(
      ({ raw }) =>
        JSON.parse(raw) as { events: Record<string, unknown>[]; firstEventSequence: number; lastEventSequence: number },
    );
  }

  it('tell of what a request has written, thinly, signed and numbered', async () => {
    const { json } = await xero.api.put('Invoices', { Invoices: [invoice({ Contact: { Name: 'New Ltd' } }), invoice()] });
    await xero.api.post(`Invoices/${json.Invoices[1].InvoiceID}`, { Reference: 'x' });
    const bodies = await told();
    const [first, second] = bodies.toSorted((left, right) => left.firstEventSequence - right.firstEventSequence);

    expect(judge.bodies.every(({ isGood }) => isGood)).toBe(true);
    expect(first).toMatchObject({ firstEventSequence: 1, lastEventSequence: 3 });
    expect(first?.events.map(({ eventCategory, eventType }) => `${String(eventCategory)} ${String(eventType)}`)).toEqual([
      'CONTACT CREATE',
      'INVOICE CREATE',
      'INVOICE CREATE',
    ]);
    expect(second).toMatchObject({
      firstEventSequence: 4,
      events: [
        {
          resourceId: json.Invoices[1].InvoiceID,
          resourceUrl: `${xero.simulator.apiUrl()}/Invoices/${json.Invoices[1].InvoiceID}`,
          eventDateUtc: '2026-01-05T08:00:00.000',
          eventType: 'UPDATE',
          eventCategory: 'INVOICE',
          tenantId: xero.simulator.tenantIds()[0],
          tenantType: 'ORGANISATION',
        },
      ],
    });
  });

  it('tell type and status of credit notes, and nothing of orders, items or payments', async () => {
    xero.set({ eventDateHasZone: true });
    await xero.api.put('CreditNotes', invoice({ Type: 'ACCRECCREDIT' }));
    await xero.api.put('PurchaseOrders', invoice());
    await xero.api.put('Items', { Code: 'NEW' });
    const bodies = await told();

    expect(bodies.flatMap(({ events }) => events)).toMatchObject([
      { eventCategory: 'CREDITNOTE', data: { Type: 'ACCRECCREDIT', Status: 'DRAFT' }, eventDateUtc: expect.stringMatching(/Z$/) },
    ]);
  });

  it.each([
    [true, 2],
    [false, 1],
  ])('a payment raises INVOICE UPDATE: %s', async (paymentTellsInvoice, count) => {
    xero.set({ paymentTellsInvoice });
    const { InvoiceID } = await xero.make({ Status: 'AUTHORISED' });
    await xero.api.put('Payments', { Invoice: { InvoiceID }, Account: { Code: '090' }, Amount: 1 });

    expect((await told()).flatMap(({ events }) => events)).toHaveLength(count);
  });

  it('tell what a person does, of connected organisations only, and nothing of what was refused', async () => {
    const contact = xero.simulator.control.list({ entity: 'Contacts', limit: 1 })[0] ?? {};
    xero.simulator.control.deactivate({ entity: 'Contacts', id: contact['ContactID'] as string });
    xero.simulator.control.create({ entity: 'Contacts', organisation: 1, values: { Name: 'Elsewhere' } });
    await xero.api.put('Invoices', { Invoices: [invoice(), invoice({ CurrencyCode: 'EUR' })] });

    expect((await told()).flatMap(({ events }) => events)).toMatchObject([{ eventType: 'UPDATE', eventCategory: 'CONTACT' }]);
  });

  it('of a custom connection are told too', async () => {
    xero.simulator.control.disconnect();
    await xero.api.signInCustom();
    await xero.make();

    expect(await told()).toHaveLength(1);
  });

  it('can be lost and doubled', async () => {
    xero.simulator.control.setWebhookDelivery({ dropNext: 1 });
    await xero.make();
    xero.simulator.control.setWebhookDelivery({ duplicateNext: 1 });
    await xero.make();

    expect((await told()).map(({ firstEventSequence }) => firstEventSequence)).toEqual([2, 2]);
    expect(xero.simulator.control.webhookReport()).toMatchObject({ delivered: 1, dropped: 1, duplicated: 1 });
  });
});

describe('retries (xero.md 16)', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  beforeEach(() => {
    receiver.hooks.length = 0;
  });
  afterAll(() => receiver.stop());

  async function register(): Promise<void> {
    receiver.answers.splice(0, receiver.answers.length, 200);
    const judge = await startJudge();
    await xero.simulator.control.registerWebhook({ url: judge.url });
    await judge.stop();
  }

  /** Lets waits pass as long as there are any. */
  async function drive(): Promise<number> {
    const from = clock.now().getTime();
    let isIdle = false;
    const idle = xero.simulator.control.awaitWebhooks().then(() => (isIdle = true));
    while (!isIdle) {
      await until(() => isIdle || clock.sleeping() > 0);
      const due = clock.nextDue();
      if (!isIdle && due) await clock.leap(due.getTime() - clock.now().getTime());
    }
    await idle;
    return clock.now().getTime() - from;
  }

  it.each([
    ['rarer', 8],
    ['quarterly', 98],
  ] as const)('%s go on for up to 24 hours, and then the webhook is switched off', async (webhookRetries, attempts) => {
    xero.set({ webhookRetries });
    await register();
    await xero.make();
    const took = await drive();

    expect(xero.simulator.control.webhookReport()).toMatchObject({ failedAttempts: attempts, abandoned: 1, isActive: false });
    expect(took).toBeGreaterThan(20 * 3_600_000);
    expect(took).toBeLessThanOrEqual(24 * 3_600_000 + attempts * 5_000);
  });
});
