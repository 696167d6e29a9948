import { z } from 'zod';
import type { Route } from './route.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** An OpenAPI 3.1 document, as far as this platform reads it. */
export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, unknown>>;
  components: { securitySchemes: Record<string, unknown>; schemas: Record<string, unknown> };
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

export interface DocumentOptions {
  title: string;
  version: string;
  routes: readonly Route[];
}

/** The document of a service, from the same data that serves its routes. */
export function openApiDocument({ title, version, routes }: DocumentOptions): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route);
  return {
    openapi: '3.1.0',
    info: { title, version },
    paths,
    components: {
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: PROBLEM },
    },
  };
}

function operation(route: Route): JsonSchema {
  return {
    summary: route.summary,
    operationId: operationId(route),
    'x-permission': [route.permission].flat(),
    security: route.permission === 'public' ? [] : [{ accessToken: [] }],
    parameters: [...parameters('path', route.params), ...parameters('query', route.query)],
    ...(requestBody(route) ?? {}),
    responses: {
      ...responses(route),
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function operationId({ method, path }: Route): string {
  const words = path
    .replace(/[{}]/g, '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  return [method.toLowerCase(), ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
}

function parameters(where: 'path' | 'query', schema: z.ZodObject | undefined): readonly JsonSchema[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: where,
    required: where === 'path' || !(field as z.ZodType).safeParse(undefined).success,
    schema: jsonSchema(field as z.ZodType, 'input'),
  }));
}

function requestBody(route: Route): JsonSchema | undefined {
  if (route.rawBody === true)
    return { requestBody: { required: true, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } } };
  if (!route.body) return undefined;
  return { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(route.body, 'input') } } } };
}

function responses(route: Route): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(route.responses).map(([status, schema]) => [
      status,
      {
        description: 'Success',
        ...(schema ? { content: { 'application/json': { schema: jsonSchema(schema, 'output') } } } : {}),
      },
    ]),
  );
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' });
  return rest;
}

/** One document of several: paths of the first that has them win. */
export function mergeOpenApi(info: OpenApiDocument['info'], documents: readonly OpenApiDocument[]): OpenApiDocument {
  const pick = <Value>(part: (document: OpenApiDocument) => Record<string, Value> | undefined): Record<string, Value> =>
    Object.assign({}, ...[...documents].reverse().map((document) => part(document) ?? {})) as Record<string, Value>;
  return {
    openapi: '3.1.0',
    info,
    paths: pick((document) => document.paths),
    components: {
      securitySchemes: pick((document) => document.components?.securitySchemes),
      schemas: pick((document) => document.components?.schemas),
    },
  };
}
