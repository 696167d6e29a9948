import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EDITOR, startIdentityApp, type Answer, type IdentityApp } from '../identity-app.ts';

/** What an admin edits, each made by `beforeAll`: where it is read, and what changes it. */
const EDITS = {
  'a user': { method: 'PATCH', first: { name: 'First' }, second: { name: 'Second' } },
  'a role': { method: 'PUT', first: { name: 'First', permissions: [] }, second: { name: 'Second', permissions: [] } },
  'the rules for signing in': { method: 'PUT', first: rules(15), second: rules(30) },
} as const;

function rules(sessionMinutes: number) {
  return { sessionMinutes, providers: {}, companyAccess: [], mspDomains: [], ownCompanyId: null };
}

describe('two admins who edit the same thing', () => {
  let identity: IdentityApp;
  let token: string;
  const paths: Record<string, string> = { 'the rules for signing in': '/v1/auth/settings' };

  beforeAll(async () => {
    identity = await startIdentityApp();
    const editorId = await identity.createEditor();
    token = (await identity.signIn()).accessToken;
    const role = await identity.call('POST', '/v1/roles', { token, body: { name: 'Sales', permissions: [] } });
    Object.assign(paths, { 'a user': `/v1/users/${editorId}`, 'a role': role.headers.get('location') });
  });
  afterAll(() => identity.app.stop());

  const etagOf = ({ headers }: Answer): string => headers.get('etag') ?? '';

  it.each(Object.entries(EDITS))('both read %s: the second is told that the first was faster', async (what, edit) => {
    const path = paths[what] ?? '';
    const ifMatch = etagOf(await identity.call('GET', path, { token }));

    const first = await identity.call(edit.method, path, { token, body: edit.first, ifMatch });
    const second = await identity.call(edit.method, path, { token, body: edit.second, ifMatch });
    const again = await identity.call(edit.method, path, { token, body: edit.second, ifMatch: etagOf(first) });
    const unasked = await identity.call(edit.method, path, { token, body: edit.first });

    expect([first.status, second.status, again.status, unasked.status]).toEqual([200, 412, 200, 200]);
    expect(second.body).toMatchObject({ code: 'revision_conflict', detail: expect.stringContaining('read it again') });
    expect(etagOf(again)).not.toBe(ifMatch);
    expect(etagOf(unasked)).toBe(etagOf(first));
  });

  it('a sign-in of the user in between outdates nothing that an admin has read', async () => {
    const path = paths['a user'] ?? '';
    const ifMatch = etagOf(await identity.call('GET', path, { token }));

    await identity.signIn(EDITOR);
    const changed = await identity.call('PATCH', path, { token, body: { permissions: [] }, ifMatch });

    expect(changed.status).toBe(200);
  });

  it('one who revokes an invitation that was sent once more meanwhile reads it again first', async () => {
    const { contactId } = await identity.createCompany('Demo Customer', ['invited@customer.example']);
    const sent = await identity.call('POST', '/v1/invitations', { token, body: { contactId } });
    const path = sent.headers.get('location') ?? '';
    await identity.clock.advance(1_000);
    const resent = await identity.call('POST', `${path}/resend`, { token, ifMatch: etagOf(sent) });

    const late = await identity.call('DELETE', path, { token, ifMatch: etagOf(sent) });
    const revoked = await identity.call('DELETE', path, { token, ifMatch: etagOf(resent) });

    expect([resent.status, late.status, revoked.status]).toEqual([200, 412, 200]);
  });

  it('whatever is no ETag is refused by name of the header', async () => {
    const answer = await identity.call('PATCH', paths['a user'] ?? '', { token, body: { name: 'X' }, ifMatch: 'latest' });

    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_if_match' } });
  });
});
