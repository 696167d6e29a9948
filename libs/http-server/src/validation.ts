import { invalidInput } from '@psa-bridge/core';
import { z } from 'zod';
import { compiledOnUse } from './compiled-schema.ts';
import { fieldProblems, type FieldProblem } from './field-problems.ts';
import type { Route } from './route.ts';
import { strictly } from './strict-schema.ts';

const NOTHING = z.strictObject({});

export interface RequestParts {
  params: unknown;
  query: unknown;
  body: unknown;
  hasBody: boolean;
}

export type ReadRequest = (parts: RequestParts) => { params: unknown; query: unknown; body: unknown };

/**
 * Reads the parts of a request by the route's schemas; compiled once per route. What is not declared is refused, at any depth.
 * The reader throws AppError `invalid_request` with every problem, each naming its field.
 */
export function requestReader(route: Route): ReadRequest {
  const params = strictOnUse(route.params ?? NOTHING);
  const query = strictOnUse(route.query ?? NOTHING);
  const body = route.body && strictOnUse(route.body);
  return (parts) => {
    const problems: FieldProblem[] = [];
    const read = (name: string, schema: z.ZodType, value: unknown): unknown => {
      const result = schema.safeParse(value, { reportInput: true });
      if (result.success) return result.data;
      problems.push(...fieldProblems(name, result.error.issues));
      return undefined;
    };
    const values = {
      params: read('path', params(), parts.params ?? {}),
      query: read('query', query(), parts.query ?? {}),
      body: readBody(parts),
    };
    if (problems.length > 0) throw invalidRequest(problems);
    return values;

    function readBody({ body: given, hasBody }: RequestParts): unknown {
      if (route.rawBody === true) return undefined;
      if (body) return read('body', body(), given);
      if (hasBody) problems.push({ field: 'body', message: 'this route takes no body; send none' });
      return undefined;
    }
  };
}

function strictOnUse(schema: z.ZodType): () => z.ZodType {
  return compiledOnUse(() => strictly(schema));
}

/** Of a large body everything may be wrong; whoever mends so many sees the others then. */
const SHOWN_PROBLEMS = 50;

export function invalidRequest(all: readonly FieldProblem[]): Error {
  const problems = all.slice(0, SHOWN_PROBLEMS);
  const text = problems.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return invalidInput('invalid_request', text, { details: { problems }, expected: true });
}
