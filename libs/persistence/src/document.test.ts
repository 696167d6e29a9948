import { describe, expect, it } from '@jest/globals';
import { Secret } from '@psa-bridge/core';
import fc from 'fast-check';
import { copyDocument } from './document.ts';

describe('copyDocument', () => {
  it('copies whatever a document may hold, sharing nothing', () => {
    const leaf = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.date(), fc.uint8Array());
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('value')),
        fc.dictionary(
          fc.string().filter((key) => key !== '__proto__' && !key.includes('\0')),
          tie('value'),
          { noNullPrototype: true },
        ),
      ),
    }));

    fc.assert(
      fc.property(value, (given) => {
        const result = copyDocument(given);

        expect(result).toStrictEqual(given);
        if (typeof given === 'object' && given !== null) expect(result).not.toBe(given);
      }),
    );
  });

  it.each([
    ['a secret', { a: { b: new Secret('x') } }, 'a.b'],
    ['a function', { a: [() => 1] }, 'a[0]'],
    ['a map', { a: new Map() }, 'a'],
    ['a bigint', { a: 1n }, 'a'],
  ])('refuses %s and names where it is', (_, document, path) => {
    expect(() => copyDocument(document)).toThrow(expect.objectContaining({ code: 'unstorable_value', details: { path } }));
  });

  it('refuses a name that would change the prototype', () => {
    expect(() => copyDocument(JSON.parse('{"a":{"__proto__":{"admin":true}}}'))).toThrow(
      expect.objectContaining({ code: 'unstorable_value' }),
    );
  });

  it.each([
    ['one long text', { a: 'x'.repeat(16_000_000) }],
    ['a text of few characters and many bytes', { a: '€'.repeat(6_000_000) }],
    ['bytes', { a: new Uint8Array(16_000_000) }],
    ['many short texts', { a: Array(20_000).fill('x'.repeat(900)) }],
  ])('refuses more than a database takes: %s', (_, document) => {
    expect(() => copyDocument(document)).toThrow(expect.objectContaining({ code: 'document_too_large', kind: 'too_large' }));
  });
});
