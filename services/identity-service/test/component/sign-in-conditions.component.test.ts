import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { createRecordStore } from '@psa-bridge/records';
import { blockOutboundNetwork } from '@psa-bridge/testing';
import type { User } from '../../src/domain/user.ts';
import { EDITOR, startIdentityApp, type Answer, type IdentityApp, type Tokens } from '../identity-app.ts';

const unblock = blockOutboundNetwork();

/** What the product says, to the letter. */
const REFUSALS = {
  USER_DELETED: 'User has been deleted',
  EMAIL_UNVERIFIED: "Your email address hasn't been verified yet",
  COMPANY_UNVERIFIED: 'Your company link has not been verified',
  LOGIN_DISABLED: 'Your account has been disabled',
  COMPANY_NOT_ALLOWED: 'Unfortunately, your company is not enabled for the portal yet',
} as const;

function link(companyId: string, verified = true): Pick<User, 'company'> {
  return { company: { companyId, verified, how: 'admin' } };
}

describe('the conditions of signing in', () => {
  let identity: IdentityApp;
  let editorId: string;
  let tenantId: string;

  function trySignIn(): Promise<Answer> {
    return identity.call('POST', '/v1/auth/sign-in', { body: { email: EDITOR.email, password: EDITOR.password } });
  }
  function refresh(refreshToken: string): Promise<Answer> {
    return identity.call('POST', '/v1/auth/refresh', { body: { refreshToken } });
  }
  async function company(type: string): Promise<string> {
    const records = createRecordStore({ store: identity.store, clock: identity.clock, source: 'test' });
    const { _id } = await records
      .forTenant(tenantId)
      .create('company', { name: 'Demo Customer', type }, { source: 'test', pushTo: [] });
    return _id;
  }
  async function putSettings(body: unknown): Promise<Answer> {
    const { accessToken: token } = await identity.signIn();
    return identity.call('PUT', '/v1/auth/settings', { token, body });
  }

  beforeEach(async () => {
    identity = await startIdentityApp();
    editorId = await identity.createEditor();
    tenantId = (await identity.collections.users.acrossTenants('test').get(editorId))?.tenantId ?? '';
  });
  afterEach(() => identity.app.stop());
  afterAll(() => unblock());

  it.each([
    ['ID-20', 'USER_DELETED', { state: 'deleted' }],
    ['ID-21', 'EMAIL_UNVERIFIED', { emailVerified: false }],
    ['ID-22', 'COMPANY_UNVERIFIED', link('company-1', false)],
    ['ID-23', 'LOGIN_DISABLED', { allowLogin: false }],
  ] as const)(
    '%s: %s is told at sign-in and at refresh, with the exact message, and lifted when mended',
    async (_id, code, change) => {
      const { refreshToken } = await identity.signIn(EDITOR);
      const before = await identity.collections.users.acrossTenants('test').get(editorId);
      await identity.changeUser(editorId, () => change);

      const refusedRefresh = await refresh(refreshToken);
      const refusedSignIn = await trySignIn();
      const { version: _version, company: _company, ...asBefore } = before ?? ({} as User);
      await identity.changeUser(editorId, () => ({ ...asBefore, ...link('company-1') }));
      const afterwards = [await refresh(refreshToken), await trySignIn()];

      const problem = { status: 403, body: { title: 'Access Forbidden', code, detail: REFUSALS[code] } };
      expect(refusedRefresh).toMatchObject(problem);
      expect(refusedSignIn).toMatchObject(problem);
      expect(afterwards.map(({ status }) => status)).toEqual([401, 200]);
    },
  );

  it('ID-20 to ID-23: whoever does not know the password is not told why the user would be refused', async () => {
    await identity.changeUser(editorId, () => ({ state: 'deleted' }));

    const answer = await identity.call('POST', '/v1/auth/sign-in', { body: { email: EDITOR.email, password: 'a wrong guess' } });

    expect(answer).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
  });

  it('ID-20 to ID-23: of several conditions the first in the order of the product is told', async () => {
    await identity.changeUser(editorId, () => ({ ...link('company-1', false), emailVerified: false, allowLogin: false }));
    const first = await trySignIn();
    await identity.changeUser(editorId, () => ({ emailVerified: true }));
    const second = await trySignIn();
    await identity.changeUser(editorId, () => link('company-1'));
    const third = await trySignIn();

    const codes = [first, second, third].map(({ body }) => (body as { code: string }).code);
    expect(codes).toEqual(['EMAIL_UNVERIFIED', 'COMPANY_UNVERIFIED', 'LOGIN_DISABLED']);
  });

  it('ID-22, ID-03: an admin gets in without a verified company link', async () => {
    await identity.changeUser(editorId, () => ({ ...link('company-1', false), isAdmin: true }));

    await expect(trySignIn()).resolves.toMatchObject({ status: 200 });
  });

  it.each([
    ['an allowList without the company', 'allowList', false, 403],
    ['an allowList with it', 'allowList', true, 200],
    ['a denyList with it', 'denyList', true, 403],
    ['a denyList without it', 'denyList', false, 200],
  ] as const)('ID-24: %s of its type decides at sign-in and at refresh', async (_what, mode, isListed, status) => {
    const companyId = await company('customer');
    await identity.changeUser(editorId, () => ({ ...link(companyId), kind: 'customer' }));
    const { refreshToken } = await identity.signIn(EDITOR);
    const companyIds = isListed ? [companyId] : [newId()];
    const saved = await putSettings({ companyAccess: [{ companyType: 'customer', mode, companyIds }] });

    const answers = [await refresh(refreshToken), await trySignIn()];

    expect(saved).toMatchObject({ status: 200, body: { companyAccess: [{ companyType: 'customer', mode, companyIds }] } });
    expect(answers.map((answer) => answer.status)).toEqual([status, status]);
    const refused = { code: 'COMPANY_NOT_ALLOWED', detail: REFUSALS.COMPANY_NOT_ALLOWED };
    if (status === 403) expect(answers).toMatchObject([{ body: refused }, { body: refused }]);
  });

  it('ID-24: the lists of one type concern neither companies of another nor the people of the MSP', async () => {
    const [customer, vendor] = [await company('customer'), await company('vendor')];
    await putSettings({ companyAccess: [{ companyType: 'customer', mode: 'allowList', companyIds: [] }] });

    await identity.changeUser(editorId, () => ({ ...link(vendor), kind: 'customer' }));
    const ofVendor = await trySignIn();
    await identity.changeUser(editorId, () => ({ ...link(customer), kind: 'msp' }));
    const ofMsp = await trySignIn();

    expect([ofVendor.status, ofMsp.status]).toEqual([200, 200]);
  });

  it('an admin sees in the list of users when, why and by which way a user was refused; the user is not shown it', async () => {
    await identity.changeUser(editorId, () => ({ allowLogin: false }));
    await trySignIn();
    const at = identity.clock.now().toISOString();

    const { accessToken: token } = await identity.signIn();
    const list = await identity.call('GET', '/v1/users', { token });
    await identity.changeUser(editorId, () => ({ allowLogin: true }));
    const own = await identity.signIn(EDITOR);

    const refused = { at, provider: 'password', code: 'LOGIN_DISABLED', explanation: REFUSALS.LOGIN_DISABLED };
    expect(list.body).toMatchObject({ items: [{ name: 'Administrator' }, { id: editorId, lastRefusedSignIn: refused }] });
    expect(own.user).not.toHaveProperty('lastRefusedSignIn');
  });

  describe('session length', () => {
    const MINUTE = 60_000;

    /** At another replica, whose clock is so much later. */
    async function refreshLater(refreshToken: string, ms: number): Promise<Answer> {
      const at = new Date(identity.clock.now().getTime() + ms);
      const later = await startIdentityApp({ store: identity.store }, {}, at);
      const answer = await later.call('POST', '/v1/auth/refresh', { body: { refreshToken } });
      await later.app.stop();
      return answer;
    }

    it.each([15, 30, 60, 120, 1_440, 10_080, 20_160])('ID-28: %d minutes can be chosen and hold', async (sessionMinutes) => {
      const lengthMs = sessionMinutes * MINUTE;
      await putSettings({ sessionMinutes });
      const { refreshToken, refreshTokenExpiresAt } = await identity.signIn(EDITOR);

      const inTime = await refreshLater(refreshToken, lengthMs - 1);
      const late = await refreshLater((inTime.body as Tokens).refreshToken, 2 * lengthMs - 1);

      expect(new Date(refreshTokenExpiresAt).getTime()).toBe(identity.clock.now().getTime() + lengthMs);
      expect([inTime.status, late.status]).toEqual([200, 401]);
    });

    it('ID-28: a length that is shortened counts for sessions that run', async () => {
      const { refreshToken } = await identity.signIn(EDITOR);
      await putSettings({ sessionMinutes: 15 });
      await identity.clock.advance(15 * MINUTE);

      await expect(refresh(refreshToken)).resolves.toMatchObject({ status: 401, body: { code: 'invalid_refresh_token' } });
    });

    it('ID-28: another length than those of the product is refused; without one the installation’s holds', async () => {
      const refused = await putSettings({ sessionMinutes: 45 });
      const none = await putSettings({ sessionMinutes: null });

      expect(refused).toMatchObject({ status: 400, body: { problems: [{ field: 'body.sessionMinutes' }] } });
      expect(none).toMatchObject({ status: 200, body: { sessionMinutes: 120 } });
    });
  });

  describe('settings', () => {
    it.each([
      [{ providers: { password: false } }, 'body.providers'],
      [{ providers: { nobody: true } }, 'body.providers.nobody'],
      [
        {
          companyAccess: ['allowList', 'denyList'].map((mode) => ({ companyType: 'customer', mode, companyIds: [] })),
        },
        'body.companyAccess',
      ],
    ])('refuses %j and names the field', async (body, field) => {
      await expect(putSettings(body)).resolves.toMatchObject({ status: 400, body: { problems: [{ field }] } });
    });

    it('ID-13: are for admins only, and each tenant has its own', async () => {
      await putSettings({ sessionMinutes: 30 });
      const { accessToken: token } = await identity.signIn(EDITOR);
      const asEditor = await identity.call('PUT', '/v1/auth/settings', { token, body: { sessionMinutes: 15 } });
      const stranger = { tenantId: 'tenant-b', subject: 'stranger', isAdmin: true, permissions: [] };
      const other = await startIdentityApp({ store: identity.store, verifyToken: () => Promise.resolve(stranger) });
      const theirs = await other.call('GET', '/v1/auth/settings');
      await other.app.stop();

      expect(asEditor.status).toBe(403);
      expect(theirs.body).toMatchObject({ sessionMinutes: 120 });
    });
  });
});
