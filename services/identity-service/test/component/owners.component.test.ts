import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { blockOutboundNetwork } from '@psa-bridge/testing';
import { startIdentityApp, type IdentityApp } from '../identity-app.ts';
import { INTEGRATION, peopleOf } from '../people.ts';

const unblock = blockOutboundNetwork();
const COMPANY = '01900000-0000-7000-8000-0000000000c1';

describe('whoever may own an opportunity', () => {
  let identity: IdentityApp;
  let editorId: string;
  let token: string;
  beforeEach(async () => {
    identity = await startIdentityApp();
    editorId = await identity.createEditor();
    token = (await identity.signIn()).accessToken;
  });
  afterEach(() => identity.app.stop());
  afterAll(() => unblock());

  const owners = async (query: string, as: string | undefined = token) => {
    const { status, body } = await identity.call('GET', `/internal/owners?${query}`, { token: as });
    return { status, items: (body as { items?: unknown[] }).items };
  };
  const company = (verified: boolean) => ({ company: { companyId: COMPANY, verified, how: 'admin' as const } });

  it('is found by our id and by the id in a connected PSA, with the company of the verified link (PA-32)', async () => {
    await peopleOf(identity).see({ externalId: '1', firstName: 'Somebody' });
    const tenantId = await peopleOf(identity).tenantId();
    const noted = { _id: INTEGRATION, tenantId, provider: 'autotask', name: 'Autotask', isRemoved: false, updatedAt: new Date() };
    await identity.collections.psaIntegrations.forTenant(tenantId).put(noted);
    await identity.changeUser(editorId, () => ({ ...company(true), externalIds: { [INTEGRATION]: '17' } }));

    const expected = { status: 200, items: [{ id: editorId, companyId: COMPANY, externalIds: { [INTEGRATION]: '17' } }] };
    await expect(owners(`id=${editorId}`)).resolves.toEqual(expected);
    await expect(owners('externalId=17')).resolves.toEqual(expected);
    await expect(owners('externalId=18')).resolves.toEqual({ status: 200, items: [] });
  });

  it('is nobody whose company link is not verified, and nobody who was deleted (PA-32)', async () => {
    await identity.changeUser(editorId, () => company(false));
    const unverified = await owners(`id=${editorId}`);
    await identity.changeUser(editorId, () => ({ ...company(true), state: 'deleted' }));
    const deleted = await owners(`id=${editorId}`);

    expect([unverified.items, deleted.items]).toEqual([[], []]);
  });

  it('is asked for in one way, by whoever may edit quotes (PA-32)', async () => {
    const [both, neither] = [await owners(`id=${editorId}&externalId=17`), await owners('')];
    const { status } = await owners(`id=${editorId}`, '');

    expect([both.status, neither.status, status]).toEqual([400, 400, 401]);
  });

  it('of work is known by name to whoever gives it, searched by that alone, and by nothing else of the person', async () => {
    const names = async (query: string, as: string | undefined = token) => {
      const { status, body } = await identity.call('GET', `/v1/users/names?${query}`, { token: as });
      return { status, items: (body as { items?: { id: string; name: string }[] }).items };
    };
    const editor = { id: editorId, name: 'Dora', isActive: true };
    await identity.changeUser(editorId, () => ({ name: 'Dora', email: 'secret@demo.example' }));

    await expect(names(`id=${editorId}`)).resolves.toEqual({ status: 200, items: [editor] });
    await expect(names('name=dor&kind=msp')).resolves.toEqual({ status: 200, items: [editor] });
    await expect(names('name=secret')).resolves.toEqual({ status: 200, items: [] });
    expect((await names('', '')).status).toBe(401);
    expect((await names('id=nobody')).status).toBe(400);
  });

  it('of work is a user of the tenant who is let in: neither one who is kept out nor one who was deleted', async () => {
    const standing = async (id: string) => {
      const { status, body } = await identity.call('GET', `/internal/users/${id}`, { token });
      return [status, (body as { isActive?: boolean }).isActive];
    };

    const active = await standing(editorId);
    await identity.changeUser(editorId, () => ({ allowLogin: false }));
    const keptOut = await standing(editorId);
    await identity.changeUser(editorId, () => ({ allowLogin: true, state: 'deleted' }));

    expect([active, keptOut, await standing(editorId)]).toEqual([
      [200, true],
      [200, false],
      [200, false],
    ]);
    expect(await standing('01900000-0000-7000-8000-0000000000ff')).toEqual([404, undefined]);
  });
});
