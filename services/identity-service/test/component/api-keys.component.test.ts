import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { EDITOR, startIdentityApp, type Answer, type IdentityApp } from '../identity-app.ts';

const DAY_MS = 24 * 60 * 60_000;
let identity: IdentityApp;
let admin: { token: string; id: string };

beforeAll(async () => {
  identity = await startIdentityApp();
  admin = await signInAdmin();
});
afterAll(() => identity.app.stop());

async function signInAdmin(): Promise<{ token: string; id: string }> {
  const { accessToken, user } = await identity.signIn();
  return { token: accessToken, id: user.id };
}

interface Shown {
  id: string;
  key: string;
}

async function makeKey(given: object = {}): Promise<Shown> {
  const { token } = await signInAdmin();
  const body = { name: 'Partner', permissions: ['Company editor'], ...given };
  const answer = await identity.call('POST', '/v1/api-keys', { token, body });
  expect(answer.status).toBe(201);
  return answer.body;
}

const exchange = (key: string): Promise<Answer> => identity.call('POST', '/internal/api-keys/exchange', { body: { key } });
const said = ({ status, body }: Answer): unknown[] => [status, (body as { detail?: string }).detail];
const NOT_VALID = [403, 'API key not valid'];

describe('an API key', () => {
  it('of an admin gets in without a company link, as the admin does (ID-03, PA-02)', async () => {
    const { key } = await makeKey();

    const { body } = await exchange(key);

    expect(decodeJwt((body as { token: string }).token)).toMatchObject({ admin: false });
    expect(decodeJwt((body as { token: string }).token)).not.toHaveProperty('unlinked');
  });

  it('is exchanged for a token of at most five minutes with the tenant, the key as subject, and its rights alone', async () => {
    const { id, key } = await makeKey();

    const { status, body } = await exchange(key);

    const { token } = body as { token: string };
    const claims = decodeJwt(token);
    expect(status).toBe(200);
    expect(claims).toMatchObject({ sub: id, admin: false, permissions: ['Company editor'] });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBeLessThanOrEqual(300);
  });

  it('is stored as a hash: what it opens with is in no document and no line of the log', async () => {
    const { id, key } = await makeKey();
    await exchange(key);
    const [, secret = ''] = key.split('.');

    const stored = await identity.collections.apiKeys.acrossTenants('test').get(id);

    expect(secret).toHaveLength(43);
    expect(JSON.stringify([stored, identity.log.lines])).not.toContain(secret);
  });

  it('that nobody has is not valid, nor one with another secret, nor what is no key (PA-02)', async () => {
    const { key } = await makeKey();
    const [id] = key.split('.');

    const answers = await Promise.all(
      ['', 'nonsense', `${'a'.repeat(22)}.${'b'.repeat(43)}`, `${id}.${'b'.repeat(43)}`].map(exchange),
    );

    expect(answers.map(said)).toEqual([NOT_VALID, NOT_VALID, NOT_VALID, NOT_VALID]);
  });

  it('whose identity has an unverified e-mail, or is disabled or deleted, is not valid (PA-02)', async () => {
    const { key } = await makeKey();
    const answers: unknown[] = [];

    for (const change of [{ emailVerified: false }, { allowLogin: false }, { state: 'deleted' as const }]) {
      await identity.changeUser(admin.id, () => change);
      answers.push(said(await exchange(key)));
      await identity.changeUser(admin.id, () => ({ emailVerified: true, allowLogin: true, state: 'active' }));
    }

    expect(answers).toEqual([NOT_VALID, NOT_VALID, NOT_VALID]);
    expect((await exchange(key)).status).toBe(200);
  });

  it('is over at its time', async () => {
    const { key } = await makeKey({ expiresAt: new Date(identity.clock.now().getTime() + DAY_MS).toISOString() });

    const before = await exchange(key);
    await identity.clock.leap(DAY_MS);
    const after = await exchange(key);

    expect([before.status, said(after)]).toEqual([200, NOT_VALID]);
  });

  it('that would be over at once is refused, naming the field', async () => {
    const { token } = await signInAdmin();
    const body = { name: 'Late', permissions: [], expiresAt: identity.clock.now().toISOString() };

    const answer = await identity.call('POST', '/v1/api-keys', { token, body });

    expect(said(answer)).toEqual([400, 'body.expiresAt: must be in the future']);
  });

  it('opens with both secrets during the overlap of a rotation, and with the new one alone afterwards', async () => {
    const old = await makeKey();
    const { token } = await signInAdmin();
    const rotated = await identity.call('POST', `/v1/api-keys/${old.id}/rotate`, { token, body: { overlapHours: 1 } });
    const { key, id } = rotated.body as Shown;

    const during = [(await exchange(old.key)).status, (await exchange(key)).status];
    await identity.clock.leap(DAY_MS / 24);
    const after = [(await exchange(old.key)).status, (await exchange(key)).status];

    expect(id).toBe(old.id);
    expect([during, after]).toEqual([
      [200, 200],
      [403, 200],
    ]);
  });

  it('that was revoked opens nothing, is listed no more and cannot be rotated', async () => {
    const { id, key } = await makeKey({ name: 'Revoked' });
    const { token } = await signInAdmin();

    const revoked = await identity.call('DELETE', `/v1/api-keys/${id}`, { token });
    const again = await identity.call('DELETE', `/v1/api-keys/${id}`, { token });
    const rotated = await identity.call('POST', `/v1/api-keys/${id}/rotate`, { token, body: {} });
    const { body } = await identity.call('GET', '/v1/api-keys', { token });

    expect([revoked.status, again.status, rotated.status]).toEqual([204, 404, 404]);
    expect(said(await exchange(key))).toEqual(NOT_VALID);
    expect((body as { items: Shown[] }).items.map((item) => item.id)).not.toContain(id);
  });

  it('shows when it was used last, which is written every five minutes at most', async () => {
    const { id, key } = await makeKey();
    const versions: (number | undefined)[] = [];
    const note = async (): Promise<void> => {
      await exchange(key);
      versions.push((await identity.collections.apiKeys.acrossTenants('test').get(id))?.version);
    };

    await note();
    await note();
    await identity.clock.advance(5 * 60_000);
    await note();

    const { token } = await signInAdmin();
    const { body } = await identity.call('GET', '/v1/api-keys', { token });
    const shown = (body as { items: { id: string; lastUsedAt?: string }[] }).items.find((item) => item.id === id);
    expect(versions).toEqual([2, 2, 3]);
    expect(shown?.lastUsedAt).toBe(identity.clock.now().toISOString());
  });

  it('is a matter of admins alone', async () => {
    await identity.createEditor();
    const { accessToken: token } = await identity.signIn(EDITOR);

    const answers = await Promise.all([
      identity.call('GET', '/v1/api-keys', { token }),
      identity.call('POST', '/v1/api-keys', { token, body: { name: 'Mine', permissions: [] } }),
      identity.call('DELETE', `/v1/api-keys/${'a'.repeat(22)}`, { token }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });
});
