import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { blockOutboundNetwork } from '@psa-bridge/testing';
import { credentialId } from '../../src/domain/credential.ts';
import { ADMIN, EDITOR, startIdentityApp, type Answer, type IdentityApp } from '../identity-app.ts';

const unblock = blockOutboundNetwork();
const NEW = 'new-address@demo.example';

describe('another address', () => {
  let identity: IdentityApp;
  let editorId: string;

  const trySignIn = (email: string): Promise<Answer> =>
    identity.call('POST', '/v1/auth/sign-in', { body: { email, password: EDITOR.password } });
  const confirm = (token: string): Promise<Answer> => identity.call('POST', '/v1/auth/email/change/confirm', { body: { token } });
  async function ask(email: string, currentPassword?: string): Promise<Answer> {
    const { accessToken: token } = await identity.signIn(EDITOR);
    return identity.call('POST', '/v1/auth/email/change', {
      token,
      body: { email, ...(currentPassword && { currentPassword }) },
    });
  }
  async function set(body: object): Promise<Answer> {
    const { accessToken: token } = await identity.signIn();
    return identity.call('PUT', `/v1/users/${editorId}/email`, { token, body });
  }

  beforeEach(async () => {
    identity = await startIdentityApp();
    editorId = await identity.createEditor();
  });
  afterEach(() => identity.app.stop());
  afterAll(() => unblock());

  it('holds once its mail has proved it; until then the old one signs in, afterwards only the new one', async () => {
    await ask(` ${NEW.toUpperCase()} `, EDITOR.password);
    const before = [await trySignIn(EDITOR.email), await trySignIn(NEW)];
    const confirmed = await confirm(await identity.mailedToken(NEW));
    const after = [await trySignIn(EDITOR.email), await trySignIn(NEW)];

    expect([...before, confirmed, ...after].map(({ status }) => status)).toEqual([200, 401, 204, 401, 200]);
    expect((await identity.mailsTo(EDITOR.email, 1))[0]?.subject).toBe('Your email address was changed');
  });

  it('needs the password of whoever has one', async () => {
    const without = await ask(NEW);
    const wrong = await ask(NEW, 'not the password');

    expect([without, wrong].map(({ body }) => (body as { code: string }).code)).toEqual([
      ...['current_password_wrong', 'current_password_wrong'],
    ]);
  });

  it('a token works once, and others for the same user are spent with it', async () => {
    await ask(NEW, EDITOR.password);
    await ask('third@demo.example', EDITOR.password);
    const [first, other] = [await identity.mailedToken(NEW), await identity.mailedToken('third@demo.example')];

    const answers = [await confirm(first), await confirm(first), await confirm(other)];

    expect(answers.map(({ status }) => status)).toEqual([204, 400, 400]);
  });

  it('one that somebody else signs in with is not taken, and nobody is mailed', async () => {
    await ask(ADMIN.email, EDITOR.password);
    await identity.mailsDone();
    const byAdmin = await set({ email: ADMIN.email, verified: true });

    expect(await identity.collections.mailOutbox.acrossTenants('test').count({ to: ADMIN.email })).toBe(0);
    expect(byAdmin).toMatchObject({ status: 409, body: { code: 'email_taken' } });
    await expect(identity.signIn()).resolves.toBeDefined();
  });

  it('ID-21: set by an admin it holds at once, and is verified before the next sign-in unless the admin vouches for it', async () => {
    const set1 = await set({ email: NEW });
    const unverified = await trySignIn(NEW);
    const token = await identity.mailedToken(NEW);
    await identity.call('POST', '/v1/auth/email/verify', { body: { token } });
    const verified = await trySignIn(NEW);
    await set({ email: EDITOR.email, verified: true });

    expect(set1.body).toMatchObject({ email: NEW, emailVerified: false });
    expect(unverified).toMatchObject({ status: 403, body: { code: 'EMAIL_UNVERIFIED' } });
    expect(verified.status).toBe(200);
    expect((await trySignIn(EDITOR.email)).status).toBe(200);
  });

  it('a change that was killed half-way opens nothing by the old address, goes on when repeated, and gives the old one back', async () => {
    await ask(NEW, EDITOR.password);
    const token = await identity.mailedToken(NEW);
    const user = await identity.collections.users.acrossTenants('test').get(editorId);
    const credentials = identity.collections.credentials.forTenant(user?.tenantId ?? '');
    const old = await credentials.get(credentialId(EDITOR.email));
    if (!old) throw new Error('the credential is not there');
    await credentials.insert({ ...old, _id: credentialId(NEW) });
    await identity.changeUser(editorId, () => ({ email: NEW }));

    const byOld = await trySignIn(EDITOR.email);
    const repeated = await confirm(token);

    expect([byOld.status, repeated.status, (await trySignIn(NEW)).status]).toEqual([401, 204, 200]);
    expect(await credentials.get(old._id)).toBeUndefined();
  });
});
