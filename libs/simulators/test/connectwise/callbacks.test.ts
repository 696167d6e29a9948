import { createHash, createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock, type ManualClock } from '@psa-bridge/core';
import { until } from '@psa-bridge/testing';
import { plainCall } from '../http-client.ts';
import { startReceiver, type Receiver } from '../receiver.ts';
import { DEMO, NEW_COMPANY, startSimulator, type Started } from './harness.ts';

const DAY_MS = 86_400_000;

describe('callbacks (connectwise.md 10, 14.8)', () => {
  let clock: ManualClock;
  let started: Started;
  let receiver: Receiver;
  beforeEach(async () => {
    clock = createManualClock('2026-03-01T14:05:00.000Z');
    receiver = await startReceiver();
    started = await startSimulator({ clock });
  });
  afterEach(async () => {
    expect(started.simulator.bugs()).toEqual([]);
    await started.simulator.stop();
    await receiver.stop();
  });

  const entry = (change: Record<string, unknown> = {}) => ({
    description: 'Demo callback',
    url: `${receiver.url}/hook?recordId=`,
    objectId: 0,
    type: 'company',
    level: 'owner',
    ...change,
  });
  const install = async (change: Record<string, unknown> = {}): Promise<number> =>
    (await started.api.post('system/callbacks', entry(change))).json.id;
  const rename = (name: string, id: number = DEMO.company) =>
    started.simulator.control.patch({ entity: 'Company', id, values: { name } });
  const settle = () => started.simulator.control.awaitCallbacks();
  const report = () => started.simulator.control.callbackReports()[0];

  describe('registration', () => {
    it('echoes the entry with id, objectId 1 for 0, the member and a GUID', async () => {
      const { status, json } = await started.api.post('system/callbacks', {
        ...entry({ url: 'https://test.com/webhook?recordId=', type: 'contact' }),
        id: 0,
        inactiveFlag: false,
        payloadVersion: '3.0.0',
        memberId: 0,
        isSelfSuppressedFlag: false,
        connectWiseID: '',
      });

      expect([status, json]).toMatchObject([
        201,
        {
          id: 26_559,
          objectId: 1,
          memberId: 243,
          payloadVersion: '3.0.0',
          connectWiseID: expect.stringMatching(/^[0-9a-f-]{36}$/),
        },
      ]);
      expect(json._info.updatedBy).toBe('quotingapi');
    });

    it('answers the literal capture of section 8 for a bad address and level', async () => {
      const { text } = await started.api.post('system/callbacks', entry({ url: 'nowhere', level: 'Colour' }));

      expect(text).toBe(
        '{"code":"InvalidObject","message":"callbackEntry object is invalid","errors":[{"code":"InvalidField","message":"Invalid URL","resource":"callbackEntry","field":"url"},{"code":"InvalidObject","message":"Unrecognized level for type, see documentation for supported levels for each type","resource":"callbackEntry","field":"level"}]}',
      );
    });

    it('refuses the same type, level, object and address again', async () => {
      await install();
      const { status, json } = await started.api.post('system/callbacks', entry({ objectId: 1 }));

      expect([status, json.errors]).toEqual([
        400,
        [
          {
            code: 'ObjectExists',
            message: 'A matching callback entry already exists',
            resource: 'callbackEntry',
            field: 'objectId',
          },
        ],
      ]);
    });

    it.each(['http://example.com/?recordId=', 'ftp://example.com/', 'https://intranet/', ''])(
      'refuses the address %s',
      async (url) => {
        expect((await started.api.post('system/callbacks', entry({ url }))).status).toBe(400);
      },
    );

    it('takes public https alone where loopback is switched off', async () => {
      started.simulator.control.setSwitches({ loopbackHttpCallbacks: false });

      expect((await started.api.post('system/callbacks', entry())).status).toBe(400);
    });

    it('takes type site only where switched (unconfirmed)', async () => {
      const refused = await started.api.post('system/callbacks', entry({ type: 'site' }));
      started.simulator.control.setSwitches({ siteCallbacks: true });

      expect([refused.status, (await started.api.post('system/callbacks', entry({ type: 'site' }))).status]).toEqual([400, 201]);
    });

    it('is found by its address, counted, patched and deleted', async () => {
      const id = await install();
      const found = await started.api.ids('system/callbacks', { conditions: 'url contains "127.0.0.1"' });
      const patched = await started.api.patch(`system/callbacks/${id}`, ['replace', 'inactiveFlag', true]);
      const removed = await started.api.remove(`system/callbacks/${id}`);

      expect([found, patched.json.inactiveFlag, removed.status]).toEqual([[id], true, 204]);
      expect((await started.api.get('system/callbacks/count')).json).toEqual({ count: 0 });
    });
  });

  describe('delivery', () => {
    it('posts the message with the record’s id raw behind the address and an action', async () => {
      const id = await install();

      rename('Demo Renamed');
      await settle();
      const [hook] = receiver.hooks;

      expect(hook?.path).toBe(`/hook?recordId=${DEMO.company}&action=updated`);
      expect(hook?.json).toEqual({
        Action: 'updated',
        CallbackObjectRecId: id,
        CompanyId: 'demomsp',
        Entity: expect.any(String),
        FromUrl: expect.any(String),
        ID: DEMO.company,
        MemberId: 'demoadmin',
        MessageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        Metadata: { key_url: expect.stringContaining('/v2025_1//system/callbackkey/index.rails?companyName=demomsp&id=') },
        PartnerId: expect.any(String),
        ProductInstanceId: expect.any(String),
        Type: 'company',
      });
      expect(JSON.parse(hook?.json.Entity)).toMatchObject({ id: DEMO.company, name: 'Demo Renamed' });
    });

    it('is signed with HMAC-SHA256 by the hash of the key that key_url gives', async () => {
      await install();
      rename('Demo Rënamed');
      await settle();
      const [hook] = receiver.hooks;
      const { json } = await plainCall('GET', hook?.json.Metadata.key_url, {});
      const key = createHash('sha256').update(json.signing_key, 'utf8').digest();

      expect(hook?.headers['x-content-signature']).toBe(
        createHmac('sha256', key)
          .update(hook?.raw ?? '', 'utf8')
          .digest('base64'),
      );
    });

    it('serves the key to strangers unless switched, and a rotated one beside the old (15, unconfirmed)', async () => {
      await install();
      rename('One');
      started.simulator.control.rotateCallbackKey();
      rename('Two');
      await settle();
      const urls = receiver.hooks.map(({ json }) => String(json.Metadata.key_url));
      const keys = await Promise.all(urls.map(async (url) => (await plainCall('GET', url, {})).json.signing_key));
      const unknown = await plainCall('GET', `${urls[0]}x`, {});
      started.simulator.control.setSwitches({ callbackKeyNeedsAuth: true });
      const [url = ''] = urls;

      expect([new Set(keys).size, unknown.status]).toEqual([2, 404]);
      expect([(await plainCall('GET', url, {})).status, (await started.api.get(url)).status]).toEqual([401, 200]);
    });

    it('tells a partial contact: neither company nor arrays', async () => {
      await install({ type: 'contact' });

      started.simulator.control.patch({ entity: 'Contact', id: DEMO.contact, values: { title: 'Owner' } });
      await settle();

      const told = JSON.parse(receiver.hooks[0]?.json.Entity);
      expect([told.title, told.company, told.communicationItems, told.types]).toEqual(['Owner', undefined, undefined, undefined]);
    });

    it('tells creations and deletions, the latter without an entity', async () => {
      await install();

      const { json } = await started.api.post('company/companies', NEW_COMPANY);
      await started.api.remove(`company/companies/${json.id}`);
      await settle();

      const told = receiver.hooks.map((hook) => [hook.json.Action, hook.json.Entity === null, hook.json.MemberId]);
      expect(told.sort()).toEqual([
        ['added', false, 'quotingapi'],
        ['deleted', true, 'quotingapi'],
      ]);
    });

    it('leaves out what the registering member did itself where asked', async () => {
      await install({ isSelfSuppressedFlag: true });

      await started.api.patch(`company/companies/${DEMO.company}`, ['replace', 'name', 'Own']);
      rename('Theirs', DEMO.otherCompany);
      await settle();

      expect(receiver.hooks.map(({ json }) => json.ID)).toEqual([DEMO.otherCompany]);
    });

    it('leaves out a ticket with skipCallback', async () => {
      await install({ type: 'ticket' });
      const ticket = { summary: 'x', company: { id: DEMO.company } };

      await started.api.post('service/tickets', { ...ticket, skipCallback: true });
      const { json } = await started.api.post('service/tickets', ticket);
      await settle();

      expect(receiver.hooks.map((hook) => hook.json.ID)).toEqual([json.id]);
    });

    it.each([
      { level: 'Status', objectId: 1, told: DEMO.company, other: DEMO.otherCompany },
      { level: 'Company', objectId: DEMO.otherCompany, told: DEMO.otherCompany, other: DEMO.company },
      { level: 'Type', objectId: 3, told: DEMO.vendor, other: DEMO.company },
    ])('at level $level with object $objectId tells of $told, not of $other', async ({ level, objectId, told, other }) => {
      if (level === 'Status') started.simulator.control.patch({ entity: 'Company', id: other, values: { status: { id: 2 } } });
      await install({ level, objectId });

      rename('Not told', other);
      rename('Told', told);
      await settle();

      expect(receiver.hooks.map(({ json }) => json.ID)).toEqual([told]);
    });

    it('is not told of set-up tables', async () => {
      await install({ type: 'productcatalog' });

      started.simulator.control.deactivate({ entity: 'Product Category', id: DEMO.hardware });
      await settle();

      expect(receiver.hooks).toEqual([]);
    });

    it('loses, doubles and delays where asked', async () => {
      await install();
      const { control } = started.simulator;
      control.setCallbackDelivery({ dropNext: 1 });
      rename('Lost');
      control.setCallbackDelivery({ duplicateNext: 1 });
      rename('Twice');
      await settle();
      const ids = receiver.hooks.map(({ json }) => json.MessageId);
      control.setCallbackDelivery({ delayMs: 60_000 });
      rename('Late');
      await until(() => clock.sleeping() === 1);
      const before = receiver.hooks.length;
      await clock.advance(60_000);
      await settle();

      expect([ids.length, new Set(ids).size, before, receiver.hooks.length]).toEqual([2, 1, 2, 3]);
      expect(report()).toMatchObject({ dropped: 1, duplicated: 1, delivered: 2 });
    });
  });

  describe('retries and disabling', () => {
    it.each([404, 409, 419, 429])('tries again after 2 s and after 4 s for %i, then gives up', async (status) => {
      await install();
      receiver.answers.splice(0, 1, status);

      rename('Renamed');
      const retry = async (hooks: number, ms: number) => {
        await until(() => receiver.hooks.length === hooks && clock.nextDue()?.getTime() === clock.now().getTime() + ms);
        await clock.advance(ms);
      };
      await retry(1, 2_000);
      await retry(2, 4_000);
      await settle();

      expect([receiver.hooks.length, report()]).toMatchObject([3, { failedAttempts: 3, abandoned: 1, delivered: 0 }]);
      expect(new Set(receiver.hooks.map(({ json }) => json.MessageId)).size).toBe(1);
    });

    it.each([500, 503, 400, 301])('does not try again for %i', async (status) => {
      await install();
      receiver.answers.splice(0, 1, status);

      rename('Renamed');
      await settle();

      expect([receiver.hooks.length, report()]).toMatchObject([1, { abandoned: 1 }]);
    });

    it('gives up after 5 s without an answer', async () => {
      await install({ url: `${receiver.url}/hang?recordId=` });
      await receiver.stop();
      const silent = await startSimulator();
      silent.simulator.control.addFault({ action: { kind: 'timeoutBeforeCommit' }, times: null });
      await install({ url: `${silent.simulator.siteUrl()}/login/companyinfo/x?recordId=`, type: 'contact' });

      started.simulator.control.patch({ entity: 'Contact', id: DEMO.contact, values: { title: 'Owner' } });
      await until(() => silent.simulator.control.calls().length === 1);
      await clock.advance(5_000);
      await settle();
      await silent.simulator.stop();

      expect(report()).toMatchObject({ abandoned: 1, failedAttempts: 1 });
      receiver = await startReceiver();
    });

    it('sets the entry inactive after failures on three consecutive days, and a person reactivates it', async () => {
      const id = await install();
      receiver.answers.splice(0, 1, 500);
      const flags: unknown[] = [];
      for (let day = 1; day <= 4; day += 1) {
        rename(`Day ${day}`);
        await settle();
        flags.push((await started.api.get(`system/callbacks/${id}`)).json.inactiveFlag);
        await clock.advance(DAY_MS);
      }
      receiver.answers.splice(0, 1, 200);
      await started.api.patch(`system/callbacks/${id}`, ['replace', 'inactiveFlag', false]);
      rename('Mended');
      await settle();

      expect([flags, receiver.hooks.length]).toEqual([[false, false, true, true], 4]);
    });

    it('begins the days anew after a success and after a day without a failure', async () => {
      const id = await install();
      for (const statuses of [[500], [500, 200], [500], [], [500], [500]]) {
        for (const status of statuses) {
          receiver.answers.splice(0, 1, status);
          rename(`Renamed ${clock.now().getTime()} ${status}`);
          await settle();
        }
        await clock.advance(DAY_MS);
      }

      expect((await started.api.get(`system/callbacks/${id}`)).json.inactiveFlag).toBe(false);
    });
  });
});
