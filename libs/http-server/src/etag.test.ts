import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { etagOf, requiredRevisionOf, revisionOf } from './etag.ts';

describe('etag', () => {
  it('reads back every revision it wrote', () => {
    fc.assert(fc.property(fc.nat(), (revision) => revisionOf(etagOf(revision)) === revision));
  });

  it('never matches a weak tag', () => {
    expect(revisionOf('W/"3"')).toBeLessThan(0);
  });

  it.each(['3', '*', '"abc"', '"1", "2"', ''])('refuses %s, saying what it wants', (header) => {
    expect(() => revisionOf(header)).toThrow(expect.objectContaining({ code: 'invalid_if_match', kind: 'invalid_input' }));
  });

  it('asks for the header where it is required', () => {
    expect(() => requiredRevisionOf(undefined)).toThrow(expect.objectContaining({ code: 'if_match_required' }));
  });
});
