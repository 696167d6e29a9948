import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { blockOutboundNetwork, eventually } from '@psa-bridge/testing';
import fc from 'fast-check';
import { createServer, type AddressInfo } from 'node:net';
import { EDITOR, startIdentityApp, type Answer, type IdentityApp, type Tokens } from '../identity-app.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NEW_PASSWORD = 'another demo password';
const unblock = blockOutboundNetwork();

/** A mail server that hangs up on everybody: its port stays its own, which that of one that is gone would not. */
async function silentServer(): Promise<{ port: number; stop(): Promise<unknown> }> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, stop: () => new Promise((resolve) => server.close(resolve)) };
}

describe('passwords and mails', () => {
  let identity: IdentityApp;
  let editorId: string;

  const post = (path: string, body: unknown, token?: string): Promise<Answer> =>
    identity.call('POST', `/v1/auth/${path}`, { body, ...(token === undefined ? {} : { token }) });
  const forgot = (email = EDITOR.email) => post('password/forgot', { email });
  const reset = (token: string, password = NEW_PASSWORD) => post('password/reset', { token, password });
  const refresh = ({ refreshToken }: Tokens) => post('refresh', { refreshToken });
  const trySignIn = (password: string) => post('sign-in', { email: EDITOR.email, password });

  async function mailedToken(page: string, count = 1): Promise<string> {
    const [mail] = await identity.mailsTo(EDITOR.email, count);
    const token = new RegExp(`https://bridge\\.demo\\.example/${page}#token=(\\S+)`).exec(mail?.text ?? '')?.[1];
    if (token === undefined) throw new Error(`there is no link to ${page} in: ${mail?.text}`);
    return token;
  }
  async function change(currentPassword: string, newPassword: string): Promise<Answer> {
    const { accessToken } = await identity.signIn({ email: EDITOR.email, password: currentPassword });
    return post('password/change', { currentPassword, newPassword }, accessToken);
  }

  beforeEach(async () => {
    identity = await startIdentityApp();
    editorId = await identity.createEditor();
  });
  afterEach(() => identity.app.stop());
  afterAll(() => unblock());

  describe('changing it', () => {
    it('takes the new one, ends all sessions but answers a new one, and tells the user by mail', async () => {
      const before = await identity.signIn(EDITOR);

      const answer = await change(EDITOR.password, NEW_PASSWORD);

      const statuses = await Promise.all([trySignIn(EDITOR.password), trySignIn(NEW_PASSWORD)]);
      expect(answer.status).toBe(200);
      expect(statuses.map(({ status }) => status)).toEqual([401, 200]);
      expect([(await refresh(before)).status, (await refresh(answer.body as Tokens)).status]).toEqual([401, 200]);
      expect((await identity.mailsTo(EDITOR.email, 1))[0]).toMatchObject({ subject: 'Your password was changed' });
    });

    it('refuses a wrong present one, and counts it as an attempt', async () => {
      const { accessToken } = await identity.signIn(EDITOR);
      const guess = () => post('password/change', { currentPassword: 'a guess', newPassword: NEW_PASSWORD }, accessToken);

      const answers = [];
      for (let count = 0; count < 6; count += 1) answers.push(await guess());

      expect(answers[0]).toMatchObject({ status: 400, body: { problems: [{ field: 'body.currentPassword' }] } });
      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 429]);
    });

    it('does not take any of the last five again; the one before those is forgotten', async () => {
      const passwords = [EDITOR.password, ...Array.from({ length: 5 }, (_, index) => `demo editor password ${index}`)];
      for (const [index, next] of passwords.slice(1).entries()) await change(passwords[index] ?? '', next);
      const present = passwords[5] ?? '';

      const refused = [];
      for (const former of passwords.slice(1)) refused.push(await change(present, former));
      const oldest = await change(present, EDITOR.password);

      expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
      expect(refused[0]).toMatchObject({
        body: { code: 'password_reused', problems: [{ field: 'body.newPassword', message: expect.stringContaining('last 5') }] },
      });
      expect(oldest.status).toBe(200);
    });

    it.each(['short', 'x'.repeat(1_001)])('refuses a length that is not taken, and names the field', async (newPassword) => {
      await expect(change(EDITOR.password, newPassword)).resolves.toMatchObject({
        status: 400,
        body: { problems: [{ field: 'body.newPassword' }] },
      });
    });
  });

  describe('a forgotten one', () => {
    it('is replaced with the mailed token, which signs out everywhere, lifts the lockout and verifies the address (ID-21)', async () => {
      const before = await identity.signIn(EDITOR);
      await identity.changeUser(editorId, () => ({ emailVerified: false }));
      for (let count = 0; count < 5; count += 1) await trySignIn('wrong guess');
      await forgot();

      const done = await reset(await mailedToken('reset-password'));

      expect(done.status).toBe(204);
      await expect(trySignIn(NEW_PASSWORD)).resolves.toMatchObject({ status: 200, body: { user: { emailVerified: true } } });
      await expect(refresh(before)).resolves.toMatchObject({ status: 401 });
    });

    it('is answered alike for unknown addresses, to which nothing is sent', async () => {
      const known = await forgot();
      const unknown = await forgot('nobody@demo.example');
      await identity.mailsDone();

      expect([known.status, unknown.status, known.body, unknown.body]).toEqual([202, 202, undefined, undefined]);
      expect(await identity.collections.mailOutbox.acrossTenants('test').count({})).toBe(1);
    });

    it('the token works once, also when it is shown twice at the same moment', async () => {
      await forgot();
      const token = await mailedToken('reset-password');

      const answers = await Promise.all([reset(token), reset(token, 'yet another demo password')]);
      const later = await reset(token, 'and one more demo password');

      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      expect(later).toMatchObject({ status: 400, body: { code: 'mail_token_invalid', problems: [{ field: 'body.token' }] } });
    });

    it('the token is over after an hour, and when the password was changed meanwhile', async () => {
      await forgot();
      const first = await mailedToken('reset-password');
      await identity.clock.leap(HOUR);
      const late = await reset(first);
      await forgot();
      const second = await mailedToken('reset-password', 2);
      await change(EDITOR.password, 'a changed demo password');
      const overtaken = await reset(second);

      expect([late, overtaken]).toMatchObject([
        { body: { code: 'mail_token_invalid' } },
        { body: { code: 'mail_token_invalid' } },
      ]);
    });

    it('a password that was used before is refused, and the token stays good for another', async () => {
      await forgot();
      const token = await mailedToken('reset-password');

      const reused = await reset(token, EDITOR.password);
      const other = await reset(token);

      expect(reused).toMatchObject({ status: 400, body: { code: 'password_reused', problems: [{ field: 'body.password' }] } });
      expect(other.status).toBe(204);
    });

    it('the token is stored as a hash only, and stands in no log', async () => {
      await forgot();
      const token = await mailedToken('reset-password');

      const stored = await identity.collections.mailTokens.acrossTenants('test').find({});

      expect(JSON.stringify([stored, identity.log.lines])).not.toContain(token.split('.')[1]);
      expect(stored).toHaveLength(1);
    });

    it.each([{ state: 'deleted' }, { allowLogin: false }] as const)('nothing is sent to a user with %j', async (change) => {
      await identity.changeUser(editorId, () => change);
      await forgot();
      await forgot('admin@demo.example');
      await identity.mailsDone();

      const mails = await identity.collections.mailOutbox.acrossTenants('test').find({});
      expect(mails.map(({ to }) => to)).toEqual(['admin@demo.example']);
    });

    it('nobody’s inbox is filled from here: after three mails the next has to wait, for unknown addresses too', async () => {
      const statuses = async (email: string) => {
        const answers = [await forgot(email), await forgot(email), await forgot(email), await forgot(email)];
        await identity.clock.advance(MINUTE);
        return [...answers, await forgot(email)].map(({ status }) => status);
      };

      expect(await statuses(EDITOR.email)).toEqual([202, 202, 202, 429, 202]);
      expect(await statuses('nobody@demo.example')).toEqual([202, 202, 202, 429, 202]);
    });

    it('whatever is shown as a token is refused in the same way', async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), async (token) => {
          const answer = await reset(token);
          expect(answer).toMatchObject({ status: 400, body: { code: 'mail_token_invalid' } });
        }),
        { numRuns: 50 },
      );
    });
  });

  describe('verifying an address', () => {
    const UNVERIFIED = { ...EDITOR, email: 'new@demo.example', emailVerified: false };

    it('ID-21: a user whose address nobody vouches for gets a mail, follows it, and may sign in', async () => {
      const { accessToken } = await identity.signIn();
      await identity.call('POST', '/v1/users', { token: accessToken, body: UNVERIFIED });
      const before = await post('sign-in', { email: UNVERIFIED.email, password: UNVERIFIED.password });
      const [mail] = await identity.mailsTo(UNVERIFIED.email, 1);
      const token = /verify-email#token=(\S+)/.exec(mail?.text ?? '')?.[1] ?? '';

      const verified = await post('email/verify', { token });
      const again = await post('email/verify', { token });

      expect(before).toMatchObject({ status: 403, body: { code: 'EMAIL_UNVERIFIED' } });
      expect([verified.status, again.status]).toEqual([204, 400]);
      await expect(identity.signIn(UNVERIFIED)).resolves.toMatchObject({ user: { emailVerified: true } });
    });

    it('ID-21: the mail is sent again when asked for, and only where it is needed', async () => {
      await post('email/resend', { email: EDITOR.email });
      await identity.mailsDone();
      await identity.changeUser(editorId, () => ({ emailVerified: false }));
      await post('email/resend', { email: EDITOR.email });

      const mails = await identity.mailsTo(EDITOR.email, 1);

      expect(mails.map(({ subject }) => subject)).toEqual(['Verify your email address']);
      await expect(post('email/verify', { token: await mailedToken('verify-email') })).resolves.toMatchObject({ status: 204 });
    });

    it('a token for the one purpose is none for the other', async () => {
      await forgot();
      const token = await mailedToken('reset-password');

      await expect(post('email/verify', { token })).resolves.toMatchObject({ status: 400 });
      await expect(reset(token)).resolves.toMatchObject({ status: 204 });
    });
  });

  it('a mail that the mail server cannot take now is kept, and sent once it can', async () => {
    const { store } = identity;
    const server = await silentServer();
    const cutOff = await startIdentityApp({ store }, { MAIL_URL: `smtp://127.0.0.1:${server.port}` });
    await cutOff.call('POST', '/v1/auth/password/forgot', { body: { email: EDITOR.email } });
    const [told] = await eventually(() => {
      const lines = cutOff.log.of('mail_not_sent');
      if (lines.length === 0) throw new Error('nothing was tried yet');
      return lines;
    });
    await cutOff.app.stop();
    await server.stop();
    const later = await startIdentityApp({ store }, {}, new Date(identity.clock.now().getTime() + HOUR));

    const [mail] = await later.mailsTo(EDITOR.email, 1);
    await later.mailsDone();
    await later.app.stop();

    expect(told?.fields).toMatchObject({ isGivenUp: false, tries: 1, error: { code: 'mail_server_unavailable' } });
    expect(mail).toMatchObject({ subject: 'Choose a new password' });
  });

  it('the outbox page shows whoever develops the mails, and runs nothing of what they hold', async () => {
    await identity.changeUser(editorId, () => ({ name: '<script>alert(1)</script>' }));
    await forgot();
    await identity.mailsTo(EDITOR.email, 1);

    const page = await fetch(`${identity.app.address()}/mail-outbox`);
    const html = await page.text();

    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(html).toContain('<h2>Choose a new password</h2>');
    expect(html).not.toContain('<script>');
    expect(html).toContain('<iframe sandbox srcdoc=');
  });

  it('without the outbox there is no such page, and what cannot be sent is told in the log alone', async () => {
    const { store } = identity;
    const silent = await startIdentityApp({ store }, { MAIL_URL: '' });
    const answer = await silent.call('POST', '/v1/auth/password/forgot', { body: { email: EDITOR.email } });
    const page = await fetch(`${silent.app.address()}/mail-outbox`);
    await silent.mailsDone();
    await silent.app.stop();

    expect([answer.status, page.status]).toEqual([202, 404]);
    expect(silent.log.of('mail_not_sent')).toMatchObject([{ fields: { isGivenUp: true } }]);
  });
});
