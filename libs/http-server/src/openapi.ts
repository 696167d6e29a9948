import type { z } from 'zod';
import type { Route } from './route.ts';
import { schemaWriter, type JsonSchema, type SchemaWriter } from './schema-components.ts';

/** An OpenAPI 3.1 document, as far as this platform reads it. */
export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string };
  /** Where its paths begin. */
  servers: readonly { url: string }[];
  paths: Record<string, Record<string, unknown>>;
  components: {
    securitySchemes: Record<string, unknown>;
    responses: Record<string, unknown>;
    schemas: Record<string, unknown>;
  };
}

const PROBLEM: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable name of the failure.' },
    detail: { type: 'string', description: 'What is wrong and how to mend it.' },
    requestId: { type: 'string' },
    problems: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
    },
  },
};

const API_KEY: JsonSchema = { type: 'apiKey', in: 'header', name: 'api-key' };

/** The header that makes a repetition harmless, as an operation's parameter. */
export const IDEMPOTENCY_KEY: JsonSchema = {
  ...{ name: 'Idempotency-Key', in: 'header', required: false },
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' },
};

const PROBLEM_ANSWER: JsonSchema = {
  description: 'A problem',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const ANY_PROBLEM: JsonSchema = { $ref: '#/components/responses/Problem' };

/** The server that answered the document. */
export const HERE = [{ url: '/' }];

const MEANINGS: Readonly<Record<string, string>> = { 201: 'Created', 202: 'Accepted', 204: 'Done', 302: 'Elsewhere' };

export interface DocumentOptions {
  title: string;
  version: string;
  routes: readonly Route[];
}

/** The document of a service, from the same data that serves its routes. Schemas named by `.meta({ id })` become components. */
export function openApiDocument({ title, version, routes }: DocumentOptions): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  const schemas: Record<string, unknown> = { Problem: PROBLEM };
  const writer = schemaWriter(schemas);
  // Answers come first: a name that means one thing in requests and another in answers is that of the answer.
  const answers = new Map(routes.map((route) => [route, responses(route, writer)]));
  for (const route of routes) {
    const answered = { ...answers.get(route), ...refusals(route), default: ANY_PROBLEM };
    (paths[route.path] ??= {})[route.method.toLowerCase()] = { ...operation(route, writer), responses: answered };
  }
  return {
    openapi: '3.1.0',
    info: { title, version },
    servers: HERE,
    paths,
    components: {
      securitySchemes: {
        accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        ...(routes.some(({ credential }) => credential === 'api-key') && { apiKey: API_KEY }),
      },
      responses: { Problem: PROBLEM_ANSWER },
      schemas,
    },
  };
}

/** What every request may be refused with that a route's declaration tells; what a use case refuses besides is the default. */
function refusals({ permission, params, body, takesIdempotencyKey = false }: Route): Readonly<Record<number, JsonSchema>> {
  const statuses = [
    ...[400, 429],
    ...(permission === 'public' ? [] : [401, 403]),
    ...(params ? [404] : []),
    ...(body ? [413, 415] : []),
    ...(takesIdempotencyKey ? [409, 422] : []),
  ];
  return Object.fromEntries(statuses.map((status) => [status, ANY_PROBLEM]));
}

function operation(route: Route, writer: SchemaWriter): JsonSchema {
  return {
    summary: route.summary,
    operationId: operationId(route),
    'x-permission': [route.permission].flat(),
    security: securityOf(route),
    parameters: [...parameters('path', route.params, writer), ...parameters('query', route.query, writer), ...headersOf(route)],
    ...requestBody(route, writer),
  };
}

function headersOf({ takesIdempotencyKey = false }: Route): readonly JsonSchema[] {
  return takesIdempotencyKey ? [IDEMPOTENCY_KEY] : [];
}

function securityOf({ permission, credential }: Route): readonly JsonSchema[] {
  if (permission === 'public') return [];
  return [credential === 'api-key' ? { apiKey: [] } : { accessToken: [] }];
}

function operationId({ method, path }: Route): string {
  const words = path
    .replace(/[{}]/g, '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  return [method.toLowerCase(), ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
}

function parameters(where: 'path' | 'query', schema: z.ZodObject | undefined, writer: SchemaWriter): readonly JsonSchema[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: where,
    required: where === 'path' || !(field as z.ZodType).safeParse(undefined).success,
    schema: writer.write(field as z.ZodType, 'input'),
  }));
}

function requestBody(route: Route, writer: SchemaWriter): JsonSchema {
  if (route.rawBody === true) {
    return { requestBody: { required: true, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } } };
  }
  if (!route.body) return {};
  const isRequired = !route.body.safeParse(undefined).success;
  return {
    requestBody: { required: isRequired, content: { 'application/json': { schema: writer.write(route.body, 'input') } } },
  };
}

function responses(route: Route, writer: SchemaWriter): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(route.responses).map(([status, schema]) => [
      status,
      {
        description: MEANINGS[status] ?? 'Success',
        ...(schema ? { content: { 'application/json': { schema: writer.write(schema, 'output') } } } : {}),
      },
    ]),
  );
}
