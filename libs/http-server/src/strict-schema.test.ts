import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { fieldProblems } from './field-problems.ts';
import { strictly } from './strict-schema.ts';

const Line = z.object({ quantity: z.number(), note: z.string().optional() });
const Tree = z.object({
  name: z.string(),
  get children() {
    return z.array(Tree).optional();
  },
});

function problems(schema: z.ZodType, value: unknown): Record<string, string> {
  const result = strictly(schema).safeParse(value, { reportInput: true });
  const found = result.success ? [] : fieldProblems('body', result.error.issues);
  return Object.fromEntries(found.map(({ field, message }) => [field, message]));
}

describe('a strict schema', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ['an object', Line, { quantity: 1, x: 1 }, 'body.x'],
    ['a list', z.object({ lines: z.array(Line) }), { lines: [{ quantity: 1 }, { quantity: 1, x: 1 }] }, 'body.lines.1.x'],
    ['an optional', z.object({ line: Line.optional() }), { line: { quantity: 1, x: 1 } }, 'body.line.x'],
    ['a nullable', z.object({ line: Line.nullable() }), { line: { quantity: 1, x: 1 } }, 'body.line.x'],
    ['a default', z.object({ line: Line.default({ quantity: 1 }) }), { line: { quantity: 1, x: 1 } }, 'body.line.x'],
    ['a record', z.record(z.string(), Line), { a: { quantity: 1, x: 1 } }, 'body.a.x'],
    ['a tuple', z.tuple([z.string(), Line]), ['a', { quantity: 1, x: 1 }], 'body.1.x'],
    ['a lazy schema', z.lazy(() => Line), { quantity: 1, x: 1 }, 'body.x'],
    ['a transformed object', Line.transform(({ quantity }) => quantity), { quantity: 1, x: 1 }, 'body.x'],
    ['a preprocessed object', z.preprocess((value) => value, Line), { quantity: 1, x: 1 }, 'body.x'],
    ['a refined object', Line.refine(() => true), { quantity: 1, x: 1 }, 'body.x'],
    [
      'a schema that contains itself',
      Tree,
      { name: 'a', children: [{ name: 'b', children: [{ name: 'c', x: 1 }] }] },
      'body.children.0.children.0.x',
    ],
    [
      'a discriminated union',
      z.discriminatedUnion('type', [z.object({ type: z.literal('a') }), z.object({ type: z.literal('b'), n: z.number() })]),
      { type: 'b', n: 1, x: 1 },
      'body.x',
    ],
  ])('refuses what is not declared in %s', (_name, schema, value, field) => {
    expect(problems(schema, value)).toEqual({ [field]: 'is not known here; remove it' });
  });

  it('keeps the word of objects that say what they think of further members', () => {
    expect(problems(z.looseObject({ a: z.string() }), { a: 'x', b: 1 })).toEqual({});
    expect(problems(z.object({ a: z.string() }).catchall(z.number()), { a: 'x', b: 1 })).toEqual({});
  });

  it('can be compiled, unless it contains itself', () => {
    const schema = strictly(z.object({ lines: z.array(Line).optional(), line: Line }));

    expect(() => z.compile(schema, { strict: true })).not.toThrow();
  });

  it('keeps refinements, transformations and defaults', () => {
    const schema = strictly(
      z.object({ a: z.string().trim().min(1).default('x') }).refine(({ a }) => a !== 'no', 'is not wanted'),
    );

    expect(schema.parse({})).toEqual({ a: 'x' });
    expect(schema.parse({ a: ' y ' })).toEqual({ a: 'y' });
    expect(problems(schema, { a: 'no' })).toEqual({ body: 'is not wanted' });
  });

  it('accepts whatever the plain schema accepts and gives back unchanged', () => {
    const schema = z.object({ lines: z.array(Line), tree: Tree.optional(), kind: z.union([z.literal('a'), Line]) });
    const strict = strictly(schema);
    const line = fc.record({ quantity: fc.integer(), note: fc.string() }, { requiredKeys: ['quantity'] });
    const value = fc.record({ lines: fc.array(line), kind: fc.oneof(fc.constant('a' as const), line) });

    fc.assert(
      fc.property(value, (given) => {
        expect(strict.parse(given)).toEqual(schema.parse(given));
      }),
    );
  });
});

describe('a problem', () => {
  it('names the field and the cure', () => {
    const schema = z.object({
      size: z.number(),
      name: z.string(),
      lines: z.array(Line),
      mode: z.enum(['a', 'b']),
      at: z.iso.datetime(),
    });

    expect(problems(schema, { size: '1', lines: {}, mode: 'c', at: 'now' })).toEqual({
      'body.size': 'must be a number, not a string',
      'body.name': 'is required: give a string',
      'body.lines': 'must be an array, not an object',
      'body.mode': expect.stringContaining('"a"|"b"'),
      'body.at': expect.stringContaining('ISO datetime'),
    });
  });

  it('of a union is that of the alternative that came nearest', () => {
    const schema = z.object({ value: z.union([z.string(), z.object({ inner: z.object({ n: z.number() }) })]) });

    expect(problems(schema, { value: { inner: { n: 'x' } } })).toEqual({
      'body.value.inner.n': 'must be a number, not a string',
    });
    expect(Object.keys(problems(schema, { value: true }))).toEqual(['body.value']);
  });
});
