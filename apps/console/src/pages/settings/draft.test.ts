import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changesBetween, hasProblemBelow, problemAt, rebased, valueAt, withValue, type Judged } from './draft.ts';

const key = fc.constantFrom('a', 'b', 'c.d', '__proto__', 'constructor');
const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string(), { maxLength: 3 }));
const settings = fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf)))));
const path = fc.array(key, { minLength: 1, maxLength: 3 });

describe('a value of a page', () => {
  it('is another one after it was changed, and nothing else is', () => {
    const before = { code: '1', byCategory: { servers: '2', cables: '3' } };

    expect(withValue(before, ['byCategory', 'servers'], '9')).toEqual({ code: '1', byCategory: { servers: '9', cables: '3' } });
    expect(before.byCategory.servers).toBe('2');
  });

  it('leaves nothing of an entry that loses all its parts, and keeps an empty mapping, for one that is missing gets its default', () => {
    const moves = { quoteStatuses: { sent: { stage: '1' } } };

    expect(withValue(moves, ['quoteStatuses', 'sent', 'stage'], undefined)).toEqual({ quoteStatuses: {} });
    expect(withValue({ code: '1' }, ['code'], undefined)).toEqual({});
  });

  it('is found where it was put, whatever its name', () => {
    fc.assert(
      fc.property(settings, path, leaf, (before, place, value) => {
        expect(valueAt(withValue(before, place, value), place)).toEqual(value);
      }),
    );
  });

  it('is no change where it was taken away and put back', () => {
    const before = { codes: { a: '1', b: '2' } };
    const after = withValue(withValue(before, ['codes', 'a'], undefined), ['codes', 'a'], '1');

    expect(changesBetween(before, after)).toEqual([]);
  });
});

describe('what somebody else saved meanwhile', () => {
  const base = { codes: { a: '1', b: '2' }, list: ['x'], isOn: false };

  it('keeps both sets of changes where they do not meet', () => {
    const mine = { ...base, codes: { a: '9', b: '2' } };
    const theirs = { ...base, codes: { a: '1', b: '2', c: '3' }, isOn: true };

    expect(rebased({ base, mine, theirs })).toEqual({
      settings: { codes: { a: '9', b: '2', c: '3' }, list: ['x'], isOn: true },
      clashes: [],
    });
  });

  it('is told where both changed the same differently; mine stands until somebody drops it', () => {
    const mine = withValue(base, ['codes', 'a'], '9');
    const theirs = withValue(base, ['codes', 'a'], undefined);

    expect(rebased({ base, mine, theirs })).toEqual({
      settings: { codes: { a: '9', b: '2' }, list: ['x'], isOn: false },
      clashes: [{ path: ['codes', 'a'], before: '1', after: undefined }],
    });
  });

  it('loses nothing of mine, whatever both did', () => {
    fc.assert(
      fc.property(settings, path, leaf, settings, (common, place, value, theirs) => {
        const mine = withValue(common, place, value);
        const result = rebased({ base: common, mine, theirs });
        for (const { path: changed, after } of changesBetween(common, mine))
          expect(changesBetween(valueAt(result.settings, changed), after)).toEqual([]);
      }),
    );
  });
});

describe('what does not hold', () => {
  const stored = { codes: { servers: 'gone', cables: '1' } };
  const problems = [{ field: 'codes.servers', message: 'is inactive', isStale: true }];
  const judged: Judged = { stored, draft: stored, problems, said: [] };

  it('is marked where it is stored, and no more once it has another value (AT-14)', () => {
    const draft = withValue(stored, ['codes', 'servers'], '2');

    expect(problemAt(judged, ['codes', 'servers'])).toEqual({ message: 'is inactive', isStale: true });
    expect(problemAt({ ...judged, draft }, ['codes', 'servers'])).toBeUndefined();
    expect([hasProblemBelow(judged, ['codes']), hasProblemBelow({ ...judged, draft }, ['codes'])]).toEqual([true, false]);
  });

  it('is shown at its place where a save was refused', () => {
    const said = [{ field: 'body.codes.cables', message: 'is for services' }];

    expect(problemAt({ ...judged, said }, ['codes', 'cables'])).toEqual({ message: 'is for services', isStale: false });
  });
});
