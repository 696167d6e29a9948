import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId, type Caller } from '@psa-bridge/core';
import { admin } from '@psa-bridge/http-server/route-suite';
import { collections } from '../../src/collections.ts';
import { startGateway, type Gateway, type Reply } from '../gateway-harness.ts';
import { problem, type Answer, type Seen } from '../http-upstream.ts';

const PAGE = '<html><meta name="style-nonce" content="__STYLE_NONCE__"><script src="/assets/index-abc.js"></script></html>';
const PROOF = { email: 'admin@example.com', password: 'right' };
const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };
const MINUTE_MS = 60_000;

let folder: string;
let gateway: Gateway;
/** What identity-service issues next, and what it was asked for. */
let issued: { accessEndsInMs: number; serial: number };
let accessToken: string;
let seenByIssues: Seen[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'console-'));
  await mkdir(path.join(folder, 'assets'));
  await writeFile(path.join(folder, 'index.html'), PAGE);
  await writeFile(path.join(folder, 'assets/index-abc.js'), 'export {};');
  gateway = await startGateway({ variables: { CONSOLE_FOLDER: folder, PUBLIC_URL: 'http://127.0.0.1' } });
});
afterAll(async () => {
  await gateway.stop();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  issued = { accessEndsInMs: 5 * MINUTE_MS, serial: 0 };
  seenByIssues = [];
  accessToken = await gateway.tokens.sign(admin('t1'));
  gateway.answers.identity = (request) => identity(request, accessToken);
  gateway.answers.issues = (request) => {
    seenByIssues.push(request);
    return { status: 200, body: '{}' };
  };
});

/** Begins every refresh token that is good: long enough to be found in whatever is stored, and nowhere by chance. */
const REFRESH_TOKEN = 'a refresh token of this test, number ';

function identity({ url, body }: Seen, token: string): Answer {
  const { password, refreshToken } = JSON.parse(body.toString() || '{}') as Record<string, string>;
  if (url === '/v1/auth/sign-out') return { status: 204 };
  if (password === 'unverified') return problem(403, 'EMAIL_UNVERIFIED', "Your email address hasn't been verified yet");
  if (refreshToken === 'revoked') return problem(401, 'invalid_refresh_token', 'The refresh token is not valid any more.');
  issued.serial += 1;
  const at = (ms: number): string => new Date(Date.now() + ms).toISOString();
  const tokens = {
    accessToken: token,
    accessTokenExpiresAt: at(issued.accessEndsInMs),
    refreshTokenExpiresAt: at(120 * MINUTE_MS),
  };
  return {
    status: 200,
    body: JSON.stringify({ ...tokens, refreshToken: password === 'lost' ? 'revoked' : `${REFRESH_TOKEN}${issued.serial}` }),
  };
}

interface Browser {
  cookie: string;
  csrfToken: string;
}

async function signIn(password = 'right'): Promise<Browser> {
  const { headers, body } = await gateway.call('POST', '/v1/session', { body: { ...PROOF, password }, headers: OWN_PAGE });
  return { cookie: (headers.get('set-cookie') ?? '').split(';')[0] ?? '', csrfToken: String(body['csrfToken']) };
}

const change = (headers: Record<string, string>): Promise<Reply> =>
  gateway.call('POST', '/v1/issues/retry-all', { body: { filter: {} }, headers });
const refreshes = (): number => gateway.behind.identity.seen.filter(({ url }) => url === '/v1/auth/refresh').length;

describe('a browser that signs in', () => {
  it('gets a cookie that scripts cannot read and other pages do not send, and no token', async () => {
    const { status, headers, body } = await gateway.call('POST', '/v1/session', { body: PROOF, headers: OWN_PAGE });

    expect(status).toBe(200);
    expect(headers.get('set-cookie')).toMatch(/^psa-bridge-session=[\w-]{43}; .*HttpOnly.*SameSite=Strict/);
    expect(Object.keys(body).sort()).toEqual(['csrfToken', 'expiresAt']);
  });

  it('is refused with the code and the words of identity-service (ID-21)', async () => {
    const { status, body } = await gateway.call('POST', '/v1/session', {
      body: { ...PROOF, password: 'unverified' },
      headers: OWN_PAGE,
    });

    expect([status, body['code'], body['detail']]).toEqual([
      403,
      'EMAIL_UNVERIFIED',
      "Your email address hasn't been verified yet",
    ]);
  });

  it('is told as where it is to identity-service, which counts attempts by address', async () => {
    await signIn();

    expect(gateway.behind.identity.seen.at(-1)?.headers['x-forwarded-for']).toMatch(/127\.0\.0\.1/);
  });

  it('has nothing stored that opens anything without its cookie', async () => {
    const { cookie } = await signIn();

    const stored = JSON.stringify(await gateway.store.collection(collections.browserSessions).forTenant('t1').find({}));
    expect([cookie.split('=')[1] ?? '', ...accessToken.split('.'), REFRESH_TOKEN].filter((one) => stored.includes(one))).toEqual(
      [],
    );
    expect(stored).toContain('"sealed"');
  });

  it('may not be made to from a page of another origin', async () => {
    const replies = await Promise.all(
      [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }].map((headers) =>
        gateway.call('POST', '/v1/session', { body: PROOF, headers }),
      ),
    );

    expect(replies.map(({ status, body }) => [status, body['code']])).toEqual(Array(3).fill([403, 'other_origin']));
  });
});

