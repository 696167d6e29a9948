import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkRevision, contentRevision } from './revision.ts';

describe('contentRevision', () => {
  it('is the same for equal content, in whichever order its fields are', () => {
    expect(contentRevision({ name: 'Sellers', permissions: ['Quote editor'] })).toBe(
      contentRevision({ permissions: ['Quote editor'], name: 'Sellers' }),
    );
  });

  it('differs where anything differs, also the order of a list', () => {
    const contents = [{ ids: ['a', 'b'] }, { ids: ['b', 'a'] }, { ids: ['a'] }, { ids: [] }, {}];

    expect(new Set(contents.map(contentRevision)).size).toBe(contents.length);
  });

  it('is a number that an ETag can hold, whatever the content', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (content) => {
        expect(String(contentRevision(content))).toMatch(/^\d{1,15}$/);
      }),
    );
  });
});

describe('checkRevision', () => {
  it('lets through what was made of the current one, and what does not say', () => {
    expect(() => {
      checkRevision(7, 7);
      checkRevision(7, undefined);
    }).not.toThrow();
  });

  it('refuses what was made of another one, and says which is current', () => {
    expect(() => {
      checkRevision(7, 6);
    }).toThrow(expect.objectContaining({ code: 'revision_conflict', details: { currentRevision: 7, ifRevision: 6 } }));
  });
});
