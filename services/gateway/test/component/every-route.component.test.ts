import { afterAll, describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import type { Route } from '@psa-bridge/http-server';
import type { RecordType } from '@psa-bridge/records';
import { collections } from '../../src/collections.ts';
import { RESOURCES, type Resource } from '../../src/domain/resources.ts';
import { startGateway, type Reply } from '../gateway-harness.ts';
import { sampleBodies, seedRecords } from '../sample-records.ts';
import { admin, describeEveryRoute } from '@psa-bridge/http-server/route-suite';

// Everything here is generated from the routes as data: a new route is tested by being there.
const gateway = await startGateway();
await gateway.announce('us');
const theirs = await seedRecords(gateway.records, 'them');
const ours = await seedRecords(gateway.records, 'us');
const unknown = Object.fromEntries(Object.keys(theirs).map((type) => [type, newId()])) as Record<RecordType, string>;

afterAll(() => gateway.stop());

function resourceOf(route: Route): Resource | undefined {
  return RESOURCES.find(({ path }) => route.path === `/v1/${path}` || route.path.startsWith(`/v1/${path}/`));
}

type Ids = Readonly<Record<RecordType, string>>;

const INCIDENT = { title: 'Slow', text: 'Everything takes long', services: ['gateway'] };

const ENDPOINT = { url: 'https://partner.example.com/events', description: 'A partner', eventTypes: ['*'] };

async function seedNotice(path: string, body: unknown): Promise<string> {
  return String((await gateway.call('POST', path, { as: admin('them'), body })).body['id']);
}

async function seedSubscription(tenantId: string): Promise<string> {
  const kept = { _id: newId(), tenantId, subject: newId(), email: 'person@example.com', state: 'confirmed' as const };
  const draft = { ...kept, unsubscribeToken: 'none', createdAt: new Date() };
  await gateway.store.collection(collections.subscriptions).forTenant(tenantId).insert(draft);
  return kept._id;
}

function theirIdIn({ path }: Route): string | undefined {
  return Object.entries(theirNotices).find(([beginning]) => path.startsWith(beginning))?.[1];
}

/** What routes take that are no plain saves, by method and path. */
const ACTION_BODIES: Readonly<Record<string, (ids: Ids) => object>> = {
  'POST /v1/session': () => ({ email: 'person@example.com', password: 'wrong' }),
  'POST /v1/session/sso/{provider}': () => ({ answer: 'code=none', attempt: 'none' }),
  'PUT /v1/session/password': () => ({ currentPassword: 'old', newPassword: 'new' }),
  'PUT /v1/field-values/order': ({ field_value }) => ({ kind: 'stage', ids: [field_value] }),
  'POST /v1/procurement-items/{id}/dismiss': () => ({ reason: 'In stock' }),
  'PUT /v1/procurement-items/{id}/distributor': ({ company }) => ({ distributorId: company }),
  'POST /v1/purchase-orders/for-each-distributor': ({ procurement_item }) => ({ items: [{ id: procurement_item }] }),
  'PATCH /v1/purchase-orders/{id}': ({ company }) => ({ distributorId: company, memo: 'Before noon' }),
  'POST /v1/purchase-orders/{id}/place': () => ({ by: 'manual' }),
  'POST /v1/purchase-orders/{id}/cancel': () => ({ reason: 'Not needed' }),
  'POST /v1/incidents': () => INCIDENT,
  'POST /v1/incidents/reports': () => INCIDENT,
  'POST /v1/incidents/{id}/updates': () => ({ stage: 'monitoring', text: 'It seems to hold' }),
  'POST /v1/maintenance': () => ({ ...INCIDENT, startsAt: '2040-01-31T22:00:00Z', endsAt: '2040-01-31T23:00:00Z' }),
  'POST /v1/maintenance/{id}/cancel': () => ({ text: 'Another day' }),
  'POST /v1/status/subscriptions': () => ({ email: 'person@example.com' }),
  'POST /v1/status/confirm': () => ({ token: 'none' }),
  'POST /v1/status/unsubscribe': () => ({ token: 'none' }),
  'POST /v1/reindex': () => ({ entityType: 'company' }),
  'POST /v1/webhook-endpoints': () => ENDPOINT,
  'PATCH /v1/webhook-endpoints/{id}': () => ({ description: 'Another name' }),
  'POST /v1/webhook-endpoints/{id}/rotate-secret': () => ({ overlapHours: 1 }),
  'PUT /v1/partner-settings': () => ({ webhooks: true, stream: true }),
  'POST /v1/partner-replays': () => ({ stream: 'records' }),
  'PUT /v1/procurement-settings': () => ({ approvalAbove: '100.00' }),
  'PUT /v1/public-api-settings': ({ company }) => ({ isEnabled: true, primaryCompanyId: company }),
};

/** What another tenant has that is no record, by what the path begins with. */
const theirNotices: Readonly<Record<string, string>> = {
  '/v1/incidents/': await seedNotice('/v1/incidents', INCIDENT),
  '/v1/maintenance/': await seedNotice('/v1/maintenance', ACTION_BODIES['POST /v1/maintenance']?.(theirs)),
  '/v1/status/subscriptions/': await seedSubscription('them'),
  '/v1/webhook-endpoints/': await seedNotice('/v1/webhook-endpoints', ENDPOINT),
};

const theirDelivery = await gateway.call('POST', `/v1/webhook-endpoints/${theirNotices['/v1/webhook-endpoints/'] ?? ''}/test`, {
  as: admin('them'),
});

function bodyOf({ method, path }: Route, type: RecordType, ids: Ids): unknown {
  const action = ACTION_BODIES[`${method} ${path}`];
  if (action) return action(ids);
  return method === 'PATCH' && type === 'field_value' ? { label: 'Other' } : sampleBodies(ids)[type];
}

function bodiesNaming(ids: Ids): Readonly<Record<string, unknown>> {
  const taking = gateway.routes.filter(({ body, credential }) => body !== undefined && credential === undefined);
  return Object.fromEntries(taking.map((route) => [`${route.method} ${route.path}`, bodyOf(route, typeOf(route), ids)]));
}

function withoutRequestId({ status, body }: Reply) {
  return { status, body: { ...body, requestId: undefined } };
}

const typeOf = (route: Route): RecordType => resourceOf(route)?.type ?? 'company';

describeEveryRoute({
  ...{ routes: gateway.routes, url: gateway.url, tokens: gateway.tokens },
  theirs: (route) =>
    route.path.includes('{id}')
      ? { id: theirIdIn(route) ?? theirs[typeOf(route)], deliveryId: String(theirDelivery.body['id']) }
      : undefined,
  ...{ bodies: bodiesNaming(ours), theirBodies: bodiesNaming(theirs) },
});

const references = RESOURCES.flatMap((resource) =>
  resource.references.map((reference) => ({ resource, ...reference, noun: resource.noun })),
);

describe.each(references)("another tenant's id in $path of one $noun", ({ resource, type }) => {
  it('answers exactly as an id that nobody has', async () => {
    const replies = await Promise.all(
      [theirs, unknown, ours].map((ids) => {
        const body = sampleBodies({ ...ours, [type]: ids[type] })[resource.type];
        return gateway.call('POST', `/v1/${resource.path}`, { as: admin('us'), body });
      }),
    );

    const [foreign, missing, own] = replies as [Reply, Reply, Reply];
    expect(foreign.status).toBe(400);
    expect(withoutRequestId(foreign)).toEqual(withoutRequestId(missing));
    expect(own.status).toBe(201);
  });
});

describe("another tenant's id in a new order of field values", () => {
  it('answers exactly as an id that nobody has', async () => {
    const [foreign, missing, own] = (await Promise.all(
      [theirs, unknown, ours].map(({ field_value: id }) =>
        gateway.call('PUT', '/v1/field-values/order', { as: admin('us'), body: { kind: 'stage', ids: [id] } }),
      ),
    )) as [Reply, Reply, Reply];

    expect(foreign.status).toBe(400);
    expect(withoutRequestId(foreign)).toEqual(withoutRequestId(missing));
    expect(own.status).toBe(200);
  });
});

describe.each(RESOURCES.map((resource) => ({ path: resource.path, type: resource.type })))(
  'a search of $path',
  ({ path, type }) => {
    it('shows the records of the own tenant and no other', async () => {
      const { body } = await gateway.call('GET', `/v1/${path}?size=200`, { as: admin('them') });

      const found = (body['items'] as { id: string }[]).map(({ id }) => id);
      expect(found).toContain(theirs[type]);
      expect(found).not.toContain(ours[type]);
    });
  },
);