describe('a browser that is signed in', () => {
  it('reads and changes as its user, and the services behind see a token and no cookie', async () => {
    const { cookie, csrfToken } = await signIn();

    const [read, written] = [
      await gateway.call('GET', '/v1/companies', { headers: { cookie } }),
      await change({ cookie, 'x-csrf-token': csrfToken, ...OWN_PAGE }),
    ];

    expect([read.status, written.status]).toEqual([200, 200]);
    expect(seenByIssues[0]?.headers.authorization).toMatch(/^Bearer /);
    expect(seenByIssues[0]?.headers.cookie).toBeUndefined();
  });

  it('is told who it is, and the CSRF token, again and again', async () => {
    const { cookie, csrfToken } = await signIn();

    const { body } = await gateway.call('GET', '/v1/session', { headers: { cookie } });

    expect(body).toMatchObject({ csrfToken, user: { isAdmin: true } });
  });

  it('has to show the CSRF token and come from an own page with every change', async () => {
    const { cookie, csrfToken } = await signIn();
    const other = await signIn();
    const forged: Record<string, string>[] = [
      { cookie, ...OWN_PAGE },
      { cookie, ...OWN_PAGE, 'x-csrf-token': other.csrfToken },
      { cookie, ...OWN_PAGE, 'x-csrf-token': '' },
      { cookie, 'x-csrf-token': csrfToken, 'sec-fetch-site': 'cross-site' },
      { cookie, 'x-csrf-token': csrfToken, 'sec-fetch-site': 'same-site' },
      { cookie, 'x-csrf-token': csrfToken, origin: 'https://evil.example' },
    ];

    const replies = await Promise.all(forged.map(change));

    expect(replies.map(({ status, body }) => [status, body['code']])).toEqual([
      ...Array<unknown>(3).fill([403, 'csrf_token_missing']),
      ...Array<unknown>(3).fill([403, 'other_origin']),
    ]);
    expect(seenByIssues).toEqual([]);
  });

  it('has to show it at every route of the gateway that changes something', async () => {
    const { cookie } = await signIn();
    const changing = gateway.routes.filter(
      ({ method, permission, credential }) => method !== 'GET' && permission !== 'public' && credential === undefined,
    );

    const replies = await Promise.all(
      changing.map(({ method, path: at }) =>
        gateway.call(method, at.replaceAll(/\{\w+\}/g, newId()), { headers: { cookie, ...OWN_PAGE }, body: {} }),
      ),
    );

    expect(changing.length).toBeGreaterThan(30);
    expect(new Set(replies.map(({ status, body }) => `${status} ${String(body['code'])}`))).toEqual(
      new Set(['403 csrf_token_missing']),
    );
  });

  it('may do what its user may, and no more (ID-12)', async () => {
    const caller: Caller = { tenantId: 't1', subject: newId(), isAdmin: false, permissions: [] };
    const token = await gateway.tokens.sign(caller);
    gateway.answers.identity = (request) => identity(request, token);
    const { cookie } = await signIn();

    const { status, body } = await gateway.call('GET', '/v1/partner-settings', { headers: { cookie } });

    expect([status, body['detail']]).toEqual([403, "You don't have permission to access this resource"]);
  });

  it('counts for nothing beside an access token that is shown', async () => {
    const { cookie } = await signIn();

    const { status, body } = await gateway.call('GET', '/v1/companies', {
      headers: { cookie, authorization: 'Bearer made-up' },
    });

    expect([status, body['code']]).toEqual([401, 'token_invalid']);
  });

  it('goes on in a new session after it changed the password, while the one before is over everywhere', async () => {
    const { cookie, csrfToken } = await signIn();

    const { status, headers, body } = await gateway.call('PUT', '/v1/session/password', {
      ...{
        body: { currentPassword: 'right', newPassword: 'better' },
        headers: { cookie, 'x-csrf-token': csrfToken, ...OWN_PAGE },
      },
    });
    const next = (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const replies = [
      await gateway.call('GET', '/v1/companies', { headers: { cookie: next } }),
      await gateway.call('GET', '/v1/companies', { headers: { cookie } }),
    ];

    expect([status, Object.keys(body).sort()]).toEqual([200, ['csrfToken', 'expiresAt']]);
    expect(replies.map((reply) => reply.status)).toEqual([200, 401]);
    const [changed, ended] = gateway.behind.identity.seen.slice(-2);
    expect([changed?.url, ended?.url]).toEqual(['/v1/auth/password/change', '/v1/auth/sign-out']);
    expect(changed?.headers.authorization).toMatch(/^Bearer /);
  });

  it('is told why its new password was refused, and stays signed in', async () => {
    const { cookie, csrfToken } = await signIn();
    gateway.answers.identity = () => problem(400, 'current_password_wrong', 'The current password is wrong.');

    const { status, body } = await gateway.call('PUT', '/v1/session/password', {
      ...{ body: { currentPassword: 'no', newPassword: 'better' }, headers: { cookie, 'x-csrf-token': csrfToken, ...OWN_PAGE } },
    });
    const after = await gateway.call('GET', '/v1/companies', { headers: { cookie } });

    expect([status, body['code'], after.status]).toEqual([400, 'current_password_wrong', 200]);
  });

  it('signs out: the cookie is worthless, here and at identity-service', async () => {
    const { cookie, csrfToken } = await signIn();

    const out = await gateway.call('DELETE', '/v1/session', { headers: { cookie, 'x-csrf-token': csrfToken, ...OWN_PAGE } });
    const after = await gateway.call('GET', '/v1/companies', { headers: { cookie } });

    expect([out.status, after.status]).toEqual([204, 401]);
    expect(out.headers.get('set-cookie')).toContain('Expires=Thu, 01 Jan 1970');
    expect(gateway.behind.identity.seen.at(-1)?.url).toBe('/v1/auth/sign-out');
  });
});

describe('an access token that is about to end', () => {
  it('is renewed without anybody noticing, once for all requests that come side by side', async () => {
    issued.accessEndsInMs = 1_000;
    const { cookie } = await signIn();
    issued.accessEndsInMs = 5 * MINUTE_MS;
    const before = refreshes();

    const replies = await Promise.all(
      Array.from({ length: 8 }, () => gateway.call('GET', '/v1/companies', { headers: { cookie } })),
    );

    expect(replies.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(refreshes() - before).toBe(1);
    expect(replies.filter(({ headers }) => headers.get('set-cookie') !== null)).toHaveLength(1);
  });

  it('ends the session where identity-service does not renew it', async () => {
    issued.accessEndsInMs = 0;
    const { cookie } = await signIn('lost');

    const replies = [
      await gateway.call('GET', '/v1/companies', { headers: { cookie } }),
      await gateway.call('GET', '/v1/companies', { headers: { cookie } }),
    ];

    expect(replies.map(({ status }) => status)).toEqual([401, 401]);
    expect(refreshes()).toBeGreaterThan(0);
  });
});

describe('the console', () => {
  it('is one page for every address within it, with a policy that lets in nothing but its own files', async () => {
    const replies = await Promise.all(
      ['/issues', '/issues?view=flat', '/sign-in/callback?code=x'].map((at) =>
        gateway.call('GET', at, { headers: { accept: 'text/html' } }),
      ),
    );

    for (const { status, headers, body } of replies) {
      const policy = headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
      expect(status).toBe(200);
      expect(policy).toContain("default-src 'none'; script-src 'self';");
      expect(policy).not.toContain('unsafe');
      expect(String(body['text'])).toContain(`content="${nonce}"`);
      expect(headers.get('cache-control')).toBe('no-cache');
    }
    expect(new Set(replies.map(({ headers }) => headers.get('content-security-policy'))).size).toBe(3);
  });

  it('has files that are kept for good, because their names say what is in them', async () => {
    const { status, headers } = await gateway.call('GET', '/assets/index-abc.js');

    expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['/assets/..%2findex.html', '/assets/..%2f..%2f..%2f..%2fetc%2fpasswd', '/assets/index-old.js'])(
    'gives no file at %s',
    async (at) => {
      const { status } = await gateway.call('GET', at);

      expect(status).toBe(404);
    },
  );

  it('takes nothing away from programs: what is unknown to the API is unknown, in its words', async () => {
    const replies = await Promise.all([
      gateway.call('GET', '/v1/nothing', { headers: { accept: 'text/html' } }),
      gateway.call('GET', '/nothing', { headers: { accept: 'application/json' } }),
      gateway.call('POST', '/issues', { headers: { accept: 'text/html' } }),
      gateway.call('DELETE', '/v1/companies', { headers: { accept: 'text/html' } }),
    ]);

    expect(replies.map(({ status }) => status)).toEqual([404, 404, 404, 405]);
  });

  it('is where people are led who ask for nothing', async () => {
    const response = await fetch(gateway.url, { redirect: 'manual' });

    expect([response.status, response.headers.get('location')]).toEqual([302, '/overview']);
  });
});
