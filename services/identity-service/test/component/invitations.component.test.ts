import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { blockOutboundNetwork } from '@psa-bridge/testing';
import { decodeJwt } from 'jose';
import { startIdentityApp, type Answer, type IdentityApp } from '../identity-app.ts';

const unblock = blockOutboundNetwork();
const PERSON = { email: 'person@customer.example', password: 'a long demo password' };
const DAY_MS = 24 * 60 * 60_000;

describe('invitations', () => {
  let identity: IdentityApp;
  let token: string;
  let contactId: string;
  let companyId: string;

  const admin = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Answer> =>
    identity.call(method, path, { token, ...(body === undefined ? {} : { body }) });
  const accept = (mailed: string, password = PERSON.password): Promise<Answer> =>
    identity.call('POST', '/v1/auth/invitation/accept', { body: { token: mailed, password } });
  const follow = (mailed: string): Promise<Answer> =>
    identity.call('POST', '/v1/auth/invitation/follow', { body: { token: mailed } });
  async function invite(more: object = {}): Promise<{ id: string; state: string }> {
    const { status, body } = await admin('POST', '/v1/invitations', { contactId, ...more });
    expect(status).toBe(201);
    return body;
  }
  async function stateOf(id: string): Promise<string> {
    return ((await admin('GET', `/v1/invitations/${id}`)).body as { state: string }).state;
  }

  beforeEach(async () => {
    identity = await startIdentityApp();
    token = (await identity.signIn()).accessToken;
    ({ contactId, companyId } = await identity.createCompany('Demo Customer', [PERSON.email]));
  });
  afterEach(() => identity.app.stop());
  afterAll(() => unblock());

  it('ID-31: the states are invitation sent, pending setup, active and no access, in that order of events', async () => {
    const { id, state } = await invite();
    const mailed = await identity.mailedToken(PERSON.email);

    const followed = await follow(mailed);
    const afterFollowing = await stateOf(id);
    await accept(mailed);
    const { user } = await identity.signIn(PERSON);
    const afterAccepting = await stateOf(id);
    await admin('POST', `/v1/users/${user.id}/deactivate`);

    expect(followed).toMatchObject({
      status: 200,
      body: { email: PERSON.email, tenantName: 'Demo MSP', name: 'Demo Demo Customer' },
    });
    expect([state, afterFollowing, afterAccepting, await stateOf(id)]).toEqual([
      ...['invitation sent', 'pending setup', 'active', 'no access'],
    ]);
  });

  it('ID-31: whoever accepts has the roles that were given, a verified company link and a verified address', async () => {
    const role = (await admin('POST', '/v1/roles', { name: 'Sales', permissions: ['Quote editor'] })).body as { id: string };
    await invite({ roleIds: [role.id] });
    await accept(await identity.mailedToken(PERSON.email));

    const { accessToken, user } = await identity.signIn(PERSON);

    expect(decodeJwt(accessToken)).toMatchObject({ permissions: ['Quote editor'], admin: false });
    expect(user).toMatchObject({
      ...{ kind: 'customer', emailVerified: true, roleIds: [role.id] },
      company: { companyId, contactId, verified: true, how: 'invitation' },
    });
  });

  it('ID-31: the link works once, only its hash is stored, and it says what to do when it is over', async () => {
    await invite();
    const mailed = await identity.mailedToken(PERSON.email);
    const stored = JSON.stringify(await identity.collections.mailTokens.acrossTenants('test').find({}));

    const first = await accept(mailed);
    const second = await accept(mailed, 'quite another password');

    expect(stored).not.toContain(mailed.slice(23));
    expect(first.status).toBe(204);
    expect(second).toMatchObject({ status: 400, body: { code: 'mail_token_invalid', problems: [{ field: 'body.token' }] } });
    await expect(identity.signIn(PERSON)).resolves.toBeDefined();
  });

  it('two who accept with the same link at the same moment make one user', async () => {
    await invite();
    const mailed = await identity.mailedToken(PERSON.email);

    const answers = await Promise.all([accept(mailed), accept(mailed, 'quite another password')]);

    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(await identity.collections.users.acrossTenants('test').count({ email: PERSON.email })).toBe(1);
  });

  it('an acceptance that died may be repeated a minute later', async () => {
    const { id } = await invite();
    const mailed = await identity.mailedToken(PERSON.email);
    const all = identity.collections.invitations.acrossTenants('test');
    await all.mutate(id, (current) => current && { ...current, takenAt: identity.clock.now() });

    const atOnce = await accept(mailed);
    await identity.clock.advance(61_000);
    const later = await accept(mailed);

    expect([atOnce.status, later.status]).toEqual([409, 204]);
    expect(atOnce.body).toMatchObject({ code: 'invitation_under_way' });
  });

  it('sent again, the link before is worthless and the new one holds', async () => {
    const { id } = await invite();
    const before = await identity.mailedToken(PERSON.email);
    await admin('POST', `/v1/invitations/${id}/resend`);
    const after = await identity.mailedToken(PERSON.email, 2);

    expect((await accept(before)).status).toBe(400);
    expect((await accept(after)).status).toBe(204);
  });

  it('one that was revoked or has expired opens nothing, until it is sent again', async () => {
    const { id } = await invite();
    const mailed = await identity.mailedToken(PERSON.email);
    const revoked = await admin('DELETE', `/v1/invitations/${id}`);
    const refused = await accept(mailed);
    await admin('POST', `/v1/invitations/${id}/resend`);
    const again = await identity.mailedToken(PERSON.email, 2);
    await identity.clock.leap(7 * DAY_MS);
    token = (await identity.signIn()).accessToken;

    expect(revoked.body).toMatchObject({ state: 'no access' });
    expect([refused.status, (await accept(again)).status, await stateOf(id)]).toEqual([400, 400, 'no access']);
  });

  it('ID-33: the invitation goes to the address that is given, and only that one is a user; identities are not shared', async () => {
    const billing = { email: 'billing@elsewhere.example', password: PERSON.password };
    await invite({ email: billing.email });
    await accept(await identity.mailedToken(billing.email));
    const other = await invite();
    const taken = await admin('POST', '/v1/invitations', { contactId, email: 'Billing@Elsewhere.example' });

    await expect(identity.signIn(billing)).resolves.toMatchObject({ user: { email: billing.email } });
    expect(other.state).toBe('invitation sent');
    expect(taken).toMatchObject({ status: 409, body: { code: 'email_taken' } });
  });

  it('two admins who invite the same person at the same moment make one invitation', async () => {
    const [a, b] = await Promise.all([invite(), invite()]);

    expect(a.id).toBe(b.id);
    expect((await admin('GET', `/v1/invitations?contactId=${contactId}`)).body).toMatchObject({ total: 1 });
  });

  it('a contact and a role that are not here are refused by name', async () => {
    const stranger = '01900000-0000-7000-8000-000000000009';

    const contact = await admin('POST', '/v1/invitations', { contactId: stranger });
    const role = await admin('POST', '/v1/invitations', { contactId, roleIds: [stranger] });

    expect(contact).toMatchObject({ status: 400, body: { problems: [{ field: 'body.contactId' }] } });
    expect(role).toMatchObject({ status: 400, body: { problems: [{ field: 'body.roleIds' }] } });
  });

  it('another tenant finds no invitation', async () => {
    const { id } = await invite();
    const stranger = { tenantId: 'tenant-b', subject: 'stranger', isAdmin: true, permissions: [] };
    const other = await startIdentityApp({ store: identity.store, verifyToken: () => Promise.resolve(stranger) });

    const answers = [
      await other.call('GET', `/v1/invitations/${id}`),
      await other.call('POST', `/v1/invitations/${id}/resend`),
      await other.call('DELETE', `/v1/invitations/${id}`),
    ];
    await other.app.stop();

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});
