import { heedsIfMatch, type Route } from './route.ts';
import type { JsonSchema } from './schema-components.ts';

/** The components that every document has. */
export const PROBLEM: JsonSchema = {
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

export const PROBLEM_ANSWER: JsonSchema = {
  description: 'A problem',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const ANY_PROBLEM: JsonSchema = { $ref: '#/components/responses/Problem' };

/** What any request may be refused with, and what whatever changes something may be besides. */
const ALWAYS = [400, 408, 429, 431];
const CHANGING = [409, 413, 415];
const KEY_REUSED = 422;
const OUR_FAILURES = '5XX';

/**
 * Every status but a failure of ours is named, so that a client knows what it may meet: those that follow from the declaration, and
 * those that it names itself.
 */
export function problems(route: Route): Readonly<Record<string, JsonSchema>> {
  const { method, permission, params, ifMatch, refusals = [] } = route;
  const statuses = [
    ...ALWAYS,
    ...(permission === 'public' ? [] : [401, 403]),
    ...(params ? [404] : []),
    ...(method === 'GET' ? [] : CHANGING),
    ...(heedsIfMatch(route) ? [412] : []),
    ...(ifMatch === 'required' ? [428] : []),
    ...refusals,
  ];
  return Object.fromEntries([...statuses, OUR_FAILURES].map((status) => [status, ANY_PROBLEM]));
}

/** The header that makes a repetition harmless, as an operation's parameter. */
const IDEMPOTENCY_KEY: JsonSchema = {
  ...{ name: 'Idempotency-Key', in: 'header', required: false },
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' },
};

/** An operation that something before it passes on once for each key. */
export function withIdempotencyKey<Operation extends object>(operation: Operation): Operation {
  const { parameters = [], responses = {} } = operation as { parameters?: readonly unknown[]; responses?: object };
  return {
    ...operation,
    parameters: [...parameters, IDEMPOTENCY_KEY],
    responses: { ...responses, [KEY_REUSED]: ANY_PROBLEM },
  };
}
