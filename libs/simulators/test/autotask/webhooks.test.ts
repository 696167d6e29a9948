import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock, type ManualClock } from '@psa-bridge/core';
import { until } from '@psa-bridge/testing';
import { startReceiver, type Receiver } from '../receiver.ts';
import { DEMO, NEW_COMPANY, startSimulator, type Started } from './harness.ts';

const SECRET = 'demo webhook secret';
const RETRY_MS = 30_000;

describe('webhooks (autotask.md 6)', () => {
  let clock: ManualClock;
  let started: Started;
  let receiver: Receiver;
  beforeEach(async () => {
    clock = createManualClock('2026-03-01T14:05:00.000Z');
    receiver = await startReceiver();
    started = await startSimulator({ clock });
    started.simulator.control.setSwitches({ errorSuffix: 'none' });
  });
  afterEach(async () => {
    expect(started.simulator.bugs()).toEqual([]);
    await started.simulator.stop();
    await receiver.stop();
  });

  const definition = (change: Record<string, unknown> = {}) => ({
    name: 'Demo hook',
    webhookUrl: `${receiver.url}/hook`,
    deactivationUrl: `${receiver.url}/deactivated`,
    secretKey: SECRET,
    isActive: true,
    sendThresholdExceededNotification: false,
    isSubscribedToCreateEvents: true,
    isSubscribedToUpdateEvents: true,
    isSubscribedToDeleteEvents: true,
    ...change,
  });

  async function fieldId(entity: string, name: string): Promise<number> {
    const { json } = await started.api.get(`${entity}WebhookFields/entityInformation/fields`);
    const field = json.fields.find((one: { name: string }) => one.name === 'fieldID');
    return Number(field.picklistValues.find(({ label }: { label: string }) => label === name).value);
  }

  /** Subscribes to the name, and shows the phone always. */
  async function install(entity: 'Company' | 'Contact' = 'Company', change: Record<string, unknown> = {}): Promise<number> {
    const { api } = started;
    const created = await api.post(`${entity}Webhooks`, definition(change));
    const id: number = created.json.itemId;
    const name = await fieldId(entity, entity === 'Company' ? 'companyName' : 'lastName');
    await api.post(`${entity}Webhooks/${id}/Fields`, {
      webhookID: id,
      fieldID: name,
      isSubscribedField: true,
      isDisplayAlwaysField: false,
    });
    await api.post(`${entity}Webhooks/${id}/Fields`, {
      webhookID: id,
      fieldID: await fieldId(entity, 'phone'),
      isSubscribedField: false,
      isDisplayAlwaysField: true,
    });
    return id;
  }

  const rename = (companyName: string, id: number = DEMO.company) =>
    started.simulator.control.patch({ entity: 'Companies', id, values: { companyName }, personId: DEMO.owner });
  /** The next thing to happen is a new try, not the end of a running one. */
  const isWaitingToRetry = () => clock.nextDue()?.getTime() === clock.now().getTime() + RETRY_MS;
  const settle = () => started.simulator.control.awaitWebhooks();

  it('tells an update of a subscribed field, signed over the raw body', async () => {
    const id = await install();
    const webhook = (await started.api.get(`CompanyWebhooks/${id}`)).json.item;

    rename('Demo Renamed');
    await settle();
    const [hook] = receiver.hooks;

    expect(webhook).toMatchObject({
      isReady: true,
      webhookGUID: expect.any(String),
      ownerResourceID: started.simulator.apiUserId,
    });
    expect(hook?.path).toBe('/hook');
    expect(hook?.json).toEqual({
      Action: 'Update',
      Guid: webhook.webhookGUID,
      EntityType: 'Account',
      Id: DEMO.company,
      Fields: { companyName: 'Demo Renamed', phone: '555-00001' },
      EventTime: '2026-03-01T14:05:00Z',
      PersonID: DEMO.owner,
      SequenceNumber: 1,
    });
    expect(hook?.headers['x-hook-signature']).toBe(
      `sha1=${createHmac('sha1', SECRET)
        .update(hook?.raw ?? '', 'utf8')
        .digest('base64')}`,
    );
  });

  it('escapes text beyond ASCII and markup in the signed body', async () => {
    await install();

    rename(`Käse & "Brot" <+>'\``);
    await settle();

    expect(receiver.hooks[0]?.raw).toContain(
      String.raw`"companyName":"K\u00E4se \u0026 \u0022Brot\u0022 \u003C\u002B\u003E\u0027\u0060"`,
    );
    expect(receiver.hooks[0]?.json.Fields.companyName).toBe(`Käse & "Brot" <+>'\``);
  });

  it('says nothing of other fields, and tells creates and deletes', async () => {
    await install('Contact');
    const { api } = started;
    const contacts = `Companies/${DEMO.company}/Contacts`;

    await api.patch(contacts, { id: DEMO.contact, title: 'unwatched' });
    const created = await api.post(contacts, { firstName: 'Robin', lastName: 'Example', isActive: 1 });
    await api.call('DELETE', `${contacts}/${created.json.itemId}`);
    await settle();

    expect(receiver.hooks.map(({ json }) => [json.Action, json.EntityType, json.Id, json.Fields, json.SequenceNumber])).toEqual([
      ['Create', 'Contact', created.json.itemId, { lastName: 'Example', phone: null }, 1],
      ['Delete', 'Contact', created.json.itemId, {}, 2],
    ]);
  });

  it('watches UDFs', async () => {
    const { api, simulator } = started;
    const id: number = (await api.post('CompanyWebhooks', definition())).json.itemId;
    const udfs = (await api.get('Companies/entityInformation/userDefinedFields')).json.fields;
    await api.post(`CompanyWebhooks/${id}/UdfFields`, {
      webhookID: id,
      udfFieldID: udfs[0].id,
      isSubscribedField: true,
      isDisplayAlwaysField: false,
    });

    simulator.control.patch({ entity: 'Companies', id: DEMO.company, udfs: { 'Customer Tier': '3' } });
    await settle();

    expect(receiver.hooks[0]?.json.Fields).toEqual({ 'Customer Tier': '3' });
  });

  it('says nothing without fields except of deletes', async () => {
    await started.api.post('CompanyWebhooks', definition());

    const created = await started.api.post('Companies', NEW_COMPANY);
    rename('Demo Renamed');
    started.simulator.control.remove({ entity: 'Companies', id: created.json.itemId });
    await settle();

    expect(receiver.hooks.map(({ json }) => json.Action)).toEqual(['Delete']);
  });

  it('says nothing of what an excluded resource, such as our own API user, changes', async () => {
    const id = await install();
    const { api, simulator } = started;
    await api.post(`CompanyWebhooks/${id}/ExcludedResources`, { webhookID: id, resourceID: simulator.apiUserId });

    await api.patch('Companies', { id: DEMO.company, companyName: 'Demo by us' });
    rename('Demo by a person');
    await settle();

    expect(receiver.hooks.map(({ json }) => json.Fields.companyName)).toEqual(['Demo by a person']);
  });

  it('says nothing of rows that the owner may not see, nor while it is inactive or not ready', async () => {
    const { api, simulator } = started;
    simulator.control.setSwitches({ webhookReadyAfterMs: 5_000 });
    const id = await install();
    const isReady = async () => (await api.get(`CompanyWebhooks/${id}`)).json.item.isReady;
    const before = await isReady();

    rename('Demo 1');
    await clock.advance(5_000);
    await api.patch('CompanyWebhooks', { id, isActive: false });
    rename('Demo 2');
    await api.patch('CompanyWebhooks', { id, isActive: true });
    simulator.control.hide({ entity: 'Companies', ids: [DEMO.company] });
    rename('Demo 3');
    simulator.control.reveal();
    rename('Demo 4');
    await settle();

    expect([before, await isReady()]).toEqual([false, true]);
    expect(receiver.hooks.map(({ json }) => json.Fields.companyName)).toEqual(['Demo 4']);
  });

  it('tries a failing event five times, half a minute apart, while later ones wait in order', async () => {
    await install();
    receiver.answers.splice(0, 1, 500, 500, 302, 404, 204);

    rename('Demo 1');
    rename('Demo 2');
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await until(() => receiver.hooks.length === attempt && isWaitingToRetry());
      await clock.advance(RETRY_MS);
    }
    await settle();

    expect(receiver.hooks.map(({ json }) => json.SequenceNumber)).toEqual([1, 1, 1, 1, 1, 2]);
    expect(started.simulator.control.webhookReports()).toMatchObject([
      { delivered: 2, failedAttempts: 4, waiting: 0, failuresInARow: 0 },
    ]);
  });

  it('writes an event that failed five times to the error log, which can be read and deleted', async () => {
    const id = await install();
    const { api } = started;
    receiver.answers.splice(0, 1, 500, 500, 500, 500, 500, 200);

    rename('Demo lost');
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await until(() => receiver.hooks.length === attempt && isWaitingToRetry());
      await clock.advance(RETRY_MS);
    }
    await settle();
    const [entry] = (await api.query('WebhookEventErrorLogs', [{ op: 'eq', field: 'accountWebhookID', value: id }])).json.items;
    const deleted = await api.call('DELETE', `WebhookEventErrorLogs/${entry.id}`);

    expect(entry).toMatchObject({ sequenceNumber: 1, errorMessage: 'The receiver answered 500.', contactWebhookID: null });
    expect(JSON.parse(entry.payload)).toMatchObject({ Fields: { companyName: 'Demo lost' } });
    expect(deleted.status).toBe(200);
  });

  it('counts silence of ten seconds as a failure', async () => {
    await receiver.stop();
    const { createServer } = await import('node:http');
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(Number(new URL(receiver.url).port), '127.0.0.1', resolve));
    let isReached = false;
    silent.once('request', () => {
      isReached = true;
    });
    await install();

    rename('Demo unheard');
    await until(() => isReached && clock.sleeping() === 1);
    await clock.advance(10_000);
    await until(() => started.simulator.control.webhookReports()[0]?.failedAttempts === 1);

    silent.closeAllConnections();
    silent.close();
    expect(started.simulator.control.webhookReports()).toMatchObject([{ delivered: 0, waiting: 1 }]);
  });

  it('disables a webhook after 25 failed events in a row and says so unsigned; reactivating starts anew', async () => {
    const id = await install();
    const { api } = started;
    receiver.answers[0] = 500;
    for (let event = 0; event < 26; event += 1) rename(`Demo ${event}`);

    const isDeactivated = () => receiver.hooks.some(({ path }) => path === '/deactivated');
    while (!isDeactivated()) {
      await until(() => isDeactivated() || isWaitingToRetry());
      await clock.advance(RETRY_MS);
    }
    await settle();
    const { item } = (await api.get(`CompanyWebhooks/${id}`)).json;
    const deactivated = receiver.hooks.find(({ path }) => path === '/deactivated');
    receiver.answers[0] = 200;
    await api.patch('CompanyWebhooks', { id, isActive: true });
    rename('Demo again');
    await settle();

    expect(item.isActive).toBe(false);
    expect(deactivated?.json).toEqual({ Action: 'Deactivated', Guid: item.webhookGUID, Id: id, EventTime: expect.any(String) });
    expect(deactivated?.headers).not.toHaveProperty('x-hook-signature');
    expect(receiver.hooks.at(-1)?.json.Fields.companyName).toBe('Demo again');
    expect(started.simulator.control.webhookReports()[0]?.failuresInARow).toBe(0);
  });

  it.each<[string, (id: number) => unknown]>([
    ['it is deleted', (id) => started.api.call('DELETE', `CompanyWebhooks/${id}`)],
    [
      'its owner is deactivated',
      () => started.simulator.control.deactivate({ entity: 'Resources', id: started.simulator.apiUserId }),
    ],
  ])('calls the deactivation address when %s', async (_name, act) => {
    const id = await install();

    await act(id);
    await until(() => receiver.hooks.length === 1);

    expect(receiver.hooks[0]).toMatchObject({ path: '/deactivated', json: { Action: 'Deactivated', Id: id } });
  });

  it('deletes fields and excluded resources with their webhook', async () => {
    const id = await install();

    await started.api.call('DELETE', `CompanyWebhooks/${id}`);

    expect(started.simulator.control.count({ entity: 'CompanyWebhookFields' })).toBe(0);
  });

  it('loses and doubles events as told; a lost one leaves a gap in the numbers', async () => {
    await install();
    const { control } = started.simulator;
    control.setWebhookDelivery({ dropNext: 1 });
    rename('Demo 1');
    rename('Demo 2');
    control.setWebhookDelivery({ duplicateNext: 1 });
    await settle();
    control.setWebhookDelivery({ dropPercent: 100 });
    rename('Demo 3');
    control.setWebhookDelivery({ dropPercent: 0, duplicatePercent: 100 });
    rename('Demo 4');
    await settle();

    expect(receiver.hooks.map(({ json }) => json.SequenceNumber)).toEqual([2, 2, 4, 4]);
    expect(control.webhookReports()).toMatchObject([{ sequence: 4, delivered: 2, duplicated: 2, dropped: 2 }]);
  });

  it('loses about the given share', async () => {
    await install();
    started.simulator.control.setWebhookDelivery({ dropPercent: 30 });

    for (let event = 0; event < 200; event += 1) rename(`Demo ${event}`);
    await settle();

    expect(receiver.hooks.length).toBeGreaterThan(110);
    expect(receiver.hooks.length).toBeLessThan(170);
  });

  it('holds deliveries back while the tenant is over its threshold', async () => {
    await install();
    const { control } = started.simulator;
    control.setUsage({ external: 10_000 });
    rename('Demo held');
    await until(() => clock.sleeping() === 1);
    const early = receiver.hooks.length;

    control.setUsage({ external: 0 });
    await clock.advance(RETRY_MS);
    await settle();

    expect([early, receiver.hooks.length]).toEqual([0, 1]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an http address elsewhere', { webhookUrl: 'http://example.com/hook' }, 'webhookUrl must be an https address on port 443.'],
    [
      'another port than 443',
      { deactivationUrl: 'https://example.com:8443/' },
      'deactivationUrl must be an https address on port 443.',
    ],
    ['no address', { webhookUrl: 'hook' }, 'webhookUrl must be an https address on port 443.'],
    [
      'a notification without an address',
      { sendThresholdExceededNotification: true },
      'Value does not exist for the required field notificationEmailAddress',
    ],
    ['a long secret', { secretKey: 'x'.repeat(65) }, 'secretKey must be less than or equal to 64 characters'],
  ])('refuses %s', async (_name, change, text) => {
    expect((await started.api.post('CompanyWebhooks', definition(change))).json.errors).toEqual([text]);
  });

  it('refuses a second webhook of the same address and event type, an inactive one counts', async () => {
    const { api } = started;
    const first = await api.post('CompanyWebhooks', definition({ isActive: false, isSubscribedToDeleteEvents: false }));

    const same = await api.post('CompanyWebhooks', definition({ isSubscribedToUpdateEvents: false }));
    const otherEvent = await api.post(
      'CompanyWebhooks',
      definition({ isSubscribedToCreateEvents: false, isSubscribedToUpdateEvents: false }),
    );
    const otherEntity = await api.post('ContactWebhooks', definition());

    expect([first, same, otherEvent, otherEntity].map(({ status }) => status)).toEqual([200, 500, 200, 200]);
  });

  it('wants https where the switch for loopback is off', async () => {
    started.simulator.control.setSwitches({ loopbackHttpWebhooks: false });

    expect((await started.api.post('CompanyWebhooks', definition())).status).toBe(500);
  });

  it('needs the right to create webhooks, and has a highest count', async () => {
    const { api, simulator } = started;
    simulator.control.setSecurity({ canCreateWebhooks: false });
    const off = await api.post('CompanyWebhooks', definition());
    simulator.control.setSecurity({ canCreateWebhooks: true, maxWebhooks: 1 });

    const first = await api.post('CompanyWebhooks', definition());
    const second = await api.post('ContactWebhooks', definition());

    expect([off.status, off.json.errors[0]]).toEqual([500, expect.stringContaining('adequate permissions to create')]);
    expect([first.status, second.status]).toEqual([200, 500]);
  });

  it('keeps the secret out of the call log', async () => {
    await install();

    const logged = JSON.stringify(started.simulator.control.calls());

    expect(logged).toContain('[redacted]');
    expect(logged).not.toContain(SECRET);
  });
});
