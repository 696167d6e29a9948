import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { blockOutboundNetwork } from '@psa-bridge/testing';
import { EDITOR, startIdentityApp, type Answer, type IdentityApp } from '../identity-app.ts';
import { INTEGRATION, peopleOf } from '../people.ts';

const unblock = blockOutboundNetwork();
const OTHER_INTEGRATION = '01900000-0000-7000-8000-0000000000bb';

describe('people of a PSA', () => {
  let identity: IdentityApp;
  let people: ReturnType<typeof peopleOf>;
  let token: string;
  let editorId: string;

  const admin = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer> =>
    identity.call(method, path, { token, ...(body === undefined ? {} : { body }) });
  const user = async (id: string | undefined) => (await admin('GET', `/v1/users/${id ?? ''}`)).body as Record<string, unknown>;
  async function newUser(email: string, name: string): Promise<string> {
    const { body } = await admin('POST', '/v1/users', { email, name, password: 'a long demo password' });
    return (body as { id: string }).id;
  }

  beforeEach(async () => {
    identity = await startIdentityApp();
    people = peopleOf(identity);
    editorId = await identity.createEditor();
    token = (await identity.signIn()).accessToken;
  });
  afterEach(() => identity.app.stop());
  afterAll(() => unblock());

  it('ID-40: are matched by e-mail address where nobody has the external id, without case and surrounding space', async () => {
    const [person] = await people.see({ externalId: '17', firstName: 'Demo', emails: [` ${EDITOR.email.toUpperCase()} `] });

    expect(person).toMatchObject({ userId: editorId, explanation: { rule: 'email', lost: [] } });
    expect(await user(editorId)).toMatchObject({ kind: 'msp', externalIds: { [INTEGRATION]: '17' } });
  });

  it('ID-40: the external id goes before the e-mail address, and the explanation says who lost, why, and what would change it', async () => {
    const otherId = await newUser('other@demo.example', 'Other');
    await identity.changeUser(otherId, () => ({ externalIds: { [INTEGRATION]: '17' } }));

    const [person] = await people.see({ externalId: '17', firstName: 'Demo', emails: [EDITOR.email] });

    expect(person).toMatchObject({ userId: otherId, explanation: { rule: 'external-id' } });
    expect(person?.explanation.lost).toEqual([
      { id: editorId, name: EDITOR.name, because: `The user has the address ${EDITOR.email}, but another one goes before it.` },
    ]);
    expect(person?.explanation.wouldChange).toContain('an admin links the person to another user');
  });

  it('ID-42: a user who has the name and also a later address of the person is said to have come second by that address', async () => {
    const otherId = await newUser('later@demo.example', EDITOR.name);
    const [firstName = '', ...rest] = EDITOR.name.split(' ');
    const emails = [EDITOR.email, 'later@demo.example'];

    const [person] = await people.see({ externalId: '17', firstName, lastName: rest.join(' '), emails });

    expect(person?.explanation.lost).toEqual([
      {
        ...{ id: otherId, name: EDITOR.name },
        because: 'The user has the address later@demo.example, but another one goes before it.',
      },
    ]);
  });

  it('ID-40: how a link came about stays told, also once the external id alone would lead to it', async () => {
    await people.see({ externalId: '17', emails: [EDITOR.email] });
    const [again] = await people.see({ externalId: '17', emails: ['changed@demo.example'] });

    expect(again).toMatchObject({ userId: editorId, explanation: { rule: 'email' } });
  });

  it('ID-01, CW-51: whom no user matches becomes one of the MSP from what the PSA has, who may not do anything yet and verifies the address by signing in', async () => {
    const [person] = await people.see({
      externalId: '5',
      firstName: 'New',
      lastName: 'Member',
      emails: ['new@demo.example'],
      becomesUser: true,
    });

    expect(person).toMatchObject({ userId: expect.any(String), explanation: { rule: 'created' } });
    expect(await user(person?.userId)).toMatchObject({
      ...{ email: 'new@demo.example', name: 'New Member', kind: 'msp', isAdmin: false, permissions: [], emailVerified: false },
      externalIds: { [INTEGRATION]: '5' },
    });
    expect(await identity.collections.mailOutbox.acrossTenants('test').count({ to: 'new@demo.example' })).toBe(0);
  });

  it('CW-51: the external id goes first, then the address, and only then a user is made', async () => {
    const member = { externalId: '5', firstName: 'Demo', emails: [EDITOR.email], becomesUser: true };
    const [byEmail] = await people.see(member);
    await identity.changeUser(editorId, () => ({ email: 'moved@demo.example' }));
    const [byId] = await people.see(member);

    expect([byEmail?.userId, byId?.userId]).toEqual([editorId, editorId]);
    expect(await identity.collections.users.acrossTenants('test').count({})).toBe(2);
  });

  it('ID-41: whom no user matches stays unlinked where the PSA does not make users, and it is said what would change it', async () => {
    const [person] = await people.see({ externalId: '17', firstName: 'Nobody', emails: ['nobody@demo.example'] });

    expect(person).not.toHaveProperty('userId');
    expect(person?.explanation).toMatchObject({ rule: 'none', because: expect.stringContaining('No user has') });
    expect((await admin('GET', '/v1/people?linked=false')).body).toMatchObject({ total: 1, items: [{ externalId: '17' }] });
  });

  it.each([
    ['is inactive', { isActive: false, emails: [EDITOR.email], becomesUser: true }, 'inactive in the PSA'],
    ['has no address', { emails: [], becomesUser: true }, 'without an address'],
  ])('a person who %s makes no link and no user', async (_what, more, because) => {
    const [person] = await people.see({ externalId: '17', ...more });

    expect(person).not.toHaveProperty('userId');
    expect(person?.explanation.because).toContain(because);
    expect(await identity.collections.users.acrossTenants('test').count({})).toBe(2);
  });

  it('a deleted user is no match and blocks the address; restored, the next synchronization links it', async () => {
    await admin('DELETE', `/v1/users/${editorId}`);
    const [before] = await people.see({ externalId: '17', emails: [EDITOR.email], becomesUser: true });
    await admin('POST', `/v1/users/${editorId}/restore`);
    const [after] = await people.see({ externalId: '17', emails: [EDITOR.email], becomesUser: true });

    expect(before).not.toHaveProperty('userId');
    expect(before?.explanation.lost[0]?.because).toContain('deleted');
    expect(after?.userId).toBe(editorId);
  });

  it('two people of one PSA are never the same user; the one who came first keeps it', async () => {
    const [first] = await people.see({ externalId: '1', emails: [EDITOR.email] });
    const [second] = await people.see({ externalId: '2', emails: [EDITOR.email] });

    expect(first?.userId).toBe(editorId);
    expect(second).not.toHaveProperty('userId');
    expect(second?.explanation.lost[0]?.because).toContain('another person of this PSA already, 1');
  });

  it('one user may be a person of each of several PSAs', async () => {
    await people.see({ externalId: '1', emails: [EDITOR.email] });
    await people.see({ externalId: '9', emails: [EDITOR.email], integrationId: OTHER_INTEGRATION, provider: 'connectwise' });

    expect(await user(editorId)).toMatchObject({ externalIds: { [INTEGRATION]: '1', [OTHER_INTEGRATION]: '9' } });
  });

  it('an older reading changes nothing', async () => {
    const at = identity.clock.now();
    await people.see({ externalId: '17', firstName: 'Newer', emails: [EDITOR.email], seenAt: new Date(at.getTime() + 60_000) });
    await people.tell({ externalId: '17', firstName: 'Older', emails: [], seenAt: at });
    await people.see({ externalId: '18' });

    expect(await people.person(`${INTEGRATION}:17`)).toMatchObject({ firstName: 'Newer', userId: editorId });
  });

  it('ID-04, ID-05: the company link of a person is verified by the PSA, and one that is out of date follows it', async () => {
    const { companyId: former } = await identity.createCompany('Former', []);
    const { companyId } = await identity.createCompany('Demo MSP', []);
    await (await identity.records()).link('company', companyId, INTEGRATION, '0');
    await identity.changeUser(editorId, () => ({ company: { companyId: former, verified: false, how: 'psa-sync' } }));

    await people.see({ externalId: '17', emails: [EDITOR.email], companyExternalId: '0' });

    expect((await user(editorId))['company']).toEqual({ companyId, verified: true, how: 'psa-sync' });
    await expect(identity.signIn(EDITOR)).resolves.toBeDefined();
  });

  it("ID-05: a company that an admin chose stays an admin's choice", async () => {
    const { companyId: chosen } = await identity.createCompany('Chosen', []);
    const { companyId } = await identity.createCompany('Demo MSP', []);
    await (await identity.records()).link('company', companyId, INTEGRATION, '0');
    await admin('PUT', `/v1/users/${editorId}/company`, { companyId: chosen });

    await people.see({ externalId: '17', emails: [EDITOR.email], companyExternalId: '0' });

    expect((await user(editorId))['company']).toMatchObject({ companyId: chosen, how: 'admin' });
  });

  it('ID-04: where the PSA names no company of its own, the one that an admin named is taken', async () => {
    const { companyId } = await identity.createCompany('Demo MSP', []);
    await admin('PUT', '/v1/auth/settings', { ownCompanyId: companyId });
    const unknown = await admin('PUT', '/v1/auth/settings', { ownCompanyId: INTEGRATION });

    await people.see({ externalId: '17', emails: [EDITOR.email] });

    expect((await user(editorId))['company']).toMatchObject({ companyId, verified: true });
    expect(unknown).toMatchObject({ status: 400, body: { problems: [{ field: 'body.ownCompanyId' }] } });
  });

  it('ID-06: admins keep passing every check, whatever the PSA says of them', async () => {
    const { body } = await admin('GET', '/v1/auth/me');
    const { id, email } = body as { id: string; email: string };

    await people.see({ externalId: '17', emails: [email] });

    expect(await user(id)).toMatchObject({ isAdmin: true, externalIds: { [INTEGRATION]: '17' } });
    expect((await admin('GET', '/v1/users')).status).toBe(200);
  });

  it('ID-44: an admin finds people by address, tells them apart by external id, and links one against every rule', async () => {
    await people.see({ externalId: '1', emails: [EDITOR.email] });
    await people.see({ externalId: '2', emails: [EDITOR.email] });
    const found = (await admin('GET', `/v1/people?query=${encodeURIComponent(EDITOR.email)}`)).body;
    const otherId = await newUser('other@demo.example', 'Other');

    const linked = await admin('PUT', `/v1/people/${INTEGRATION}:1/link`, { userId: otherId });
    const [again] = await people.see({ externalId: '1', emails: [EDITOR.email] });

    expect((found as { items: { externalId: string }[] }).items.map(({ externalId }) => externalId).sort()).toEqual(['1', '2']);
    expect(linked.body).toMatchObject({ userId: otherId, explanation: { rule: 'admin' } });
    expect(again).toMatchObject({ userId: otherId, explanation: { rule: 'admin' } });
    expect((await user(editorId))['externalIds']).toEqual({});
  });

  it('ID-42: an admin takes a person from a user, and no rule links them again until an admin does', async () => {
    await people.see({ externalId: '1', emails: [EDITOR.email] });
    await admin('DELETE', `/v1/people/${INTEGRATION}:1/link`);
    const [apart] = await people.see({ externalId: '1', emails: [EDITOR.email] });
    const linked = await admin('PUT', `/v1/people/${INTEGRATION}:1/link`, { userId: editorId });

    expect(apart).not.toHaveProperty('userId');
    expect(linked.body).toMatchObject({ userId: editorId });
  });

  it('a user who is another person of the same PSA is refused by name', async () => {
    await people.see({ externalId: '1', emails: [EDITOR.email] }, { externalId: '2' });

    const answer = await admin('PUT', `/v1/people/${INTEGRATION}:2/link`, { userId: editorId });

    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'user_is_another_person', detail: expect.stringContaining('person 1') },
    });
  });

  it('two replicas that are told of the same person at the same moment make one user', async () => {
    const other = await startIdentityApp({ store: identity.store, clock: identity.clock, bus: identity.bus });
    const person = { externalId: '5', firstName: 'New', emails: ['new@demo.example'], becomesUser: true };

    await people.see(...Array.from({ length: 6 }, () => ({ ...person, seenAt: identity.clock.now() })));
    await other.app.stop();

    expect(await identity.collections.users.acrossTenants('test').count({ email: 'new@demo.example' })).toBe(1);
  });

  it('another tenant finds nobody', async () => {
    await people.see({ externalId: '17', emails: [EDITOR.email] });
    const stranger = { tenantId: 'tenant-b', subject: 'stranger', isAdmin: true, permissions: [] };
    const other = await startIdentityApp({ store: identity.store, verifyToken: () => Promise.resolve(stranger) });

    const answers = [
      await other.call('GET', `/v1/people/${INTEGRATION}:17`),
      await other.call('PUT', `/v1/people/${INTEGRATION}:17/link`, { body: { userId: editorId } }),
      await other.call('DELETE', `/v1/people/${INTEGRATION}:17/link`),
    ];
    await other.app.stop();

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});
