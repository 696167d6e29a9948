import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodePayload, events, topics, type PushRecord } from '@psa-bridge/contracts';
import { eventually } from '@psa-bridge/testing';
import { startGateway, type Gateway } from '../gateway-harness.ts';
import { problem } from '../http-upstream.ts';
import { person } from '@psa-bridge/http-server/route-suite';

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

const editorOf = (tenantId: string) => person(tenantId, ['Company editor', 'Quote editor']);

async function create(tenantId: string, path: string, body: object): Promise<string> {
  const reply = await gateway.call('POST', path, { as: editorOf(tenantId), body });
  expect(reply.status).toBe(201);
  return String(reply.body['id']);
}

async function draftQuote(tenantId: string): Promise<string> {
  const companyId = await create(tenantId, '/v1/companies', { name: 'Quoted' });
  const opportunityId = await create(tenantId, '/v1/opportunities', { name: 'Deal', companyId });
  return create(tenantId, '/v1/quotes', { title: 'Offer', companyId, opportunityId });
}

async function pushesOf(provider: string, entityId: string): Promise<PushRecord[]> {
  const found: PushRecord[] = [];
  for await (const message of gateway.bus.readAll(topics.commands(provider).name)) {
    const push = decodePayload(events.pushRecord, message.value);
    if (push.entityId === entityId) found.push(push);
  }
  return found;
}

describe('a save', () => {
  it('asks every connected integration for a push, and shows it on the record (SY-07)', async () => {
    const acme = await gateway.announce('t1', { provider: 'acme' });
    const zenith = await gateway.announce('t1', { provider: 'zenith', state: 'auth_failed' });

    const id = await create('t1', '/v1/companies', { name: 'Pushed' });

    await eventually(async () => {
      expect(await pushesOf('acme', id)).toMatchObject([{ integrationId: acme, entityType: 'company', desiredRevision: 1n }]);
      expect(await pushesOf('zenith', id)).toMatchObject([{ integrationId: zenith, entityType: 'company', desiredRevision: 1n }]);
    });
    const { body } = await gateway.call('GET', `/v1/companies/${id}`, { as: editorOf('t1') });
    expect(body['sync']).toMatchObject({ [acme]: { status: 'pending' }, [zenith]: { status: 'pending' } });
  });

  it("reaches an integration that is being connected, and never one that was removed or is another tenant's", async () => {
    const connecting = await gateway.announce('t2', { provider: 'acme', state: 'connecting' });
    const gone = await gateway.announce('t2', { provider: 'zenith' });
    await gateway.announceRemoval('t2', gone, 'zenith');
    const others = await gateway.announce('t3', { provider: 'zenith' });

    const id = await create('t2', '/v1/companies', { name: 'Early' });
    const after = await create('t3', '/v1/companies', { name: 'Later' });

    await eventually(async () => {
      expect(await pushesOf('acme', id)).toMatchObject([{ integrationId: connecting }]);
      expect(await pushesOf('zenith', after)).toMatchObject([{ integrationId: others }]);
    });
    expect(await pushesOf('zenith', id)).toEqual([]);
  });

  it('keeps a quote in draft here until it is sent', async () => {
    const integrationId = await gateway.announce('t4', { provider: 'acme' });
    const id = await draftQuote('t4');
    const draft = await gateway.call('GET', `/v1/quotes/${id}`, { as: editorOf('t4') });

    await gateway.call('POST', `/v1/quotes/${id}/send`, { as: editorOf('t4') });

    expect(draft.body['sync']).toEqual({});
    await eventually(async () => expect(await pushesOf('acme', id)).toMatchObject([{ integrationId, desiredRevision: 2n }]));
  });

  it('HP-18: asks for the opportunity of a quote in draft as it stands, once, and again where another one gets the quote', async () => {
    const integrationId = await gateway.announce('t7', { provider: 'acme' });
    const asked = { integrationId, entityType: 'opportunity', desiredRevision: 0n };
    const id = await draftQuote('t7');
    const { body: quote } = await gateway.call('GET', `/v1/quotes/${id}`, { as: editorOf('t7') });
    const first = String(quote['opportunityId']);
    const second = await create('t7', '/v1/opportunities', { name: 'Other deal', companyId: quote['companyId'] });
    const patch = (etag: number, body: object) =>
      gateway.call('PATCH', `/v1/quotes/${id}`, { as: editorOf('t7'), headers: { 'if-match': `"${etag}"` }, body });

    await patch(1, { title: 'Better offer' });
    await patch(2, { opportunityId: second });

    const saved = { integrationId, entityType: 'opportunity', desiredRevision: 1n };
    await eventually(async () => expect(await pushesOf('acme', second)).toMatchObject([saved, asked]));
    expect(await pushesOf('acme', first)).toMatchObject([saved, asked]);
    expect(await pushesOf('acme', id)).toEqual([]);
  });

  it('sends a quote in draft on where it was asked to sync', async () => {
    const integrationId = await gateway.announce('t5', { provider: 'acme' });
    const id = await draftQuote('t5');
    await gateway.records
      .forTenant('t5')
      .setExternal('quote', id, integrationId, { sync: { status: 'synchronized', at: new Date() } });

    await gateway.call('PATCH', `/v1/quotes/${id}`, {
      as: editorOf('t5'),
      headers: { 'if-match': '"1"' },
      body: { title: 'Better offer' },
    });

    await eventually(async () => expect(await pushesOf('acme', id)).toMatchObject([{ desiredRevision: 2n }]));
  });

  it('is not disturbed in its ETag by what a sync notes on the record', async () => {
    const integrationId = await gateway.announce('t6', { provider: 'acme' });
    const id = await create('t6', '/v1/companies', { name: 'Noted' });
    await gateway.records
      .forTenant('t6')
      .setExternal('company', id, integrationId, { sync: { status: 'synchronizing', at: new Date() } });

    const { status } = await gateway.call('PATCH', `/v1/companies/${id}`, {
      as: editorOf('t6'),
      headers: { 'if-match': '"1"' },
      body: { name: 'Changed' },
    });

    expect(status).toBe(200);
  });
});

