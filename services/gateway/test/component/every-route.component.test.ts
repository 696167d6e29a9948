import { afterAll, describe, expect, it } from '@jest/globals';
import { newId, PERMISSIONS, type Caller, type Permission } from '@psa-bridge/core';
import type { Route } from '@psa-bridge/http-server';
import type { RecordType } from '@psa-bridge/records';
import { RESOURCES, type Resource } from '../../src/domain/resources.ts';
import { startGateway, type Call, type Reply } from '../gateway-harness.ts';
import { sampleBodies, seedRecords } from '../sample-records.ts';
import { admin, person } from '../tokens.ts';

// Everything here is generated from the routes as data: a new route is tested by being there.
const gateway = await startGateway();
const theirs = await seedRecords(gateway.records, 'them');
const ours = await seedRecords(gateway.records, 'us');
const unknown = Object.fromEntries(Object.keys(theirs).map((type) => [type, newId()])) as Record<RecordType, string>;

afterAll(() => gateway.stop());

const named = (routes: readonly Route[]) => routes.map((route) => ({ name: `${route.method} ${route.path}`, route }));
/** A stream does not end by itself, and what partners' systems call takes keys; their own suites cover them. */
const answering = gateway.routes.filter(({ path, credential }) => path !== '/v1/stream' && credential === undefined);
const everyRoute = named(answering);
const guarded = named(answering.filter(({ permission }) => permission !== 'public'));
const withId = named(answering.filter(({ path }) => path.includes('{id}')));
const withBody = named(answering.filter(({ body }) => body !== undefined));
const withoutBody = named(answering.filter(({ body, method }) => body === undefined && method !== 'GET'));

function resourceOf(route: Route): Resource | undefined {
  return RESOURCES.find(({ path }) => route.path === `/v1/${path}` || route.path.startsWith(`/v1/${path}/`));
}

type Ids = Readonly<Record<RecordType, string>>;

/** What routes take that are no plain saves, by method and path. */
const ACTION_BODIES: Readonly<Record<string, (ids: Ids) => object>> = {
  'PUT /v1/field-values/order': ({ field_value }) => ({ kind: 'stage', ids: [field_value] }),
  'POST /v1/procurement-items/{id}/dismiss': () => ({ reason: 'In stock' }),
  'PUT /v1/procurement-items/{id}/distributor': ({ company }) => ({ distributorId: company }),
  'POST /v1/purchase-orders/for-each-distributor': ({ procurement_item }) => ({ items: [{ id: procurement_item }] }),
  'PATCH /v1/purchase-orders/{id}': ({ company }) => ({ distributorId: company, memo: 'Before noon' }),
  'POST /v1/purchase-orders/{id}/place': () => ({ by: 'manual' }),
  'POST /v1/purchase-orders/{id}/cancel': () => ({ reason: 'Not needed' }),
  'PUT /v1/procurement-settings': () => ({ approvalAbove: '100.00' }),
  'PUT /v1/public-api-settings': ({ company }) => ({ isEnabled: true, primaryCompanyId: company }),
};

function bodyOf({ method, path }: Route, type: RecordType, ids: Ids): unknown {
  const action = ACTION_BODIES[`${method} ${path}`];
  if (action) return action(ids);
  return method === 'PATCH' && type === 'field_value' ? { label: 'Other' } : sampleBodies(ids)[type];
}

/** A request that the route accepts, about the given records. */
function fitting(route: Route, ids: Ids): { path: string; call: Call } {
  const type = resourceOf(route)?.type ?? 'company';
  return {
    path: route.path.replace('{id}', ids[type]),
    call: { headers: { 'if-match': '"1"' }, ...(route.body && { body: bodyOf(route, type, ids) }) },
  };
}

async function send(route: Route, as: Caller, ids: Ids = ours): Promise<Reply> {
  const { path, call } = fitting(route, ids);
  return gateway.call(route.method, path, { ...call, as });
}

function withoutRequestId({ status, body }: Reply) {
  return { status, body: { ...body, requestId: undefined } };
}

