import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type Gateway } from '../gateway-harness.ts';
import { person } from '@psa-bridge/http-server/route-suite';

let gateway: Gateway;

const anna = person('t1');

beforeAll(async () => {
  gateway = await startGateway({ variables: { BODY_LIMIT_BYTES: '2048', WEBHOOK_LIMIT_BYTES: '1024' } });
  for (const name of ['identity', 'issues', 'acme', 'zenith'] as const) {
    gateway.answers[name] = ({ method, url }) => ({ status: 200, body: JSON.stringify({ name, method, url }) });
  }
});
afterAll(() => gateway.stop());

describe('requests to the services behind', () => {
  it.each([
    ['/v1/users?size=5', 'identity'],
    ['/v1/users/me', 'identity'],
    ['/v1/issues', 'issues'],
    ['/v1/issues/counts', 'issues'],
    ['/v1/integrations/acme/connect', 'acme'],
    ['/v1/integrations/zenith', 'zenith'],
  ] as const)('%s goes to %s with the whole path', async (path, name) => {
    const { status, body } = await gateway.call('GET', path, { as: anna });

    expect([status, body]).toEqual([200, { name, method: 'GET', url: path }]);
  });

  it('carry the token, the request id and a trace, and answer under the same id', async () => {
    const { headers } = await gateway.call('GET', '/v1/issues', { as: anna, headers: { 'x-request-id': 'mine-1' } });

    const seen = gateway.behind.issues.seen.at(-1)?.headers;
    expect(seen?.authorization).toMatch(/^Bearer ey/);
    expect(seen?.['x-request-id']).toBe('mine-1');
    expect(seen?.['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/);
    expect(headers.get('x-request-id')).toBe('mine-1');
  });

  it.each(['/v1/users', '/v1/issues/x', '/v1/integrations/acme/y'])(
    '%s is refused here already without a token',
    async (path) => {
      const before = [gateway.behind.identity, gateway.behind.issues, gateway.behind.acme].map(({ seen }) => seen.length);

      const { status, body } = await gateway.call('GET', path);

      expect([status, body['code']]).toEqual([401, 'token_missing']);
      expect([gateway.behind.identity, gateway.behind.issues, gateway.behind.acme].map(({ seen }) => seen.length)).toEqual(
        before,
      );
    },
  );

  it.each([
    ['POST', '/v1/auth/sign-in', 'identity'],
    ['GET', '/.well-known/jwks.json', 'identity'],
    ['POST', '/v1/webhooks/acme/some-id', 'acme'],
  ] as const)('%s %s goes through without a token', async (method, path, name) => {
    const { status, body } = await gateway.call(method, path, method === 'POST' ? { body: {} } : {});

    expect([status, body['name']]).toEqual([200, name]);
  });

  it('deliver the very bytes of a webhook, because its signature covers them', async () => {
    const raw = Uint8Array.from({ length: 256 }, (_, index) => index);

    await gateway.call('POST', '/v1/webhooks/acme/1?secret=x', { raw, headers: { 'x-hook-signature': 'sha1=abc' } });

    const seen = gateway.behind.acme.seen.at(-1);
    expect(seen?.body).toEqual(Buffer.from(raw));
    expect(seen?.headers['x-hook-signature']).toBe('sha1=abc');
  });

  it('refuse a webhook that is too large, and any other method', async () => {
    const large = await gateway.call('POST', '/v1/webhooks/acme/1', { raw: 'x'.repeat(1025) });
    const other = await gateway.call('GET', '/v1/webhooks/acme/1');

    expect([large.status, large.body['code']]).toEqual([413, 'body_too_large']);
    expect([other.status, other.body['code'], other.headers.get('allow')]).toEqual([405, 'method_not_allowed', 'POST']);
  });

  it('answer nothing for a provider that is not configured', async () => {
    const { status, body } = await gateway.call('GET', '/v1/integrations/other/x', { as: anna });

    expect([status, body['code']]).toEqual([404, 'unknown_path']);
  });
});

describe('a service behind that is down', () => {
  it('is a problem with the time to come back, and the rest goes on', async () => {
    const lonely = await startGateway({ variables: { ISSUES_URL: 'http://127.0.0.1:1', UPSTREAM_RETRY_AFTER_MS: '7000' } });

    const issues = await lonely.call('GET', '/v1/issues', { as: anna });
    const companies = await lonely.call('GET', '/v1/companies', { as: anna });
    await lonely.stop();

    expect([issues.status, issues.headers.get('content-type'), issues.headers.get('retry-after')]).toEqual([
      503,
      expect.stringContaining('application/problem+json'),
      '7',
    ]);
    expect(issues.body).toMatchObject({
      code: 'upstream_unavailable',
      detail: 'The issues service does not answer at the moment.',
    });
    expect(companies.status).toBe(200);
  });
});
