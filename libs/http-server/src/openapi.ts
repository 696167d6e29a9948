import type { z } from 'zod';
import { PROBLEM, PROBLEM_ANSWER, problems, withIdempotencyKey } from './openapi-problems.ts';
import { heedsIfMatch, type Route } from './route.ts';
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

const API_KEY: JsonSchema = { type: 'apiKey', in: 'header', name: 'api-key' };

/** The revision that a change is meant for. What has never been changed has the first. */
const IF_MATCH: JsonSchema = {
  ...{ name: 'If-Match', in: 'header', description: 'The ETag as it was read.' },
  schema: { type: 'string', pattern: '^(W/)?"[0-9]{1,15}"$' },
  example: '"1"',
};

/** The server that answered the document. */
export const HERE = [{ url: '/' }];

const MEANINGS: Readonly<Record<string, string>> = {
  201: 'Created',
  202: 'Accepted',
  204: 'Done',
  302: 'Elsewhere',
  429: 'Not now',
  503: 'Not now',
};

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
    const described = { ...operation(route, writer), responses: { ...problems(route), ...answers.get(route) } };
    const { method, path, takesIdempotencyKey = false } = route;
    (paths[path] ??= {})[method.toLowerCase()] = takesIdempotencyKey ? withIdempotencyKey(described) : described;
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

function headersOf(route: Route): readonly JsonSchema[] {
  return heedsIfMatch(route) ? [{ ...IF_MATCH, required: route.ifMatch === 'required' }] : [];
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