describe.each(withId)("another tenant's id in $name", ({ route }) => {
  it('answers exactly as an id that nobody has, while the owner gets an answer', async () => {
    const foreign = await send(route, admin('us'), theirs);
    const missing = await send(route, admin('us'), { ...theirs, [resourceOf(route)?.type ?? '']: newId() });
    const own = await send(route, admin('them'), theirs);

    expect(foreign.status).toBe(404);
    expect(withoutRequestId(foreign)).toEqual(withoutRequestId(missing));
    expect(own.status).not.toBe(404);
  });
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

describe.each(guarded)('$name', ({ route }) => {
  it('is refused without a token, with an expired one and with one for somebody else', async () => {
    const { path, call } = fitting(route, ours);
    const tokens = await Promise.all([
      gateway.tokens.sign(admin('us'), { expires: '-1m' }),
      gateway.tokens.sign(admin('us'), { audience: 'other' }),
    ]);

    const none = await gateway.call(route.method, path, call);
    const refused = await Promise.all(
      tokens.map((token) =>
        gateway.call(route.method, path, { ...call, headers: { ...call.headers, authorization: `Bearer ${token}` } }),
      ),
    );

    expect([none, ...refused].map(({ status, body }) => [status, body['code']])).toEqual([
      [401, 'token_missing'],
      [401, 'token_expired'],
      [401, 'token_invalid'],
    ]);
  });

  it('lets admins in, and of the others only who has the permission (ID-06, ID-12)', async () => {
    const roles: readonly (Permission | undefined)[] = [undefined, ...PERMISSIONS];

    const refused = new Map<Permission | undefined, Reply>();
    for (const role of roles) {
      const reply = await send(route, person('us', role ? [role] : []));
      if (reply.status === 403) refused.set(role, reply);
    }
    const asAdmin = await send(route, admin('us'));

    const needs: readonly string[] = [route.permission].flat();
    const mayEnter = roles.filter((role) => needs.includes('signed-in') || (role !== undefined && needs.includes(role)));
    expect(roles.filter((role) => !refused.has(role))).toEqual(mayEnter);
    expect(
      [...refused.values()].every(({ body }) => body['detail'] === "You don't have permission to access this resource"),
    ).toBe(true);
    expect([401, 403]).not.toContain(asAdmin.status);
  });
});

describe.each(everyRoute)('$name', ({ route }) => {
  it('refuses a query parameter that it does not know, by name', async () => {
    const { path, call } = fitting(route, ours);

    const { status, body } = await gateway.call(route.method, `${path}?surprise=1`, { ...call, as: admin('us') });

    expect([status, body['problems']]).toEqual([400, [{ field: 'query.surprise', message: expect.any(String) }]]);
  });
});

describe.each(withId)('$name', ({ route }) => {
  it('refuses what is no id, by name', async () => {
    const { call } = fitting(route, ours);

    const { status, body } = await gateway.call(route.method, route.path.replace('{id}', 'x'), { ...call, as: admin('us') });

    expect([status, body['problems']]).toEqual([400, [{ field: 'path.id', message: expect.any(String) }]]);
  });
});

describe.each(withoutBody)('$name', ({ route }) => {
  it('refuses a body', async () => {
    const { path, call } = fitting(route, ours);

    const { status, body } = await gateway.call(route.method, path, { ...call, as: admin('us'), body: { surprise: 1 } });

    expect([status, body['problems']]).toEqual([400, [{ field: 'body', message: expect.any(String) }]]);
  });
});

describe.each(withBody)('$name', ({ route }) => {
  const ask = (call: Call): Promise<Reply> => {
    const fit = fitting(route, ours);
    return gateway.call(route.method, fit.path, { headers: { 'if-match': '"1"', ...call.headers }, as: admin('us'), ...call });
  };
  const problemsOf = ({ body }: Reply) => (body['problems'] as { field: string }[]).map(({ field }) => field);

  it('refuses fields that it does not know, by name', async () => {
    const known = fitting(route, ours).call.body as object;

    const reply = await ask({ body: { ...known, surprise: 1 } });

    expect([reply.status, problemsOf(reply)]).toEqual([400, ['body.surprise']]);
  });

  it('refuses fields of the wrong type, each by name', async () => {
    const known = fitting(route, ours).call.body as object;
    const wrong = Object.fromEntries(Object.keys(known).map((field) => [field, { not: 'this' }]));

    const reply = await ask({ body: wrong });

    expect(reply.status).toBe(400);
    expect(problemsOf(reply).sort()).toEqual(
      Object.keys(known)
        .map((field) => `body.${field}`)
        .sort(),
    );
  });

  it.each([
    ['no JSON', '{"name": ', 'malformed_json'],
    ['no object', '[1]', 'invalid_request'],
  ])('refuses %s', async (_what, raw, code) => {
    const reply = await ask({ raw });

    expect([reply.status, reply.body['code']]).toEqual([400, code]);
    expect(reply.body['detail']).toMatch(/^body/);
  });

  it('refuses what is larger than allowed', async () => {
    const reply = await ask({ body: { name: 'x'.repeat(1024 * 1024) } });

    expect([reply.status, reply.body['code']]).toEqual([413, 'body_too_large']);
  });

  it('refuses what is not said to be JSON', async () => {
    const reply = await ask({ raw: '{}', headers: { 'content-type': 'text/plain' } });

    expect([reply.status, reply.body['code']]).toEqual([415, 'unsupported_media_type']);
  });
});
