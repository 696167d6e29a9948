import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { mergeOpenApi } from './merge-openapi.ts';
import { openApiDocument, type OpenApiDocument } from './openapi.ts';
import { accepted, noContent, ok } from './results.ts';
import { defineRoute, permissionTable, type Route } from './route.ts';

const Thing = z.object({ id: z.string(), size: z.number().default(1) }).meta({ id: 'Thing' });
const Tree = z.object({
  name: z.string(),
  get children() {
    return z.array(Tree);
  },
});

const routes: Route[] = [
  defineRoute({
    method: 'POST',
    path: '/things/{id}',
    summary: 'Change a thing',
    permission: ['Product editor', 'Quote editor'],
    params: z.object({ id: z.uuid() }),
    query: z.object({ size: z.coerce.number().default(10), mode: z.enum(['a', 'b']) }),
    body: Thing,
    responses: { 200: z.array(Thing), 202: null },
    handle: ({ query }) => (query.mode === 'a' ? ok([]) : accepted(undefined)),
  }),
  defineRoute({
    method: 'GET',
    path: '/tree',
    summary: 'A tree',
    permission: 'public',
    responses: { 200: Tree },
    handle: () => ok({ name: 'a', children: [] }),
  }),
];

function references(document: OpenApiDocument): string[] {
  return [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
}

const refused = (...statuses: (number | '5XX')[]) =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: '#/components/responses/Problem' }]));

function expectSound(document: OpenApiDocument): void {
  const known = (['schemas', 'responses'] as const).flatMap((kind) =>
    Object.keys(document.components[kind]).map((name) => `#/components/${kind}/${name}`),
  );
  expect(references(document).filter((reference) => !known.includes(reference))).toEqual([]);
}

describe('the document of a service', () => {
  const document = openApiDocument({ title: 'Test', version: '1', routes });

  it('describes parameters, bodies, answers and permissions in OpenAPI 3.1', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.paths['/things/{id}']?.['post']).toMatchObject({
      operationId: 'postThingsId',
      'x-permission': ['Product editor', 'Quote editor'],
      security: [{ accessToken: [] }],
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
        { name: 'size', in: 'query', required: false },
        { name: 'mode', in: 'query', required: true, schema: { enum: ['a', 'b'] } },
      ],
      responses: { 202: { description: 'Accepted' }, ...refused(400, 401, 403, 404, 408, 409, 413, 415, 429, 431, '5XX') },
    });
    expect(document.components.responses).toMatchObject({ Problem: { content: { 'application/problem+json': {} } } });
    expect(document.paths['/tree']?.['get']).toMatchObject({ security: [], 'x-permission': ['public'] });
    expect(document.paths['/tree']?.['get']).not.toMatchObject({ responses: refused(401) });
  });

  it('makes components of named and recursive schemas, apart for request and answer where they differ', () => {
    expect(document.components.schemas).toMatchObject({
      ThingInput: { required: ['id'], additionalProperties: false },
      Thing: { required: ['id', 'size'] },
      Problem: {},
    });
    expectSound(document);
    expect(references(document)).toContain('#/components/schemas/Schema0');
  });
});

describe('documents', () => {
  const one = openApiDocument({ title: 'First service', version: '1', routes });
  const Other = z
    .object({ different: z.boolean(), inner: z.object({ deep: z.string() }).meta({ id: 'Inner' }) })
    .meta({ id: 'Thing' });
  const two = openApiDocument({
    title: 'Second service',
    version: '1',
    routes: [
      defineRoute({
        ...{ method: 'GET', path: '/other', summary: 'Other', permission: 'admin' },
        responses: { 200: Other },
        handle: () => ok(undefined),
      }),
      defineRoute({
        ...{ method: 'GET', path: '/tree', summary: 'Not this one', permission: 'admin' },
        responses: { 200: z.string() },
        handle: () => ok(''),
      }),
    ],
  });

  it('merge into one: the first path wins, and schemas of one name that differ stay apart', () => {
    const merged = mergeOpenApi({ title: 'all', version: '1' }, [one, two]);

    expect(Object.keys(merged.paths).sort()).toEqual(['/other', '/things/{id}', '/tree']);
    expect(merged.paths['/tree']?.['get']).toMatchObject({ summary: 'A tree' });
    expect(Object.keys(merged.components.schemas).sort()).toEqual([
      'Inner',
      'Problem',
      'Schema0',
      'Thing',
      'ThingInput',
      'Thing_Second_service',
    ]);
    expect(JSON.stringify(merged.paths['/other'])).toContain('#/components/schemas/Thing_Second_service');
    expectSound(merged);
  });

  it('keep apart what refers to something that differs', () => {
    const schemas = (leaf: string): OpenApiDocument['components']['schemas'] => ({
      Outer: { properties: { leaf: { $ref: '#/components/schemas/Leaf' } } },
      Leaf: { type: leaf },
    });
    const document = (title: string, leaf: string): OpenApiDocument => ({
      ...{ openapi: '3.1.0', info: { title, version: '1' }, servers: [] },
      paths: { [`/${title}`]: { get: { schema: { $ref: '#/components/schemas/Outer' } } } },
      components: { securitySchemes: {}, responses: {}, schemas: schemas(leaf) },
    });

    const merged = mergeOpenApi({ title: 'all', version: '1' }, [document('a', 'string'), document('b', 'number')]);

    expect(merged.components.schemas['Outer_b']).toEqual({ properties: { leaf: { $ref: '#/components/schemas/Leaf_b' } } });
    expect(JSON.stringify(merged.paths['/b'])).toContain('Outer_b');
    expectSound(merged);
  });
});

describe('the permission table', () => {
  it('has one row for each route, sorted', () => {
    expect(permissionTable(routes)).toEqual([
      { method: 'POST', path: '/things/{id}', permission: 'Product editor or Quote editor' },
      { method: 'GET', path: '/tree', permission: 'public' },
    ]);
  });
});

describe('the refusals of an operation', () => {
  const common = { method: 'PUT', path: '/known', summary: 'Known', permission: 'public', responses: { 204: null } } as const;
  const handle = () => noContent();
  const answersOf = (route: Route): readonly string[] => {
    const operation = openApiDocument({ title: 'Test', version: '1', routes: [route] }).paths['/known']?.['put'];
    return Object.keys((operation as { responses: object }).responses);
  };

  it('are all named, so that whatever is not named never comes', () => {
    const plain = defineRoute({ ...common, handle });
    const guarded = defineRoute({ ...common, permission: 'signed-in', ifMatch: 'required', refusals: [402], handle });

    expect(answersOf(plain)).toEqual(['204', '400', '408', '409', '413', '415', '429', '431', '5XX']);
    expect(answersOf(guarded)).toEqual([
      ...['204', '400', '401', '402', '403', '408', '409', '412', '413', '415', '428', '429', '431', '5XX'],
    ]);
  });

  it('give way to what the route itself answers with that status', () => {
    const busy = defineRoute({ ...common, responses: { 204: null, 429: null }, handle });

    const { paths } = openApiDocument({ title: 'Test', version: '1', routes: [busy] });

    expect(paths['/known']).toMatchObject({ put: { responses: { 429: { description: 'Not now' } } } });
  });

  it('name If-Match as a header where it is heeded', () => {
    const route = defineRoute({ ...common, ifMatch: 'optional', handle });

    const { paths } = openApiDocument({ title: 'Test', version: '1', routes: [route] });

    expect(paths['/known']).toMatchObject({ put: { parameters: [{ name: 'If-Match', in: 'header', required: false }] } });
  });
});
