import { afterAll, describe, expect, it } from '@jest/globals';
import { decodePayload, events, topics, type ActionTaken } from '@psa-bridge/contracts';
import { eventually } from '@psa-bridge/testing';
import { ADMIN, startIdentityApp, type Answer } from '../identity-app.ts';
import { peopleOf } from '../people.ts';

const PASSWORD = 'a long demo password';
const identity = await startIdentityApp();
const people = peopleOf(identity);
const contacts = await identity.createCompany('Demo Customer', ['ann@customer.example', 'ben@customer.example']);
let made = 0;
/** What must stand nowhere in the audit. */
const secrets: string[] = [ADMIN.email, PASSWORD];

type Method = Parameters<typeof identity.call>[0];

async function asAdmin(method: Method, path: string, body?: unknown): Promise<Answer> {
  const { accessToken: token } = await identity.signIn();
  return identity.call(method, path, { token, ...(body === undefined ? {} : { body }) });
}

async function newUser(): Promise<{ id: string; email: string; password: string }> {
  made += 1;
  const given = { email: `user${made}@demo.example`, name: `Person Number${made}`, password: PASSWORD };
  secrets.push(given.email, given.name);
  const { body } = await asAdmin('POST', '/v1/users', { ...given, emailVerified: true });
  return { ...given, id: (body as { id: string }).id };
}

async function signedIn(): Promise<{ token: string; refreshToken: string; email: string }> {
  const user = await newUser();
  await identity.changeUser(user.id, () => ({ company: { companyId: contacts.companyId, verified: true, how: 'admin' } }));
  const { accessToken: token, refreshToken } = await identity.signIn(user);
  return { token, refreshToken, email: user.email };
}

const idOf = (answer: Answer): string => (answer.body as { id: string }).id;
const role = async () => idOf(await asAdmin('POST', '/v1/roles', { name: `Role ${(made += 1)}`, permissions: ['Quote editor'] }));
const key = async () => {
  const answer = await asAdmin('POST', '/v1/api-keys', { name: 'Partner', permissions: [] });
  secrets.push((answer.body as { key: string }).key);
  return idOf(answer);
};
const invitation = async () =>
  idOf(await asAdmin('POST', '/v1/invitations', { contactId: contacts.contactId, email: `invited${(made += 1)}@demo.example` }));
async function person(): Promise<string> {
  made += 1;
  const [seen] = await people.see({ externalId: String(made), firstName: 'Seen', lastName: `Person${made}`, emails: [] });
  return seen?.id ?? '';
}
async function mergedUsers(): Promise<Answer> {
  const [kept, merged] = [await newUser(), await newUser()];
  return asAdmin('POST', '/v1/duplicates/merges', { keptId: kept.id, mergedId: merged.id });
}
/** The token of a mail that a public route asked for. */
async function mailed(path: string, email: string): Promise<string> {
  await identity.call('POST', path, { body: { email } });
  return identity.mailedToken(email);
}
const ofUser = async (method: Method, path: string, body?: unknown) =>
  asAdmin(method, `/v1/users/${(await newUser()).id}${path}`, body);

