import { AppError, invalidInput, toAppError } from '@psa-bridge/core';
import { z } from 'zod';
import type { Route } from './route.ts';

const NOTHING = z.strictObject({});

/** What a client did wrong in one place. */
export interface FieldProblem {
  /** `body.items.0.quantity`, `query.size` … */
  field: string;
  message: string;
}

export interface RequestParts {
  params: unknown;
  query: unknown;
  body: unknown;
  hasBody: boolean;
}

export type ReadRequest = (parts: RequestParts) => { params: unknown; query: unknown; body: unknown };

/**
 * Reads the parts of a request by the route's schemas; built once per route. What is not declared is refused.
 * The reader throws AppError `invalid_request` with every problem, each naming its field.
 */
export function requestReader(route: Route): ReadRequest {
  const params = route.params?.strict() ?? NOTHING;
  const query = route.query?.strict() ?? NOTHING;
  const body = route.body instanceof z.ZodObject ? route.body.strict() : route.body;
  return (parts) => {
    const problems: FieldProblem[] = [];
    const read = (name: string, schema: z.ZodType, value: unknown): unknown => {
      const result = schema.safeParse(value);
      if (result.success) return result.data;
      problems.push(...result.error.issues.flatMap((issue) => describe(name, issue)));
      return undefined;
    };
    const values = {
      params: read('path', params, parts.params ?? {}),
      query: read('query', query, parts.query ?? {}),
      body: readBody(parts),
    };
    if (problems.length > 0) throw invalidRequest(problems);
    return values;

    function readBody({ body: given, hasBody }: RequestParts): unknown {
      if (route.rawBody === true) return undefined;
      if (body) return read('body', body, given);
      if (hasBody) problems.push({ field: 'body', message: 'this route takes no body' });
      return undefined;
    }
  };
}

function describe(part: string, issue: z.core.$ZodIssue): FieldProblem[] {
  const at = (path: readonly PropertyKey[]): string => [part, ...path].map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: at([...issue.path, key]), message: 'is not known here; remove it' }));
  }
  return [{ field: at(issue.path), message: issue.message }];
}

function invalidRequest(problems: readonly FieldProblem[]): AppError {
  const text = problems.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return invalidInput('invalid_request', text, { details: { problems }, expected: true });
}

/** A malformed or oversized body, as express's body parser reports it. */
export function bodyError(error: unknown): AppError {
  const { type, limit } = (error ?? {}) as { type?: string; limit?: number };
  if (type === 'entity.too.large') {
    return new AppError(`The body is larger than ${limit ?? 'allowed'} bytes.`, {
      code: 'body_too_large',
      kind: 'too_large',
      expected: true,
    });
  }
  if (type === 'entity.parse.failed') return invalidInput('malformed_json', 'body: is not valid JSON', { expected: true });
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return invalidInput('unsupported_media_type', 'The encoding of the body is not supported; send UTF-8 JSON.', {
      expected: true,
    });
  }
  if (type === 'request.aborted' || type === 'request.size.invalid') {
    return invalidInput('body_incomplete', 'The body ended early.', { expected: true });
  }
  return toAppError(error);
}
