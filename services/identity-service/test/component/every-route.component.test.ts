import { afterAll } from '@jest/globals';
import { newId, systemClock } from '@psa-bridge/core';
import { admin, createTokens, describeEveryRoute } from '@psa-bridge/http-server/route-suite';
import { createRecordStore } from '@psa-bridge/records';
import { startIdentityApp } from '../identity-app.ts';

const tokens = await createTokens();
const service = await startIdentityApp({ verifyToken: tokens.verifyToken, clock: systemClock });
afterAll(() => service.app.stop());

const records = createRecordStore({ store: service.store, clock: systemClock, source: 'test' });
const company = await records.forTenant('us').create('company', { name: 'Example Ltd' }, { source: 'test', pushTo: [] });
const token = await tokens.sign(admin('them'));
const made = async (path: string, body: object): Promise<string> =>
  ((await service.call('POST', path, { token, body })).body as { id: string }).id;
const ids: Readonly<Record<string, string>> = {
  '/v1/users': await made('/v1/users', { email: 'ann@them.example', name: 'Ann', password: 'a password for Ann' }),
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
    'PUT /v1/users/{id}/company': { companyId: company._id },
  },
  nobodys({ path }): Readonly<Record<string, string>> {
    if (path.startsWith('/v1/invitations')) return { id: 'n'.repeat(43) };
    return /^\/v1\/(users|roles|duplicates)/.test(path) ? { id: newId() } : { id: 'n'.repeat(22), provider: 'google' };
  },
});