/** One use of each route, by which something changes. */
const USES: Readonly<Record<string, () => Promise<Answer>>> = {
  'POST /v1/auth/sign-in': () => identity.call('POST', '/v1/auth/sign-in', { body: ADMIN }),
  'POST /v1/auth/sign-out': async () => {
    const { refreshToken } = await identity.signIn();
    return identity.call('POST', '/v1/auth/sign-out', { body: { refreshToken } });
  },
  'DELETE /v1/auth/sessions/{id}': async () => {
    const { token } = await signedIn();
    const { body } = await identity.call('GET', '/v1/auth/sessions', { token });
    return identity.call('DELETE', `/v1/auth/sessions/${(body as { items: { id: string }[] }).items[0]?.id}`, { token });
  },
  'POST /v1/auth/sign-out-everywhere': async () =>
    identity.call('POST', '/v1/auth/sign-out-everywhere', { token: (await signedIn()).token }),
  'POST /v1/auth/password/change': async () => {
    const body = { currentPassword: PASSWORD, newPassword: 'another long password' };
    return identity.call('POST', '/v1/auth/password/change', { token: (await signedIn()).token, body });
  },
  'POST /v1/auth/password/reset': async () => {
    const token = await mailed('/v1/auth/password/forgot', (await newUser()).email);
    return identity.call('POST', '/v1/auth/password/reset', { body: { token, password: 'another long password' } });
  },
  'POST /v1/auth/email/verify': async () => {
    const email = `unverified${(made += 1)}@demo.example`;
    await asAdmin('POST', '/v1/users', { email, name: 'Unverified Person', password: PASSWORD, emailVerified: false });
    return identity.call('POST', '/v1/auth/email/verify', { body: { token: await identity.mailedToken(email) } });
  },
  'POST /v1/auth/email/change/confirm': async () => {
    const email = `moved${(made += 1)}@demo.example`;
    secrets.push(email);
    await identity.call('POST', '/v1/auth/email/change', {
      token: (await signedIn()).token,
      body: { email, currentPassword: PASSWORD },
    });
    return identity.call('POST', '/v1/auth/email/change/confirm', { body: { token: await identity.mailedToken(email) } });
  },
  'POST /v1/auth/register': () => identity.call('POST', '/v1/auth/register', { body: { email: 'ann@customer.example' } }),
  'POST /v1/auth/invitation/accept': async () => {
    const token = await mailed('/v1/auth/register', 'ben@customer.example');
    return identity.call('POST', '/v1/auth/invitation/accept', { body: { token, password: PASSWORD } });
  },
  'PUT /v1/auth/settings': () => asAdmin('PUT', '/v1/auth/settings', { sessionMinutes: 30, providers: { password: true } }),
  'POST /v1/users': () => asAdmin('POST', '/v1/users', { email: 'new@demo.example', name: 'New Person', password: PASSWORD }),
  'PATCH /v1/users/{id}': async () => ofUser('PATCH', '', { name: 'Another Name', roleIds: [await role()] }),
  'PUT /v1/users/{id}/email': () => ofUser('PUT', '/email', { email: `given${(made += 1)}@demo.example`, verified: true }),
  'DELETE /v1/users/{id}': () => ofUser('DELETE', ''),
  'POST /v1/users/{id}/deactivate': () => ofUser('POST', '/deactivate'),
  'POST /v1/users/{id}/activate': async () => {
    const { id } = await newUser();
    await asAdmin('POST', `/v1/users/${id}/deactivate`);
    return asAdmin('POST', `/v1/users/${id}/activate`);
  },
  'POST /v1/users/{id}/restore': async () => {
    const { id } = await newUser();
    await asAdmin('DELETE', `/v1/users/${id}`);
    return asAdmin('POST', `/v1/users/${id}/restore`);
  },
  'PUT /v1/users/{id}/company': () => ofUser('PUT', '/company', { companyId: contacts.companyId, verified: true }),
  'DELETE /v1/users/{id}/company': async () => {
    const { id } = await newUser();
    await asAdmin('PUT', `/v1/users/${id}/company`, { companyId: contacts.companyId, verified: true });
    return asAdmin('DELETE', `/v1/users/${id}/company`);
  },
  'POST /v1/roles': () => asAdmin('POST', '/v1/roles', { name: 'A role', permissions: ['Quote editor'] }),
  'PUT /v1/roles/{id}': async () => asAdmin('PUT', `/v1/roles/${await role()}`, { name: `Role ${(made += 1)}`, permissions: [] }),
  'DELETE /v1/roles/{id}': async () => asAdmin('DELETE', `/v1/roles/${await role()}`),
  'POST /v1/api-keys': () => asAdmin('POST', '/v1/api-keys', { name: 'Partner', permissions: [] }),
  'POST /v1/api-keys/{id}/rotate': async () => {
    const answer = await asAdmin('POST', `/v1/api-keys/${await key()}/rotate`, {});
    secrets.push((answer.body as { key: string }).key);
    return answer;
  },
  'DELETE /v1/api-keys/{id}': async () => asAdmin('DELETE', `/v1/api-keys/${await key()}`),
  'POST /v1/invitations': () =>
    asAdmin('POST', '/v1/invitations', { contactId: contacts.contactId, email: 'asked@demo.example' }),
  'POST /v1/invitations/{id}/resend': async () => asAdmin('POST', `/v1/invitations/${await invitation()}/resend`),
  'DELETE /v1/invitations/{id}': async () => asAdmin('DELETE', `/v1/invitations/${await invitation()}`),
  'PUT /v1/people/{id}/link': async () => asAdmin('PUT', `/v1/people/${await person()}/link`, { userId: (await newUser()).id }),
  'DELETE /v1/people/{id}/link': async () => asAdmin('DELETE', `/v1/people/${await person()}/link`),
  'POST /v1/duplicates/merges': mergedUsers,
  'POST /v1/duplicates/merges/{id}/undo': async () => asAdmin('POST', `/v1/duplicates/merges/${idOf(await mergedUsers())}/undo`),
};
/** Done by whoever sends the mails. */
const LATER = ['POST /v1/auth/register'];
/** Needs a provider; asserted in test/component/sso.component.test.ts. */
const ELSEWHERE = ['POST /v1/auth/sso/{provider}/finish'];

async function told(): Promise<ActionTaken[]> {
  const all: ActionTaken[] = [];
  for await (const { value } of identity.bus.readAll(topics.audit.name)) all.push(decodePayload(events.actionTaken, value));
  return all;
}
/** What was told for a request. */
async function toldBy(request: string): Promise<readonly string[]> {
  return (await told()).filter(({ requestId }) => requestId === request).map(({ kind }) => kind);
}

afterAll(() => identity.app.stop());

describe('every route that names a deed', () => {
  const named = identity.app.routes.flatMap(({ method, path, deed }) =>
    typeof deed === 'string' ? [{ name: `${method} ${path}`, deed }] : [],
  );

  it('is used below', () => {
    expect([...Object.keys(USES), ...ELSEWHERE].sort()).toEqual(named.map(({ name }) => name).sort());
  });

  it.each(named.filter(({ name }) => name in USES))('$name tells the audit $deed (OP-01)', async ({ name, deed }) => {
    const answer = await USES[name]?.();

    expect(answer?.status).toBeLessThan(300);
    const request = LATER.includes(name) ? '' : (answer?.headers.get('x-request-id') ?? 'none');
    await eventually(async () => expect(await toldBy(request)).toContain(deed));
  });

  it('tells nobody’s name or address, no password and no key', async () => {
    const all = JSON.stringify(await told(), (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

    expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
  });
});
