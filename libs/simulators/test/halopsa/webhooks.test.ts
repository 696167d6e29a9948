import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { until } from '@psa-bridge/testing';
import { startReceiver, type Receiver } from '../receiver.ts';
import { DEMO, NEW_CLIENT, useSimulator } from './harness.ts';

const clock = createManualClock();
const halo = useSimulator({ clock });
const { set, post } = halo;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => {
  receiver.hooks.length = 0;
  receiver.answers.splice(0, Infinity, 200);
});
afterAll(() => receiver.stop());

const settle = () => halo.simulator.control.awaitWebhooks();

const WEBHOOK = { name: 'Quoting sync', type: 0, content_type: 'application/json', method: 0, active: true };
const BASIC = { authentication_type: 1, basic_username: 'halo', basic_password: 'demo-hook-secret' };

async function subscribe(events: readonly number[], members: Record<string, unknown> = {}): Promise<string> {
  const { json } = await post('Webhook', [{ ...WEBHOOK, url: `${receiver.url}/hooks/halo/path-token`, ...members }]);
  for (const eventno of events)
    await post('Notification', [{ webhook_id: json.id, type: -2, delivery_method: 6, eventno, conditions: [] }]);
  return json.id as string;
}

async function changeClient(times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1) await post('Client', [{ id: DEMO.client, notes: `change ${time}` }]);
  await settle();
}

describe('managing webhooks (halopsa.md 7, 13.9; HP-16)', () => {
  it('shows them under a uuid, in a bare array, without their password', async () => {
    const id = await subscribe([902], BASIC);
    const list = await halo.api.get('Webhook?type=0');
    const detail = await halo.api.detail(`Webhook/${id}`);

    expect([list.json.map((row: Record<string, unknown>) => row['id']), detail.json.basic_username]).toEqual([[id], 'halo']);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(detail.text).not.toContain('demo-hook-secret');
    expect(JSON.stringify(halo.simulator.control.calls())).not.toContain('demo-hook-secret');
  });

  it('lists the notifications of one, and deletes them with it', async () => {
    const id = await subscribe([901, 902]);
    const before = await halo.api.get(`Notification?webhook_id=${id}`);
    await halo.api.call('DELETE', `Webhook/${id}`);
    const after = await halo.api.get(`Notification?webhook_id=${id}`);

    expect([before.json.map((row: Record<string, unknown>) => row['eventno']), after.json]).toEqual([[901, 902], []]);
  });

  it.each([
    [{ url: 'ftp://sync.example' }, 'The URL must begin with https://'],
    [{ url: 'http://sync.example/hook' }, 'The URL must begin with https://'],
    [{ content_type: 'text/xml' }, 'The content type is not supported'],
    [{ authentication_type: 1 }, 'Please populate username'],
    [{ authentication_type: 2 }, 'The authentication type is not supported'],
  ])('refuses %j', async (members, text) => {
    const { status, json } = await post('Webhook', [{ ...WEBHOOK, url: receiver.url, ...members }]);

    expect([status, json]).toEqual([400, text]);
  });

  it('wants https even on loopback where switched', async () => {
    set({ loopbackHttpWebhooks: false });

    expect((await post('Webhook', [{ ...WEBHOOK, url: receiver.url }])).status).toBe(400);
  });

  it('binds notifications to webhooks that exist only', async () => {
    expect((await post('Notification', [{ webhook_id: 'nobody', eventno: 3 }])).status).toBe(400);
  });
});

