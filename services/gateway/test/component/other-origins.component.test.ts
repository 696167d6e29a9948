import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type Gateway } from '../gateway-harness.ts';
import { admin } from '@psa-bridge/http-server/route-suite';

const OURS = 'https://app.example.test';
let open: Gateway;
let closed: Gateway;

beforeAll(async () => {
  [open, closed] = await Promise.all([startGateway({ variables: { CORS_ORIGINS: OURS } }), startGateway()]);
});
afterAll(() => Promise.all([open.stop(), closed.stop()]));

const preflight = (gateway: Gateway, origin: string) =>
  gateway.call('OPTIONS', '/v1/companies', {
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
  });

describe('a page of another origin', () => {
  it('that is configured may call, before it is signed in, and read what answers say of themselves', async () => {
    const asked = await preflight(open, OURS);
    const called = await open.call('GET', '/v1/companies', { as: admin('t1'), headers: { origin: OURS } });

    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, OURS]);
    expect(asked.headers.get('access-control-allow-headers')).toContain('idempotency-key');
    expect([called.status, called.headers.get('access-control-allow-origin')]).toEqual([200, OURS]);
    expect(called.headers.get('access-control-expose-headers')).toContain('etag');
    expect(called.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('that is configured may also read why it is refused', async () => {
    const { status, headers } = await open.call('GET', '/v1/companies', { headers: { origin: OURS } });

    expect([status, headers.get('access-control-allow-origin')]).toEqual([401, OURS]);
  });

  it.each(['https://evil.example.test', 'https://app.example.test.evil.test', 'null'])(
    'such as %s is told nothing',
    async (origin) => {
      const replies = await Promise.all([
        preflight(open, origin),
        open.call('GET', '/v1/companies', { as: admin('t1'), headers: { origin } }),
      ]);

      expect(replies.map(({ headers }) => headers.get('access-control-allow-origin'))).toEqual([null, null]);
    },
  );

  it('is told nothing where none is configured', async () => {
    const { headers } = await preflight(closed, OURS);

    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});
