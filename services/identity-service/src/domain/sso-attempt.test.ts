import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCallback } from './sso-attempt.ts';

const STATE = 'abcdefghij_-0123456789';

describe('parseCallback', () => {
  it.each(['', '?'])('reads the query with %j in front', (prefix) => {
    const callback = parseCallback(`${prefix}code=a%20b&state=${STATE}&iss=https%3A%2F%2Fissuer.example`);

    expect(callback?.state).toBe(STATE);
    expect(Object.fromEntries(callback?.parameters ?? [])).toEqual({ code: 'a b', state: STATE, iss: 'https://issuer.example' });
  });

  it.each([
    ['no state', 'code=a'],
    ['a state that is not ours', 'code=a&state=short'],
    ['two codes', `code=a&code=b&state=${STATE}`],
    ['two states', `code=a&state=${STATE}&state=${STATE}`],
    ['more than a query may be', `code=${'a'.repeat(8_000)}&state=${STATE}`],
  ])('refuses %s', (_what, query) => {
    expect(parseCallback(query)).toBeUndefined();
  });

  it('of whatever text there is, what it reads has one value for each name and a state of ours', () => {
    const part = fc.constantFrom('state=', 'code=', STATE, '&', '%', '%00', '#', 'x', '?', '=', '+', 'é');
    const likeQuery = fc.array(part, { maxLength: 20 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(likeQuery, fc.string({ unit: 'binary' })), (query) => {
        const callback = parseCallback(query);
        if (!callback) return;
        expect(callback.state).toBe(new URLSearchParams(query).get('state'));
        expect([...new URLSearchParams(query)]).toHaveLength(callback.parameters.size);
        expect(callback.state).toMatch(/^[\w-]{22}$/);
      }),
      { numRuns: 1_000 },
    );
  });
});