describe('deliveries (halopsa.md 7, 13.9)', () => {
  it('tell a changed client with the key fields, without a signature', async () => {
    const id = await subscribe([902]);
    await changeClient();

    expect(receiver.hooks).toHaveLength(1);
    expect(receiver.hooks[0]).toMatchObject({
      path: '/hooks/halo/path-token',
      json: {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        notification_id: expect.any(Number),
        escmsg_id: 0,
        event: 'Client Updated',
        webhook_id: id,
        object_id: DEMO.client,
        timestamp: expect.any(String),
        client: { id: DEMO.client, name: 'Demo MSP' },
      },
    });
    expect(receiver.hooks[0]?.json.client).not.toHaveProperty('website');
    expect(Object.keys(receiver.hooks[0]?.headers ?? {}).filter((name) => /sign|hmac|authorization/.test(name))).toEqual([]);
  });

  it('carry the credentials of basic authentication', async () => {
    await subscribe([902], BASIC);
    await changeClient();

    expect(receiver.hooks[0]?.headers.authorization).toBe(`Basic ${Buffer.from('halo:demo-hook-secret').toString('base64')}`);
  });

  it.each([
    [{ authentication_type: 2 }, 'authorization', 'Bearer demo-hook-secret'],
    [{ authentication_type: 3 }, 'x-api-key', 'demo-hook-secret'],
    [{ authentication_type: 3, authentication_header: 'X-Halo-Secret' }, 'x-halo-secret', 'demo-hook-secret'],
  ])('carry other credentials where switched: %j', async (members, header, value) => {
    set({ moreAuthenticationTypes: true });
    await subscribe([902], { ...BASIC, ...members });
    await changeClient();

    expect(receiver.hooks[0]?.headers[header]).toBe(value);
  });

  it('hold the event alone, or the full object, where switched', async () => {
    await subscribe([902]);
    set({ webhookPayload: 'eventOnly' });
    await changeClient();
    set({ webhookPayload: 'full' });
    await changeClient();

    expect([receiver.hooks[0]?.json.client, receiver.hooks[1]?.json.client.website]).toEqual([
      undefined,
      'https://demomsp.example',
    ]);
  });

  it('name the entity as the tenant does, and may show names instead of ids', async () => {
    await subscribe([904]);
    set({ objectIdMember: 'objectid', objectWrapper: 'object', fieldDisplayValues: true });
    await post('Users', [{ id: DEMO.user, title: 'Owner' }]);
    await settle();

    expect(receiver.hooks[0]?.json).toMatchObject({ objectid: DEMO.user, object: { client_id: 'Demo MSP', site_id: 'Main' } });
    expect(receiver.hooks[0]?.json).not.toHaveProperty('object_id');
  });

  it('tell of new clients and their contacts, and not of pseudo-contacts', async () => {
    await subscribe([901, 903]);
    await post('Client', [NEW_CLIENT]);
    await settle();

    expect(receiver.hooks.map(({ json }) => json.event).toSorted()).toEqual(['New Client Created', 'New User Created']);
  });

  it('have the event numbers that the tenant has', async () => {
    set({ clientUpdatedEvent: 4_711 });
    await subscribe([4_711]);
    await changeClient();

    expect(receiver.hooks).toHaveLength(1);
  });

  it('tell of tickets by the known numbers', async () => {
    await subscribe([3, 76, 39, 1072]);
    const { json } = await post('Tickets', [{ summary: 'Printer', client_id: DEMO.client }]);
    await post('Tickets', [{ id: json.id, status_id: DEMO.closed }]);
    await halo.api.call('DELETE', `Tickets/${json.id}`);
    await settle();

    expect(receiver.hooks.map((hook) => hook.json.event).toSorted()).toEqual([
      'New Ticket Logged',
      'Status Changed',
      'Ticket Closed',
      'Ticket Deleted',
    ]);
  });

  it('are limited by conditions', async () => {
    const { json } = await post('Webhook', [{ ...WEBHOOK, url: receiver.url }]);
    const conditions = [{ fieldname: 'tickettype_id', value_int: DEMO.opportunityType }];
    await post('Notification', [{ webhook_id: json.id, eventno: 3, conditions }]);
    await post('Tickets', [{ summary: 'Printer', client_id: DEMO.client }]);
    await post('Opportunities', [{ summary: 'Firewall', client_id: DEMO.client }]);
    await settle();

    expect(receiver.hooks.map((hook) => hook.json.ticket.summary)).toEqual(['Firewall']);
  });

  it('are not sent by a webhook that is off, for a deletion of a client, or after a refused batch', async () => {
    await subscribe([902], { active: false });
    await subscribe([901, 902]);
    await post('Client', [{ id: DEMO.client, notes: 'undone' }, { name: '' }]);
    await halo.api.call('DELETE', `Client/${DEMO.otherClient}`);
    await settle();

    expect(receiver.hooks).toEqual([]);
  });

  it('follow the edits of people too', async () => {
    await subscribe([902]);
    halo.simulator.control.patch({ entity: 'Client', id: DEMO.client, values: { notes: 'by hand' } });
    await settle();

    expect(receiver.hooks).toHaveLength(1);
  });

  it('come in arrays when they are batched by count', async () => {
    await subscribe([902], { batch_method: 2, batch_limit: 3 });
    await changeClient(4);
    const full = receiver.hooks.map(({ json }) => json.length);
    halo.simulator.control.flushWebhooks();
    await settle();

    expect([full, receiver.hooks.map(({ json }) => json.length)]).toEqual([[3], [3, 1]]);
  });

  it('come in arrays when they are batched by time', async () => {
    await subscribe([902], { batch_method: 1, batch_delay_seconds: 30 });
    for (const notes of ['one', 'two']) await post('Client', [{ id: DEMO.client, notes }]);
    await clock.advance(29_000);
    const early = receiver.hooks.length;
    await clock.advance(1_000);
    await until(() => receiver.hooks.length > 0);
    await settle();

    expect([early, receiver.hooks.map(({ json }) => json.length)]).toEqual([0, [2]]);
  });

  it('know no batches where the older schema holds', async () => {
    set({ webhookBatchFields: false });
    await subscribe([902], { batch_method: 2, batch_limit: 3 });
    await changeClient();

    expect(Array.isArray(receiver.hooks[0]?.json)).toBe(false);
  });

  it('can be lost and doubled on the way', async () => {
    await subscribe([902]);
    halo.simulator.control.setWebhookDelivery({ dropNext: 1 });
    await changeClient();
    halo.simulator.control.setWebhookDelivery({ duplicateNext: 1 });
    await changeClient();

    expect([receiver.hooks.length, receiver.hooks[0]?.raw === receiver.hooks[1]?.raw]).toEqual([2, true]);
    expect(halo.simulator.control.webhookReports()).toMatchObject([{ delivered: 1, duplicated: 1, dropped: 1, abandoned: 0 }]);
  });
});

