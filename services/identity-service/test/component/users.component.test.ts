import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Caller } from '@psa-bridge/core';
import { createRecordStore } from '@psa-bridge/records';
import { blockOutboundNetwork } from '@psa-bridge/testing';
import { decodeJwt } from 'jose';
import { EDITOR, startIdentityApp, type Answer, type IdentityApp, type Tokens } from '../identity-app.ts';

const unblock = blockOutboundNetwork();
const UNLINKED = 'You are not linked to a company or the link is not verified.';
const FORBIDDEN = "You don't have permission to access this resource";

describe('users and their access', () => {
  let identity: IdentityApp;
  let token: string;
  let editorId: string;

  const admin = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Answer> =>
    identity.call(method, path, { token, ...(body === undefined ? {} : { body }) });
  const one = (path = ''): string => `/v1/users/${editorId}${path}`;

  async function newCompany(): Promise<{ companyId: string; contactId: string }> {
    const tenantId = String(decodeJwt(token)['tenant']);
    const records = createRecordStore({ store: identity.store, clock: identity.clock, source: 'test' }).forTenant(tenantId);
    const context = { source: 'test', pushTo: [] };
    const { _id: companyId } = await records.create('company', { name: 'Demo customer' }, context);
    const contact = { companyId, firstName: 'Demo', email: EDITOR.email };
    return { companyId, contactId: (await records.create('contact', contact, context))._id };
  }

  async function newRole(name: string, permissions: readonly string[]): Promise<string> {
    const { status, body } = await admin('POST', '/v1/roles', { name, permissions });
    expect(status).toBe(201);
    return (body as { id: string }).id;
  }

  beforeEach(async () => {
    identity = await startIdentityApp();
    editorId = await identity.createEditor();
    token = (await identity.signIn()).accessToken;
  });
  afterEach(() => identity.app.stop());
  afterAll(() => unblock());

  it('are found by words, state, kind and role, and nothing in the words is a pattern', async () => {
    const roleId = await newRole('Sales', ['Quote editor']);
    await admin('PATCH', one(), { roleIds: [roleId] });
    const total = async (query: string) => ((await admin('GET', `/v1/users?${query}`)).body as { total: number }).total;

    const totals = await Promise.all(
      ['query=EDITOR%20demo', 'query=.*', `roleId=${roleId}`, 'kind=customer', 'allowLogin=true', 'state=deleted'].map(total),
    );

    expect(totals).toEqual([1, 0, 1, 0, 2, 0]);
  });

  it('ID-46: the page of a user has providers, roles, profile, managers, company and external ids', async () => {
    const { companyId, contactId } = await newCompany();
    const { body: me } = await admin('GET', '/v1/auth/me');
    const adminId = (me as { id: string }).id;
    await identity.changeUser(editorId, () => ({ externalIds: { 'integration-1': '17' } }));
    await admin('PATCH', one(), { managerIds: [adminId] });
    await admin('PUT', one('/company'), { companyId, contactId });

    const { body } = await admin('GET', one());

    expect(body).toMatchObject({
      ...{ id: editorId, allowLogin: true, roleIds: [], managerIds: [adminId], externalIds: { 'integration-1': '17' } },
      ...{ providers: [{ provider: 'password' }], createdAt: expect.any(String) },
      company: { companyId, contactId, verified: true, how: 'admin' },
    });
  });

  it('ID-03: without a verified company every request is refused to the letter, but the own account', async () => {
    const before = await identity.signIn(EDITOR);
    const refused = await identity.call('GET', '/v1/users', { token: before.accessToken });
    const own = await identity.call('GET', '/v1/auth/me', { token: before.accessToken });

    expect(refused).toMatchObject({ status: 403, body: { code: 'company_link_missing', detail: UNLINKED } });
    expect(own.status).toBe(200);
  });

  it('ID-03, ID-04: an admin verifies the company link, and the next access token carries it', async () => {
    const { companyId } = await newCompany();
    const { refreshToken } = await identity.signIn(EDITOR);

    await admin('PUT', one('/company'), { companyId, verified: true });
    const refreshed = await identity.call('POST', '/v1/auth/refresh', { body: { refreshToken } });
    const answer = await identity.call('GET', '/v1/users', { token: (refreshed.body as Tokens).accessToken });

    expect(decodeJwt((refreshed.body as Tokens).accessToken)).not.toHaveProperty('unlinked');
    expect(answer.body).toMatchObject({ detail: FORBIDDEN });
  });

  it('a company and a contact that are not here are refused by name', async () => {
    const { companyId } = await newCompany();
    const stranger = '01900000-0000-7000-8000-000000000009';

    const company = await admin('PUT', one('/company'), { companyId: stranger });
    const contact = await admin('PUT', one('/company'), { companyId, contactId: stranger });

    expect(company).toMatchObject({ status: 400, body: { problems: [{ field: 'body.companyId' }] } });
    expect(contact).toMatchObject({ status: 400, body: { problems: [{ field: 'body.contactId' }] } });
  });

  it('ID-11: the permissions of several roles add up and reach the token with the next refresh', async () => {
    const roleIds = [await newRole('Sales', ['Product viewer']), await newRole('Buying', ['Procurement editor'])];
    const { refreshToken } = await identity.signIn(EDITOR);

    await admin('PATCH', one(), { roleIds });
    const { body } = await identity.call('POST', '/v1/auth/refresh', { body: { refreshToken } });

    const { permissions } = decodeJwt((body as Tokens).accessToken);
    expect(permissions).toEqual(['Quote editor', 'Product viewer', 'Procurement editor']);
  });

  it('ID-10: a role may hold each of the eight permissions, which reach the token, and none that the product does not know', async () => {
    const eight = [
      ...['Quote editor', 'Product viewer', 'Product editor', 'Products importer'],
      ...['Pricing book editor', 'Company editor', 'Whitespace viewer', 'Procurement editor'],
    ];
    await admin('PATCH', one(), { roleIds: [await newRole('All', eight)] });

    const { accessToken } = await identity.signIn(EDITOR);
    const unknown = await admin('POST', '/v1/roles', { name: 'Old', permissions: ['Quote Template Editor'] });

    expect(decodeJwt(accessToken)['permissions']).toEqual(eight);
    expect(unknown).toMatchObject({ status: 400, body: { problems: [{ field: 'body.permissions.0' }] } });
  });

  it('a role that is not here is refused by name', async () => {
    const answer = await admin('PATCH', one(), { roleIds: ['01900000-0000-7000-8000-000000000009'] });

    expect(answer).toMatchObject({ status: 400, body: { problems: [{ field: 'body.roleIds' }] } });
  });

  it('ID-11: two roles never share a name, whatever its case; one that somebody has is not deleted', async () => {
    const roleId = await newRole('Sales', ['Quote editor']);
    const otherId = await newRole('Buying', []);
    await admin('PATCH', one(), { roleIds: [roleId] });

    const again = await admin('POST', '/v1/roles', { name: 'SALES', permissions: [] });
    const renamed = await admin('PUT', `/v1/roles/${otherId}`, { name: 'sales', permissions: [] });
    const used = await admin('DELETE', `/v1/roles/${roleId}`);
    const unused = await admin('DELETE', `/v1/roles/${otherId}`);

    expect([again, renamed, used].map(({ body }) => (body as { code: string }).code)).toEqual([
      ...['role_name_taken', 'role_name_taken', 'role_in_use'],
    ]);
    expect(unused.status).toBe(204);
    expect((await admin('GET', '/v1/roles')).body).toMatchObject({ items: [{ name: 'Sales' }] });
  });

  it('ID-23: a deactivated user loses the session and gets in again once activated', async () => {
    const { refreshToken } = await identity.signIn(EDITOR);
    await admin('POST', one('/deactivate'));

    const refreshed = await identity.call('POST', '/v1/auth/refresh', { body: { refreshToken } });
    const out = await identity.call('POST', '/v1/auth/sign-in', { body: { email: EDITOR.email, password: EDITOR.password } });
    await admin('POST', one('/activate'));

    expect(refreshed.status).toBe(401);
    expect(out).toMatchObject({ status: 403, body: { detail: 'Your account has been disabled' } });
    await expect(identity.signIn(EDITOR)).resolves.toBeDefined();
  });

  it('ID-20: a deleted user is kept out, keeps the address, and is restored', async () => {
    await admin('DELETE', one());

    const out = await identity.call('POST', '/v1/auth/sign-in', { body: { email: EDITOR.email, password: EDITOR.password } });
    const taken = await admin('POST', '/v1/users', EDITOR);
    const restored = await admin('POST', one('/restore'));

    expect(out).toMatchObject({ status: 403, body: { code: 'USER_DELETED', detail: 'User has been deleted' } });
    expect(taken).toMatchObject({ status: 409, body: { code: 'email_taken' } });
    expect(restored.body).toMatchObject({ state: 'active' });
    expect(restored.body).not.toHaveProperty('deletedAt');
  });

  it('an admin cannot take away the own access', async () => {
    const { body: me } = await admin('GET', '/v1/auth/me');
    const own = `/v1/users/${(me as { id: string }).id}`;

    const answers = [
      await admin('POST', `${own}/deactivate`),
      await admin('DELETE', own),
      await admin('PATCH', own, { isAdmin: false }),
    ];

    expect(answers.map(({ status, body }) => [status, (body as { code: string }).code])).toEqual(
      Array.from({ length: 3 }, () => [409, 'own_access']),
    );
  });

  it.each([
    ['POST', '/activate'],
    ['POST', '/deactivate'],
    ['PATCH', ''],
    ['DELETE', ''],
    ['POST', '/restore'],
  ] as const)('ID-13: %s /v1/users/{id}%s is for account admins only', async (method, path) => {
    await identity.changeUser(editorId, () => ({ company: { companyId: 'company-1', verified: true, how: 'admin' } }));
    const { accessToken } = await identity.signIn(EDITOR);

    const answer = await identity.call(method, one(path), { token: accessToken, ...(method === 'PATCH' && { body: {} }) });

    expect(answer).toMatchObject({ status: 403, body: { detail: FORBIDDEN } });
  });

  it('an admin of another tenant finds neither user nor role', async () => {
    const roleId = await newRole('Sales', []);
    const stranger: Caller = { tenantId: 'tenant-b', subject: 'stranger', isAdmin: true, permissions: [] };
    const other = await startIdentityApp({ store: identity.store, verifyToken: () => Promise.resolve(stranger) });

    const answers = [
      await other.call('GET', one()),
      await other.call('PATCH', one(), { body: { name: 'Taken over' } }),
      await other.call('POST', one('/deactivate')),
      await other.call('DELETE', `/v1/roles/${roleId}`),
    ];
    await other.app.stop();

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await admin('GET', one())).body).toMatchObject({ name: EDITOR.name, allowLogin: true });
  });
});
