import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Route } from '@psa-bridge/http-server';
import { startGateway, type Gateway, type Reply } from '../gateway-harness.ts';
import { admin, person } from '@psa-bridge/http-server/route-suite';

let gateway: Gateway;

function document(paths: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'behind', version: '1' },
    paths,
    components: { securitySchemes: {}, schemas: { Behind: {} } },
  });
}

beforeAll(async () => {
  gateway = await startGateway();
  gateway.answers.issues = () => ({
    status: 200,
    body: document({ '/v1/issues': { get: { summary: 'Lists', 'x-permission': ['Issue manager'] } }, '/internal': { get: {} } }),
  });
  gateway.answers.acme = () => ({
    status: 200,
    body: document({ '/v1/integrations/acme/connect': { post: { 'x-permission': ['Integration manager'] } } }),
  });
});
afterAll(() => gateway.stop());

describe('the OpenAPI document', () => {
  let reply: Reply;
  let paths: Record<string, Record<string, { 'x-permission': string[] }>>;

  beforeAll(async () => {
    reply = await gateway.call('GET', '/v1/openapi.json');
    paths = reply.body['paths'] as typeof paths;
  });

  it('has every route of the gateway with its permission', () => {
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [method.toUpperCase(), path, operation['x-permission']]),
    );

    expect(reply.status).toBe(200);
    expect(reply.body['openapi']).toBe('3.1.0');
    expect(documented).toEqual(
      expect.arrayContaining(gateway.routes.map(({ method, path, permission }: Route) => [method, path, [permission].flat()])),
    );
  });

  it('has what the services behind offer through the gateway, and nothing else of them', () => {
    expect(paths['/v1/issues']).toBeDefined();
    expect(paths['/v1/integrations/acme/connect']).toBeDefined();
    expect(paths['/internal']).toBeUndefined();
    expect(reply.body['components']).toMatchObject({ schemas: { Behind: {} } });
  });

  it('says of what is passed on once for each key that it takes one, and refuses one used before', () => {
    expect(paths['/v1/integrations/acme/connect']?.['post']).toMatchObject({
      parameters: [{ name: 'Idempotency-Key', in: 'header' }],
      responses: { 422: { $ref: '#/components/responses/Problem' } },
    });
    expect(paths['/v1/issues']?.['get']).not.toHaveProperty('parameters');
  });

  it('is there although services behind are not', () => {
    expect(gateway.log.of('upstream_document_missing').map(({ fields }) => fields['upstream'])).toEqual(
      expect.arrayContaining(['identity service', 'zenith connector']),
    );
  });

  it('says which fields a creating request needs', () => {
    const post = paths['/v1/contacts']?.['post'] as unknown as {
      requestBody: { content: Record<string, { schema: { required: string[]; additionalProperties: boolean } }> };
    };

    const schema = post.requestBody.content['application/json']?.schema;

    expect(schema?.required.sort()).toEqual(['companyId', 'email', 'firstName']);
    expect(schema?.additionalProperties).toBe(false);
  });
});

describe('the table route × permission', () => {
  it('has one row for every route of the platform', async () => {
    const { body } = await gateway.call('GET', '/v1/route-permissions', { as: person('t1') });

    const rows = body['routes'] as { method: string; path: string; permission: string[] }[];
    expect(rows).toEqual(
      expect.arrayContaining([
        { method: 'PATCH', path: '/v1/companies/{id}', permission: ['Company editor'] },
        { method: 'GET', path: '/v1/products', permission: ['Product viewer', 'Product editor'] },
        { method: 'POST', path: '/v1/quotes/{id}/approve', permission: ['Quote editor'] },
        { method: 'PUT', path: '/v1/field-values/order', permission: ['admin'] },
        { method: 'GET', path: '/v1/issues', permission: ['Issue manager'] },
        { method: 'POST', path: '/v1/integrations/acme/connect', permission: ['Integration manager'] },
      ]),
    );
    expect(rows.filter(({ permission }) => permission.includes('undeclared'))).toEqual([]);
  });
});

describe('the documentation page', () => {
  it('comes from here with all its files, and needs nobody else', async () => {
    const page = await fetch(`${gateway.url}/docs`);
    const html = await page.text();
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');

    const replies = await Promise.all(files.map((file) => fetch(new URL(file, page.url))));

    expect(page.status).toBe(200);
    expect(files.length).toBeGreaterThanOrEqual(4);
    expect(files.filter((file) => /^(https?:)?\/\//.test(file))).toEqual([]);
    expect(replies.map(({ status }) => status)).toEqual(files.map(() => 200));
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'self'/);
    await expect(replies.at(-1)?.text()).resolves.toContain('/v1/openapi.json');
  });

  it('is where the bare address leads', async () => {
    const answer = await fetch(`${gateway.url}/`, { redirect: 'manual' });
    const page = await fetch(`${gateway.url}/`);

    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/docs']);
    expect(await page.text()).toContain('<title>PSA Bridge API</title>');
  });
});

describe('integrations', () => {
  it('are listed with the providers that may be connected', async () => {
    const id = await gateway.announce('t1', { provider: 'acme', state: 'auth_failed' });

    const { body } = await gateway.call('GET', '/v1/integrations', { as: admin('t1') });

    expect(body).toMatchObject({ items: [{ id, provider: 'acme', state: 'auth_failed' }], providers: ['acme', 'zenith'] });
  });
});
