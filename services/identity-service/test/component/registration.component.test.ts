import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createRecordStore } from '@psa-bridge/records';
import { blockOutboundNetwork } from '@psa-bridge/testing';
import { startIdentityApp, variables, type Answer, type IdentityApp } from '../identity-app.ts';
import { browse, CLIENT, startSsoIssuer, type SsoIssuer } from '../sso-issuer.ts';

const unblock = blockOutboundNetwork();
const redirectUri = `${variables.PUBLIC_URL}/sign-in/callback`;
const PERSON = { email: 'person@customer.example', password: 'a long demo password' };

describe('whoever comes without an account', () => {
  let issuer: SsoIssuer;
  let identity: IdentityApp;

  async function put(body: object): Promise<Answer> {
    const { accessToken: token } = await identity.signIn();
    return identity.call('PUT', '/v1/auth/settings', { token, body: { providers: { acme: true }, ...body } });
  }
  async function bySso(email: string): Promise<Answer> {
    issuer.person = { sub: email, email, email_verified: true };
    const { body } = await identity.call('POST', '/v1/auth/sso/acme/begin', { body: {} });
    const { authorizationUrl, attempt } = body as { authorizationUrl: string; attempt: string };
    const answer = await browse(authorizationUrl, { redirectUri });
    return identity.call('POST', '/v1/auth/sso/acme/finish', { body: { answer, attempt } });
  }
  function register(email: string): Promise<Answer> {
    return identity.call('POST', '/v1/auth/register', { body: { email } });
  }
  async function mailsAfterAsking(email: string): Promise<number> {
    const { status } = await register(email);
    expect(status).toBe(202);
    await identity.mailsDone();
    return identity.collections.mailOutbox.acrossTenants('test').count({ to: email });
  }

  beforeAll(async () => {
    issuer = await startSsoIssuer({ redirectUri });
  });
  beforeEach(async () => {
    const acme = { name: 'acme', label: 'Acme ID', issuer: issuer.issuer, ...CLIENT };
    identity = await startIdentityApp({}, { OIDC_ISSUERS: JSON.stringify([acme]), ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8' });
    await put({});
  });
  afterEach(() => identity.app.stop());
  afterAll(async () => {
    await issuer.stop();
    unblock();
  });

  it('ID-01, ID-02, ID-45: a contact becomes a user by signing in, a customer, linked to the contact with the address, and no admin', async () => {
    const { companyId, contactId } = await identity.createCompany('Demo Customer', ['Person@Customer.example']);

    const { status, body } = await bySso(PERSON.email);

    expect(status).toBe(200);
    expect((body as { user: object }).user).toMatchObject({
      ...{ email: PERSON.email, isAdmin: false, kind: 'customer', name: 'Demo Demo Customer' },
      company: { companyId, contactId, verified: true, how: 'sign-in', explanation: { rule: 'only-contact' } },
    });
  });

  it('ID-32: whose domain a contact has may come in, as no admin and unlinked; whose domain nobody has may not', async () => {
    await identity.createCompany('Demo Customer', [PERSON.email]);

    const colleague = await bySso('colleague@customer.example');
    const stranger = await bySso('somebody@elsewhere.example');

    expect(colleague).toMatchObject({ status: 200, body: { user: { isAdmin: false } } });
    expect((colleague.body as { user: object }).user).not.toHaveProperty('company');
    expect(stranger).toMatchObject({ status: 403, body: { code: 'USER_UNKNOWN' } });
  });

  it('ID-32: a contact that is not enabled is refused', async () => {
    await identity.createCompany('Demo Customer', [PERSON.email], { isActive: false });

    expect(await bySso(PERSON.email)).toMatchObject({ status: 403, body: { detail: 'Your account has been disabled' } });
    expect(await mailsAfterAsking(PERSON.email)).toBe(0);
  });

  it('ID-30: who has an address of an MSP domain needs an invitation; other domains are unaffected', async () => {
    const { contactId } = await identity.createCompany('Demo MSP', ['tech@msp.example']);
    await identity.createCompany('Demo Customer', [PERSON.email]);
    await put({ mspDomains: ['MSP.example'] });

    const bySignIn = await bySso('tech@msp.example');
    const byMail = await mailsAfterAsking('tech@msp.example');
    const other = await bySso(PERSON.email);
    const { accessToken: token } = await identity.signIn();
    await identity.call('POST', '/v1/invitations', { token, body: { contactId } });
    const invited = await bySso('tech@msp.example');

    expect(bySignIn).toMatchObject({ status: 403, body: { code: 'INVITATION_REQUIRED' } });
    expect([byMail, other.status, invited.status]).toEqual([0, 200, 200]);
  });

  it('ID-30: domains are entered without @, in any case', async () => {
    const refused = await put({ mspDomains: ['@msp.example'] });
    const taken = await put({ mspDomains: [' MSP.example '] });

    expect(refused).toMatchObject({ status: 400, body: { problems: [{ field: 'body.mspDomains.0' }] } });
    expect(JSON.stringify(refused.body)).toContain('without @');
    expect(taken.body).toMatchObject({ mspDomains: ['msp.example'] });
  });

  it('ID-32: without a provider the way in is a mailed link, and the answer never tells whether the address is known', async () => {
    await identity.createCompany('Demo Customer', [PERSON.email]);

    const known = await mailsAfterAsking(PERSON.email);
    const unknown = await mailsAfterAsking('somebody@elsewhere.example');
    const token = await identity.mailedToken(PERSON.email);
    const accepted = await identity.call('POST', '/v1/auth/invitation/accept', { body: { token, password: PERSON.password } });

    expect([known, unknown, accepted.status]).toEqual([1, 0, 204]);
    await expect(identity.signIn(PERSON)).resolves.toMatchObject({ user: { kind: 'customer', company: { how: 'sign-in' } } });
  });

  it('somebody whom two tenants know has to ask for an invitation', async () => {
    await identity.createCompany('Demo Customer', [PERSON.email]);
    const at = identity.clock.now();
    await identity.collections.tenants
      .forTenant('tenant-b')
      .insert({ _id: 'tenant-b', tenantId: 'tenant-b', name: 'Other', createdAt: at });
    const records = createRecordStore({ store: identity.store, clock: identity.clock, source: 'test' }).forTenant('tenant-b');
    const { _id: companyId } = await records.create('company', { name: 'Same' }, { source: 'test', pushTo: [] });
    await records.create('contact', { companyId, firstName: 'Demo', email: PERSON.email }, { source: 'test', pushTo: [] });

    expect(await mailsAfterAsking(PERSON.email)).toBe(0);
  });

  it('two sign-ins of the same newcomer at the same moment make one user', async () => {
    await identity.createCompany('Demo Customer', [PERSON.email]);
    issuer.person = { sub: 'one', email: PERSON.email, email_verified: true };
    const begun = await Promise.all(
      [1, 2].map(
        async () =>
          (await identity.call('POST', '/v1/auth/sso/acme/begin', { body: {} })).body as {
            authorizationUrl: string;
            attempt: string;
          },
      ),
    );
    const journeys = await Promise.all(
      begun.map(async ({ authorizationUrl, attempt }) => ({ attempt, answer: await browse(authorizationUrl, { redirectUri }) })),
    );

    const answers = await Promise.all(journeys.map((body) => identity.call('POST', '/v1/auth/sso/acme/finish', { body })));

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await identity.collections.users.acrossTenants('test').count({ email: PERSON.email })).toBe(1);
  });
});
