import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NaturalKey } from '../definition/resource.ts';
import { createMatcher, type Candidate } from './match.ts';

const key = (kind: NaturalKey['kind'], value: string): NaturalKey => ({ kind, value });
const candidate = (id: string, ...keys: NaturalKey[]): Candidate => ({ id, name: id, keys });

describe('matching at the first connect', () => {
  it('takes the strongest key that fits, without minding case and spaces', () => {
    const matcher = createMatcher([
      candidate('r1', key('email', 'Ann@Example.com'), key('name', 'Ann')),
      candidate('r2', key('name', 'Bob  Smith')),
    ]);

    expect(matcher.match(candidate('x1', key('name', 'Bob'), key('email', ' ann@example.com ')))).toMatchObject({
      outcome: 'match',
      recordId: 'r1',
      by: 'email',
    });
    expect(matcher.match(candidate('x2', key('name', 'bob smith')))).toMatchObject({
      outcome: 'match',
      recordId: 'r2',
      by: 'name',
    });
    expect(matcher.match(candidate('x3', key('name', 'Carol')))).toEqual({ outcome: 'new', externalId: 'x3' });
    expect(matcher.unmatched()).toEqual([]);
  });

  it('does not choose between two records, nor give one record to two entities', () => {
    const matcher = createMatcher([
      candidate('r1', key('name', 'Demo')),
      candidate('r2', key('name', 'Demo')),
      candidate('r3', key('name', 'Other')),
    ]);

    expect(matcher.match(candidate('x1', key('name', 'Demo')))).toMatchObject({ outcome: 'conflict', recordIds: ['r1', 'r2'] });
    expect(matcher.match(candidate('x2', key('name', 'Other')))).toMatchObject({ outcome: 'match', recordId: 'r3' });
    expect(matcher.match(candidate('x3', key('name', 'Other')))).toMatchObject({ outcome: 'conflict', recordIds: ['r3'] });
  });

  it('never matches one record twice, and accounts for every record, whatever the keys', () => {
    const anyKey = fc.record({
      kind: fc.constantFrom('number' as const, 'email' as const, 'domain' as const, 'name' as const),
      value: fc.constantFrom('a', 'b', 'c', 'd'),
    });
    const some = (prefix: string): fc.Arbitrary<Candidate[]> =>
      fc
        .array(fc.array(anyKey, { maxLength: 3 }), { maxLength: 12 })
        .map((all) => all.map((keys, index) => candidate(`${prefix}${index}`, ...keys)));

    fc.assert(
      fc.property(some('r'), some('x'), (records, externals) => {
        const matcher = createMatcher(records);

        const matched = externals
          .map((external) => matcher.match(external))
          .flatMap((outcome) => (outcome.outcome === 'match' ? [outcome.recordId] : []));

        expect(new Set(matched).size).toBe(matched.length);
        expect(matcher.unmatched().length + matched.length).toBe(records.length);
      }),
    );
  });
});
