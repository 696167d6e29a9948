import { afterAll, describe, expect, it } from '@jest/globals';
import { newId, PERMISSIONS, type Permission } from '@psa-bridge/core';
import type { Route } from '@psa-bridge/http-server';
import { RESOURCES, type Resource } from '../../src/domain/resources.ts';
import type { Reply } from '../gateway-harness.ts';
import { startForPartners } from '../partners.ts';
import { sampleBodies, seedRecords } from '../sample-records.ts';
import { person } from '@psa-bridge/http-server/route-suite';

// Generated from the routes as data: a route that takes keys is tested by being there.
const partners = await startForPartners();
const { gateway } = partners;
const ours = await seedRecords(gateway.records, 'us');
const theirs = await seedRecords(gateway.records, 'them');
const integrationId = await gateway.announce('us');
const theirIntegration = await gateway.announce('them');
for (const type of ['company', 'contact', 'category', 'product', 'opportunity', 'quote'] as const) {
  await gateway.records.forTenant('us').link(type, ours[type], integrationId, 'ours-1');
  await gateway.records.forTenant('them').link(type, theirs[type], theirIntegration, 'theirs-1');
}
for (const label of ['Won', 'Lost']) {
  const status = { kind: 'opportunity_status', key: label, label };
  await gateway.records.forTenant('us').create('field_value', status, { source: 'test', pushTo: [] });
}
await partners.setPolicy('off', { isEnabled: false });
/** The matrix asks more often than a tenant may within ten minutes, so it asks for many tenants; ids are looked for in two. */
const everything = [...PERMISSIONS];
for (const tenantId of ['us', 'them', ...PERMISSIONS, 'nobody']) await partners.setPolicy(tenantId, { isEnabled: true });

afterAll(() => gateway.stop());

const routes = gateway.routes
  .filter(({ credential }) => credential === 'api-key')
  .map((route) => ({ name: `${route.method} ${route.path}`, route }));
const withId = routes.filter(({ route }) => /\{(id|externalIdentifier)\}/.test(route.path));

function resourceOf({ path }: Route): Resource {
  const noun = path.split('/')[path.startsWith('/public-api/sync-state') ? 3 : 2];
  const resource = RESOURCES.find((one) => one.noun === (noun === 'field' ? 'field value' : noun));
  if (!resource) throw new Error(`${path} is about nothing`);
  return resource;
}

interface Target {
  id: string;
  externalIdentifier: string;
}

function send(route: Route, key: string | undefined, { id, externalIdentifier }: Target): Promise<Reply> {
  const path = route.path
    .replace('/public-api', '')
    .replace('{id}', id)
    .replace('{externalIdentifier}', externalIdentifier)
    .replace('{kind}', 'stage');
  return partners.call(key, route.method, path, route.body && { body: bodyOf(route) });
}

function bodyOf(route: Route): unknown {
  if (route.path.startsWith('/public-api/sync-state')) return { state: 'synchronized' };
  if (route.path.endsWith('/batch')) return { items: [sampleBodies(ours).product] };
  return route.path.includes('{') ? {} : sampleBodies(ours)[resourceOf(route).type];
}

const target = (route: Route): Target => ({ id: ours[resourceOf(route).type], externalIdentifier: 'ours-1' });
const said = ({ status, body }: Reply): unknown[] => [status, body['detail']];

describe.each(routes)('$name', ({ route }) => {
  it('says PA-01 and PA-02 to the letter: no key, a key that nobody has, what is no key, a tenant whose public API is off', async () => {
    const offKey = await partners.keyFor(person('off', everything));
    const unknown = `${'u'.repeat(22)}.${'n'.repeat(43)}`;

    const replies = await Promise.all([undefined, '', unknown, 'nonsense', offKey].map((key) => send(route, key, target(route))));

    expect(replies.map(said)).toEqual([
      [401, 'No API key provided'],
      [401, 'No API key provided'],
      [403, 'API key not valid'],
      [403, 'API key not valid'],
      [403, 'Public API is not enabled'],
    ]);
  });

  it("takes no access token in a key's place", async () => {
    const token = await gateway.tokens.sign(person('us', everything));
    const path = route.path.replace(/\{\w+\}/, newId());

    const reply = await gateway.call(route.method, path, { headers: { authorization: `Bearer ${token}` } });

    expect(said(reply)).toEqual([401, 'No API key provided']);
  });

  it('lets in only keys that were given one of its permissions (ID-12)', async () => {
    const needs: readonly string[] = [route.permission].flat();
    const roles: readonly (Permission | undefined)[] = [undefined, ...PERMISSIONS];

    const entered: (Permission | undefined)[] = [];
    for (const role of roles) {
      const key = await partners.keyFor(person(role ?? 'nobody', role ? [role] : []));
      const { status } = await send(route, key, target(route));
      if (status !== 403) entered.push(role);
      expect([200, 201, 204, 400, 403, 404]).toContain(status);
    }

    expect(entered).toEqual(roles.filter((role) => needs.includes('signed-in') || (role !== undefined && needs.includes(role))));
  });
});

describe.each(withId)("another tenant's record in $name", ({ route }) => {
  it('answers exactly as one that nobody has, while the own one is answered (PA-05)', async () => {
    const key = await partners.keyFor(person('us', everything));
    const id = theirs[resourceOf(route).type];

    const foreign = await send(route, key, { id, externalIdentifier: 'theirs-1' });
    const missing = await send(route, key, { id: newId(), externalIdentifier: 'nobodys' });
    const own = await send(route, key, target(route));

    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
    expect([200, 204]).toContain(own.status);
  });
});
