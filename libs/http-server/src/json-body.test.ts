import { describe, expect, it } from '@jest/globals';
import { isAppError } from '@psa-bridge/core';
import fc from 'fast-check';
import { parseJson } from './json-body.ts';

const parse = (text: string): unknown => parseJson(Buffer.from(text));

function refusal(bytes: string | Uint8Array): { code: string; fields: readonly string[] } {
  try {
    parseJson(Buffer.from(bytes));
  } catch (error) {
    if (!isAppError(error)) throw error;
    const problems = (error.details['problems'] ?? []) as readonly { field: string }[];
    return { code: error.code, fields: problems.map(({ field }) => field) };
  }
  throw new Error('It was taken.');
}

const invalid = (...fields: string[]) => ({ code: 'invalid_request', fields });
const malformed = { code: 'malformed_json', fields: [] };

describe('a JSON body', () => {
  it('is read as JSON.parse reads it, whatever well-formed value it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8, stringUnit: 'grapheme' }), fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);

        expect(parse(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('is refused by what is wrong with it, and by nothing else, whatever bytes come', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array(), fc.json().map(Buffer.from), fc.string({ unit: 'binary' }).map(Buffer.from)),
        (bytes) => {
          try {
            parseJson(bytes);
          } catch (error) {
            expect(isAppError(error) && error.kind).toBe('invalid_input');
          }
        },
      ),
    );
  });

  it.each([
    ['a name twice', '{"a":1,"a":2}', 'body.a'],
    ['a name twice, once escaped', String.raw`{"a":1,"\u0061":2}`, 'body.a'],
    ['a name twice at some depth', '{"x":[{"b c" : 1, "b c" :1}]}', 'body.b c'],
    ['half of a character', String.raw`{"a":["\ud800"]}`, 'body.a.0'],
    ['a name with a zero byte', String.raw`{"a":{"\u0000":1}}`, 'body.a'],
    ['a name with half of a character', String.raw`{"a":{"\ud800":1}}`, 'body.a'],
  ])('is refused for %s, by name', (_what, text, field) => {
    expect(refusal(text)).toEqual(invalid(field));
  });

  it('may name a member again in another object, and have texts that look like names', () => {
    const text = String.raw`{"a":{"a":"\"a\":1"},"b":[{"a":"a"},{"a":"x\\"}],"__proto__":{"a":1}}`;

    expect(JSON.stringify(parse(text))).toBe(JSON.stringify(JSON.parse(text)));
  });

  it.each([
    ['arrays', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('is refused for %s within one another without end, however deep', (_what, open, close) => {
    for (const depth of [101, 100_000]) {
      expect(refusal(`${open.repeat(depth)}1${close.repeat(depth)}`)).toMatchObject({ code: 'invalid_request' });
    }
    expect(parse(`${open.repeat(90)}1${close.repeat(90)}`)).toBeDefined();
  });

  it.each([['{'], [''], ['nul'], ['{"a":1e}'], ["{'a':1}"], ['{"a":1,}'], ['\u0000'], ['{"a":NaN}']])(
    'is refused where it is none: %j',
    (text) => {
      expect(refusal(text)).toEqual(malformed);
    },
  );

  it.each([
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
    ['half of a character', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['a byte that UTF-8 has not', Buffer.from([0x22, 0xff, 0x22])],
  ])('is refused where its bytes are not UTF-8: %s', (_what, bytes) => {
    expect(refusal(bytes)).toEqual(malformed);
  });
});