describe('a sync that is asked for', () => {
  it('goes to every integration of the tenant', async () => {
    const acme = await gateway.announce('t10', { provider: 'acme' });
    const zenith = await gateway.announce('t10', { provider: 'zenith' });
    const id = await create('t10', '/v1/companies', { name: 'Asked' });
    gateway.answers.acme = () => ({ status: 202, body: '{}' });
    gateway.answers.zenith = () => problem(409, 'already_synchronizing', 'Already synchronizing');

    const { status, body } = await gateway.call('POST', `/v1/companies/${id}/sync`, { as: editorOf('t10') });

    expect(status).toBe(202);
    expect(body['integrations']).toEqual(
      expect.arrayContaining([
        { integrationId: acme, provider: 'acme', result: 'accepted' },
        {
          integrationId: zenith,
          provider: 'zenith',
          result: 'refused',
          code: 'already_synchronizing',
          message: 'Already synchronizing',
        },
      ]),
    );
    expect(gateway.behind.acme.seen.at(-1)).toMatchObject({
      method: 'POST',
      url: `/v1/integrations/acme/${acme}/records/company/${id}/sync`,
    });
  });

  it('is refused to the letter while one runs (SY-30)', async () => {
    await gateway.announce('t8', { provider: 'acme' });
    const id = await create('t8', '/v1/companies', { name: 'Busy' });
    gateway.answers.acme = () => problem(409, 'already_synchronizing', 'Already synchronizing');

    const { status, body } = await gateway.call('POST', `/v1/companies/${id}/sync`, { as: editorOf('t8') });

    expect([status, body['code'], body['detail']]).toEqual([409, 'already_synchronizing', 'Already synchronizing']);
  });

  it('says so when nothing is connected', async () => {
    const id = await create('t9', '/v1/companies', { name: 'Alone' });

    const { status, body } = await gateway.call('POST', `/v1/companies/${id}/sync`, { as: editorOf('t9') });

    expect([status, body['code']]).toEqual([409, 'no_integration_connected']);
  });
});
