import { afterAll } from '@jest/globals';
import { newId, systemClock } from '@psa-bridge/core';
import { admin, createTokens, describeEveryRoute } from '@psa-bridge/http-server/route-suite';
import { createRecordStore } from '@psa-bridge/records';
import { startIdentityApp } from '../identity-app.ts';

const tokens = await createTokens();
const service = await startIdentityApp({ verifyToken: tokens.verifyToken, clock: systemClock });
afterAll(() => service.app.stop());

const records = createRecordStore({ store: service.store, clock: systemClock, source: 'test' });
const context = { source: 'test', pushTo: [] };
const companyOf = async (tenantId: string) =>
  (await records.forTenant(tenantId).create('company', { name: 'Example Ltd' }, context))._id;
const companies = { us: await companyOf('us'), them: await companyOf('them') };
const contact = { companyId: companies.them, firstName: 'Eve', email: 'eve@them.example' };
const { _id: contactId } = await records.forTenant('them').create('contact', contact, context);
const at = systemClock.now();
await service.collections.tenants.forTenant('them').insert({ _id: 'them', tenantId: 'them', name: 'Them', createdAt: at });
const PERSON = 'integration:17';
await service.collections.people.forTenant('them').insert({
  ...{ _id: PERSON, tenantId: 'them', integrationId: 'integration', provider: 'autotask', externalId: '17', emails: [] },
  ...{ firstName: 'Fay', lastName: 'Example', licence: '', isActive: true, becomesUser: false, seenAt: at, rivalIds: [] },
  explanation: { rule: 'none', because: 'Nobody has the address.', lost: [], wouldChange: 'A user with it.', at },
});
const token = await tokens.sign(admin('them'));
const made = async (path: string, body: object): Promise<string> =>
  ((await service.call('POST', path, { token, body })).body as { id: string }).id;
const user = await made('/v1/users', { email: 'ann@them.example', name: 'Ann', password: 'a password for Ann' });
const ids: Readonly<Record<string, string>> = {
  '/v1/users': user,
  '/internal/users': user,
  '/v1/people': PERSON,
  '/v1/invitations': await made('/v1/invitations', { contactId }),
  '/v1/roles': await made('/v1/roles', { name: 'Sellers', permissions: ['Quote editor'] }),
  '/v1/api-keys': await made('/v1/api-keys', { name: 'Partner', permissions: [] }),
};

describeEveryRoute({
  ...{ routes: service.app.routes, url: service.app.address(), tokens },
  theirs({ path }) {
    const [, id] = Object.entries(ids).find(([prefix]) => path.startsWith(`${prefix}/{`)) ?? [];
    return id === undefined ? undefined : { id };
  },
  bodies: {
    'POST /v1/auth/email/resend': { email: 'ann@them.example' },
    'POST /v1/auth/password/forgot': { email: 'ann@them.example' },
    'POST /v1/auth/email/change': { email: 'carl@them.example' },
    'POST /v1/auth/register': { email: 'carl@them.example' },
    'PUT /v1/users/{id}/email': { email: 'dora@them.example' },
    'POST /v1/users': { email: 'bob@them.example', name: 'Bob', password: 'a password for Bob' },
    'PUT /v1/users/{id}/company': { companyId: companies.us },
  },
  theirBodies: {
    'PUT /v1/users/{id}/company': { companyId: companies.them },
    'PUT /v1/people/{id}/link': { userId: user },
  },
  nobodys({ path }): Readonly<Record<string, string>> {
    if (path.startsWith('/v1/invitations')) return { id: 'n'.repeat(43) };
    return /^\/(v1|internal)\/(users|roles|duplicates)/.test(path) ? { id: newId() } : { id: 'n'.repeat(22), provider: 'google' };
  },
});
