import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  decodePayload,
  events,
  newEvent,
  Outcome,
  timestampFromDate,
  toBusMessage,
  topics,
  type SyncResult,
} from '@psa-bridge/contracts';
import { blockOutboundNetwork, eventually } from '@psa-bridge/testing';
import { ADMIN, EDITOR, startIdentityApp, type IdentityApp } from '../identity-app.ts';
import { INTEGRATION, peopleOf } from '../people.ts';

const unblock = blockOutboundNetwork();

describe('linking at the sign-in', () => {
  let identity: IdentityApp;
  let editorId: string;
  let tenantId: string;

  async function publish(topic: string, event: Parameters<typeof toBusMessage>[0]): Promise<void> {
    await identity.bus.publish(topic, [toBusMessage(event)]);
  }
  async function announce(): Promise<void> {
    const at = identity.clock.now();
    const data = {
      integrationId: INTEGRATION,
      provider: 'autotask',
      name: 'Demo',
      state: 'connected',
      updatedAt: timestampFromDate(at),
    };
    const { name: topic } = topics.integrations;
    await publish(topic, newEvent(events.integrationAnnounced, { topic, key: INTEGRATION, source: 'test', tenantId, at, data }));
    await eventually(async () => {
      if (!(await identity.collections.psaIntegrations.acrossTenants('test').get(INTEGRATION))) throw new Error('not taken in');
    });
  }
  async function results(count: number): Promise<readonly SyncResult[]> {
    return eventually(async () => {
      await identity.app.flushOutbox();
      const found: SyncResult[] = [];
      for await (const message of identity.bus.readAll(topics.syncResults.name))
        found.push(decodePayload(events.syncResult, message.value));
      if (found.length < count) throw new Error(`there are ${found.length} results`);
      return found.sort((a, b) => Number(a.sequence - b.sequence));
    });
  }
  const company = async () => (await identity.collections.users.acrossTenants('test').get(editorId))?.company;

  beforeEach(async () => {
    identity = await startIdentityApp();
    editorId = await identity.createEditor();
    tenantId = await peopleOf(identity).tenantId();
  });
  afterEach(() => identity.app.stop());
  afterAll(() => unblock());

  it('ID-45: a user who belongs to no company is linked to the contact with the same address', async () => {
    const { companyId, contactId } = await identity.createCompany('Demo Customer', [EDITOR.email]);

    await identity.signIn(EDITOR);

    expect(await company()).toMatchObject({ companyId, contactId, verified: true, explanation: { rule: 'only-contact' } });
  });

  it('ID-21, ID-45: an address that was not verified links nobody', async () => {
    await identity.createCompany('Demo Customer', [EDITOR.email]);
    await identity.changeUser(editorId, () => ({ emailVerified: false }));

    const { body } = await identity.call('POST', '/v1/auth/sign-in', {
      body: { email: EDITOR.email, password: EDITOR.password },
    });

    expect(body).toMatchObject({ code: 'EMAIL_UNVERIFIED' });
    expect(await company()).toBeUndefined();
  });

  it('ID-43, ID-22: where several companies share the address the first is taken, and an admin verifies it before anybody gets in', async () => {
    const { companyId } = await identity.createCompany('First', [EDITOR.email]);
    await identity.createCompany('Second', [EDITOR.email]);

    const refused = await identity.call('POST', '/v1/auth/sign-in', { body: { email: EDITOR.email, password: EDITOR.password } });
    const { accessToken: token } = await identity.signIn();
    await identity.call('PUT', `/v1/users/${editorId}/company`, { token, body: { companyId } });

    expect(refused).toMatchObject({ status: 403, body: { detail: 'Your company link has not been verified' } });
    await expect(identity.signIn(EDITOR)).resolves.toBeDefined();
  });

  it('IS-11, ID-43: where no contact has the address the user stays unlinked and an issue is logged, which the link clears', async () => {
    await announce();
    await identity.signIn(EDITOR);
    await identity.createCompany('Demo Customer', [EDITOR.email]);
    await identity.signIn(EDITOR);

    const [failed, cleared] = await results(2);

    expect(failed).toMatchObject({
      ...{ entityType: 'user', entityId: editorId, entityName: EDITOR.name, integrationId: INTEGRATION, provider: 'identity' },
      ...{
        outcome: Outcome.FAILED,
        failure: { code: 'user_not_linked', message: expect.stringContaining('No contact of the PSA') },
      },
    });
    expect(failed?.failure?.message).not.toContain(EDITOR.email);
    expect(cleared).toMatchObject({ outcome: Outcome.SUCCEEDED, entityId: editorId });
    expect(await company()).toMatchObject({ verified: true });
  });

  it('IS-03, IS-11: a retry of that issue looks for the contact once more', async () => {
    await announce();
    await identity.signIn(EDITOR);
    await identity.createCompany('Demo Customer', [EDITOR.email]);
    const { name: topic } = topics.commands('identity');
    const data = { integrationId: INTEGRATION, entityType: 'user', entityId: editorId, issueId: 'issue' };

    await publish(
      topic,
      newEvent(events.retryWork, { topic, key: editorId, source: 'test', tenantId, at: identity.clock.now(), data }),
    );

    expect((await results(2)).map(({ outcome }) => outcome)).toEqual([Outcome.FAILED, Outcome.SUCCEEDED]);
  });

  it('ID-03, IS-11: admins need no link, and without a PSA there are no contacts to be missed', async () => {
    await identity.signIn(EDITOR);
    await announce();
    await identity.signIn(ADMIN);
    await identity.signIn(EDITOR);

    expect((await results(1)).map(({ entityId }) => entityId)).toEqual([editorId]);
  });

  it('ID-52: whether a PSA is connected, without which nobody makes contacts, is told to whoever is signed in', async () => {
    const me = async () => {
      const { accessToken: token } = await identity.signIn();
      return (await identity.call('GET', '/v1/auth/me', { token })).body;
    };

    const before = await me();
    await announce();

    expect(before).toMatchObject({ tenant: { hasPsa: false } });
    expect(await me()).toMatchObject({ tenant: { hasPsa: true } });
  });

  it('ID-53: the user who is a contact is found by it, with the link that the badge Vendor verified stands for', async () => {
    const { contactId } = await identity.createCompany('Demo Customer', [EDITOR.email]);
    await identity.signIn(EDITOR);
    const { accessToken: token } = await identity.signIn();

    const { body } = await identity.call('GET', `/v1/users?contactId=${contactId}`, { token });

    expect(body).toMatchObject({ total: 1, items: [{ id: editorId, company: { contactId, verified: true } }] });
  });

  it('ID-32: a customer whose contact is switched off is kept out at the next sign-in and the next refresh', async () => {
    const { contactId } = await identity.createCompany('Demo Customer', [EDITOR.email]);
    const { refreshToken } = await identity.signIn(EDITOR);
    const records = await identity.records();
    await records.update('contact', contactId, { isActive: false }, { source: 'test', pushTo: [] });

    const refreshed = await identity.call('POST', '/v1/auth/refresh', { body: { refreshToken } });
    const again = await identity.call('POST', '/v1/auth/sign-in', { body: { email: EDITOR.email, password: EDITOR.password } });

    expect([refreshed, again]).toMatchObject(
      Array.from({ length: 2 }, () => ({ status: 403, body: { detail: 'Your account has been disabled' } })),
    );
  });
});
