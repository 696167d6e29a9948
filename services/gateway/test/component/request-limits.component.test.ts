import { afterEach, describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { startGateway, type Gateway, type Reply } from '../gateway-harness.ts';
import { startForPartners } from '../partners.ts';
import { admin, person } from '@psa-bridge/http-server/route-suite';

const gateways: Gateway[] = [];

afterEach(() => Promise.all(gateways.splice(0).map((gateway) => gateway.stop())));

async function start(variables: Readonly<Record<string, string>>): Promise<Gateway> {
  const gateway = await startGateway({ variables });
  gateways.push(gateway);
  return gateway;
}

/** Of the window, in seconds; the end of the slice that a request falls into adds less than ten. */
const WINDOW = { least: 60, most: 70 };

const statuses = (replies: readonly Reply[]): readonly number[] => replies.map(({ status }) => status);

async function inTurn(times: number, ask: (turn: number) => Promise<Reply>): Promise<readonly Reply[]> {
  const replies: Reply[] = [];
  for (let turn = 0; turn < times; turn += 1) replies.push(await ask(turn));
  return replies;
}

describe('the limit of one caller', () => {
  it('refuses with Retry-After what is above it, while a colleague goes on', async () => {
    const gateway = await start({ REQUESTS_PER_CALLER: '3' });
    const ask = (): Promise<Reply> => gateway.call('GET', '/v1/companies', { as: person('us') });

    const begun = performance.now();
    const replies = await inTurn(4, ask);
    const passed = (performance.now() - begun) / 1_000;
    const colleague = await gateway.call('GET', '/v1/companies', { as: admin('us') });

    expect([...statuses(replies), colleague.status]).toEqual([200, 200, 200, 429, 200]);
    const [first, refused] = [replies[0], replies[3]];
    expect(refused?.body['code']).toBe('caller_limit');
    const wait = Number(refused?.headers.get('retry-after'));
    expect(wait).toBeGreaterThanOrEqual(Math.floor(WINDOW.least - passed));
    expect(wait).toBeLessThanOrEqual(WINDOW.most);
    expect(first?.headers.get('ratelimit-policy')).toBe('"address";q=1000000;w=60, "caller";q=3;w=60, "tenant";q=1000000;w=60');
    expect(first?.headers.get('ratelimit')).toMatch(/^"address";r=\d+;t=\d+, "caller";r=2;t=\d+, "tenant";r=\d+;t=\d+$/);
    expect(refused?.headers.get('ratelimit')).toMatch(/"caller";r=0;t=\d+$/);
  });

  it('counts what is refused for lack of a permission, and what goes to the services behind', async () => {
    const gateway = await start({ REQUESTS_PER_CALLER: '2' });

    const replies = [
      await gateway.call('POST', '/v1/companies', { as: person('us'), body: { name: 'Example Ltd' } }),
      await gateway.call('GET', '/v1/issues', { as: person('us') }),
      await gateway.call('GET', '/v1/issues', { as: person('us') }),
    ];

    expect(statuses(replies)).toEqual([403, 404, 429]);
    expect(replies[1]?.headers.get('ratelimit')).toContain('"caller";r=0');
    expect(gateway.behind.issues.seen.length).toBe(1);
  });
});

describe('the limit of a tenant', () => {
  it('is shared by all its people, and is no concern of another tenant', async () => {
    const gateway = await start({ REQUESTS_PER_TENANT: '2' });
    const ask = (tenantId: string, subject: string): Promise<Reply> =>
      gateway.call('GET', '/v1/companies', { as: { ...person(tenantId), subject } });

    const replies = [await ask('us', 'a'), await ask('us', 'b'), await ask('us', 'c'), await ask('them', 'a')];

    expect(statuses(replies)).toEqual([200, 200, 429, 200]);
    expect(replies[2]?.body['code']).toBe('tenant_limit');
  });
});

describe('the limit of an address', () => {
  it('holds for strangers, before anything else is looked at', async () => {
    const gateway = await start({ REQUESTS_PER_ADDRESS: '2' });

    const replies = await inTurn(3, () => gateway.call('POST', '/v1/auth/sign-in', { body: {} }));

    expect(statuses(replies)).toEqual([404, 404, 429]);
    expect(replies[2]?.body['code']).toBe('address_limit');
    expect(gateway.behind.identity.seen.length).toBe(2);
  });

  it('does not hold for webhooks, which PSAs deliver for many tenants from few addresses', async () => {
    const gateway = await start({ REQUESTS_PER_ADDRESS: '1' });
    gateway.answers.acme = () => ({ status: 204 });

    const replies = await inTurn(3, () => gateway.call('POST', '/v1/webhooks/acme/1', { body: {} }));

    expect(statuses(replies)).toEqual([204, 204, 204]);
  });

  it('goes by what a trusted proxy says, and not by what anybody else does', async () => {
    const named = (gateway: Gateway, address: string): Promise<Reply> =>
      gateway.call('GET', '/v1/route-permissions', { headers: { 'x-forwarded-for': address } });
    const behindProxy = await start({ REQUESTS_PER_ADDRESS: '1', TRUSTED_PROXIES: '127.0.0.1/32,::1/128' });
    const alone = await start({ REQUESTS_PER_ADDRESS: '1' });

    const trusted = [await named(behindProxy, '192.0.2.1'), await named(behindProxy, '192.0.2.2')];
    const untrusted = [await named(alone, '192.0.2.1'), await named(alone, '192.0.2.2')];

    expect([statuses(trusted), statuses(untrusted)]).toEqual([
      [401, 401],
      [401, 429],
    ]);
  });

  it('is passed on to the services behind as the trusted proxy tells it', async () => {
    const gateway = await start({ TRUSTED_PROXIES: '127.0.0.1/32' });

    await gateway.call('POST', '/v1/auth/sign-in', { body: {}, headers: { 'x-forwarded-for': '203.0.113.9, 192.0.2.7' } });

    expect(gateway.behind.identity.seen[0]?.headers['x-forwarded-for']).toBe('192.0.2.7');
  });
});

describe('reporting a sync state', () => {
  it('is exempt from every limit with a good key, and counted by its address without one (PA-30)', async () => {
    const partners = await startForPartners({ REQUESTS_PER_ADDRESS: '3', REQUESTS_PER_CALLER: '1', REQUESTS_PER_TENANT: '1' });
    gateways.push(partners.gateway);
    await partners.setPolicy('us', { isEnabled: true });
    const key = await partners.keyFor(person('us', ['Quote editor']));
    const report = (shown: string | undefined): Promise<Reply> =>
      partners.call(shown, 'PUT', `/sync-state/quote/${newId()}`, { body: { state: 'synchronized' } });

    const good = await inTurn(5, () => report(key));
    const bad = await inTurn(4, () => report(undefined));

    expect(statuses(good)).toEqual([404, 404, 404, 404, 404]);
    expect(statuses(bad)).toEqual([401, 401, 429, 429]);
  });
});