describe('failures (halopsa.md 7, 13.9)', () => {
  it.each([
    ['both', { active: false, disabled: true }],
    ['disabled', { active: true, disabled: true }],
    ['inactive', { active: false, disabled: false }],
  ] as const)('in a row switch a webhook off, told as %s, until a person switches it on', async (autoDisableShows, shown) => {
    set({ autoDisableShows });
    const id = await subscribe([902], { auto_disable_attempts: 2 });
    receiver.answers.splice(0, Infinity, 500);
    await changeClient(3);
    const off = await halo.api.get(`Webhook/${id}`);
    receiver.answers.splice(0, Infinity, 200);
    await post('Webhook', [{ id, active: true }]);
    await changeClient();

    expect([off.json, receiver.hooks.length]).toMatchObject([shown, 3]);
  });

  it('never do without such a number, and start anew after a success', async () => {
    const [never, twice] = [await subscribe([902]), await subscribe([904], { auto_disable_attempts: 2 })];
    receiver.answers.splice(0, Infinity, 500);
    await changeClient(3);
    for (const status of [500, 200, 500]) {
      receiver.answers.splice(0, Infinity, status);
      await post('Users', [{ id: DEMO.user, notes: String(status) }]);
      await settle();
    }
    const states = [await halo.api.get(`Webhook/${never}`), await halo.api.get(`Webhook/${twice}`)];

    expect(states.map(({ json }) => json.disabled)).toEqual([false, false]);
  });

  it('are tried again as often as the tenant does', async () => {
    set({ webhookRetries: 1, webhookRetryMs: 1_000 });
    await subscribe([902]);
    receiver.answers.splice(0, Infinity, 500, 200);
    await post('Client', [{ id: DEMO.client, notes: 'twice' }]);
    await until(() => clock.sleeping() > 0 && receiver.hooks.length === 1);
    await until(() => clock.nextDue()?.getTime() === clock.now().getTime() + 1_000);
    await clock.advance(1_000);
    await settle();

    expect(halo.simulator.control.webhookReports()).toMatchObject([{ delivered: 1, failedAttempts: 1, abandoned: 0 }]);
  });

  it('are listed with what was sent and what was answered', async () => {
    const id = await subscribe([902], BASIC);
    receiver.answers.splice(0, Infinity, 503);
    await changeClient();
    const { json, text } = await halo.api.get(`WebhookEvent?webhook_id=${id}`);
    const detail = await halo.api.detail(`WebhookEvent/${json[0].id}`);

    expect([json, JSON.parse(detail.json.requestbody)]).toMatchObject([
      [{ webhook_id: id, responsestatus: 503, entity_id: DEMO.client }],
      { object_id: DEMO.client },
    ]);
    expect(text).not.toContain('demo-hook-secret');
  });

  it('are listed without bodies by lightweight logs, and in an envelope where switched', async () => {
    set({ lightweightWebhookLogs: true, webhookEventEnvelope: true });
    const id = await subscribe([902]);
    await changeClient();
    const { json } = await halo.api.get(`WebhookEvent?webhook_id=${id}`);
    const detail = await halo.api.detail(`WebhookEvent/${json.webhookevents[0].id}`);

    expect(detail.json.requestbody).toBeNull();
  });
});
