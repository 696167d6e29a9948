import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isAppError } from '@psa-bridge/core';
import fc from 'fast-check';
import { parseConditions, type Expression } from '../../src/connectwise/query/parse-conditions.ts';
import { DEMO, startSimulator, type Started } from './harness.ts';

const CODE = 'InvalidFilter';
const text = fc.stringMatching(/^[^"'\r\n]{0,20}$/);
const literal = fc.oneof(
  text.map((value) => ({ written: `"${value}"`, type: 'string', value })),
  text.map((value) => ({ written: `'${value}'`, type: 'string', value })),
  fc.integer({ min: -1_000, max: 1_000 }).map((value) => ({ written: String(value), type: 'numeric', value })),
  fc.boolean().map((value) => ({ written: value ? 'True' : 'false', type: 'boolean', value })),
  fc.constant({ written: '[2025-06-01T00:00:00Z]', type: 'datetime', value: '2025-06-01T00:00:00Z' }),
  fc.constant({ written: 'null', type: 'null', value: null }),
);
const field = fc.constantFrom('id', 'name', 'company/id', 'status/name', 'lastUpdated', 'android', 'orderNo');

interface Written {
  text: string;
  expression: Expression;
}

const comparison = fc
  .tuple(field, fc.constantFrom('=', '!=', '<', '<=', '>', '>=', 'contains', 'LIKE'), literal, fc.boolean())
  .map(([name, op, { written, ...one }, isTight]): Written => {
    const gap = isTight && !/\w/.test(op) ? '' : ' ';
    return {
      text: `${name}${gap}${op}${gap}${written}`,
      expression: { op: op.toLowerCase(), field: name, literals: [one] } as Expression,
    };
  });
const membership = fc
  .tuple(field, fc.array(literal, { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([name, literals, isNegated]): Written => {
    const inner: Expression = {
      op: 'in',
      field: name,
      literals: literals.map(({ written: _written, ...one }) => one),
    } as Expression;
    return {
      text: `${name} ${isNegated ? 'not ' : ''}in (${literals.map(({ written }) => written).join(', ')})`,
      expression: isNegated ? { op: 'not', part: inner } : inner,
    };
  });
const { expression } = fc.letrec<{ expression: Written }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    comparison,
    membership,
    tie('expression').map(({ text: inner, expression: part }): Written => ({
      text: `NOT (${inner})`,
      expression: { op: 'not', part },
    })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('expression'), { minLength: 2, maxLength: 3 }))
      .map(([op, parts]): Written => ({
        text: parts.map((part) => `(${part.text})`).join(` ${op.toUpperCase()} `),
        expression: { op, parts: parts.map((part) => part.expression) },
      })),
  ),
}));

describe('the parser of conditions (connectwise.md 5)', () => {
  it('reads back what was written', () => {
    fc.assert(
      fc.property(expression, (written) => {
        expect(parseConditions(written.text, CODE)).toEqual(written.expression);
      }),
      { numRuns: 500 },
    );
  });

  it('reads any text or refuses it with a 400', () => {
    const pieces = fc.array(
      fc.oneof(fc.constantFrom('(', ')', 'and', 'not', 'in', '=', '[', ']', '"', "'", 'id', '1', ' '), fc.string()),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        try {
          parseConditions(parts.join(' '), CODE);
        } catch (error) {
          expect(isAppError(error) && error.details).toMatchObject({ status: 400, code: CODE });
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('survives nesting and length of any size', () => {
    for (const depth of [10, 1_000, 100_000]) {
      const parse = () => parseConditions(`${'('.repeat(depth)}id = 1${')'.repeat(depth)}`, CODE);
      if (depth === 10) expect(parse()).toMatchObject({ op: '=' });
      else expect(parse).toThrow('Conditions are not valid');
    }
    expect(parseConditions(Array(50_000).fill('id = 1').join(' or '), CODE)).toMatchObject({ op: 'or' });
  });
});

describe('lists under any parameters', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator({ callsPerMinute: 1_000_000 });
  });
  afterAll(() => started.simulator.stop());

  it('answers an array or an error body, whatever is sent', async () => {
    const name = fc.constantFrom(
      'conditions',
      'childConditions',
      'customFieldConditions',
      'orderBy',
      'fields',
      'page',
      'pageSize',
      'pageId',
    );
    const value = fc.oneof(
      fc.string({ maxLength: 60 }),
      expression.map((written) => written.text),
      fc.constantFrom('__proto__', 'constructor/x'),
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, value, { maxKeys: 4 }), async (parameters) => {
        const { status, json } = await started.api.get(`company/contacts?${new URLSearchParams(parameters).toString()}`);
        expect([200, 400]).toContain(status);
        expect(status === 200 ? Array.isArray(json) : typeof json.message).toBe(status === 200 ? true : 'string');
        expect(started.simulator.bugs()).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('answers any body of a write with an object or an error body', async () => {
    const operation = fc.record(
      {
        op: fc.oneof(fc.constantFrom('add', 'replace', 'remove'), fc.string()),
        path: fc.oneof(
          fc.constantFrom('name', 'communicationItems/0/value', 'communicationItems/-', 'customFields', 'company', 'types'),
          fc.string(),
        ),
        value: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const body = fc.oneof(fc.array(operation, { maxLength: 4 }), fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('PATCH', 'PUT'), body, async (method, sent) => {
        const { status, json } = await started.api.call(method, `company/contacts/${DEMO.contact}`, {
          body: JSON.stringify(sent),
        });
        expect([200, 400]).toContain(status);
        expect(json).toMatchObject(
          status === 200 ? { id: DEMO.contact } : { code: expect.any(String), message: expect.any(String) },
        );
        expect(started.simulator.bugs()).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
