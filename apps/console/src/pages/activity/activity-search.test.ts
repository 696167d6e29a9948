import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deedQueryOf, hasFilters, toActivitySearch } from './activity-search.ts';

describe('the address of the activity', () => {
  it('says which deeds are meant and which one is open', () => {
    const raw = { person: 'u1', recordType: 'company', actorKind: 'integration', since: '2026-01-10', entry: 'e1' };

    expect(toActivitySearch(raw)).toEqual(raw);
  });

  it('leaves out what makes no sense, so that an old link still opens the page', () => {
    expect(toActivitySearch({ actorKind: 'robot', since: '2026-13-77', until: 'yesterday', person: {} })).toEqual({});
  });

  it('is read whatever it holds, and what it holds can be asked for', () => {
    const names = fc.constantFrom('person', 'recordId', 'actorKind', 'since', 'until', 'entry', 'kind');
    fc.assert(
      fc.property(fc.dictionary(names, fc.oneof(fc.anything(), fc.string())), (raw) => {
        const once = toActivitySearch(raw);

        expect(toActivitySearch({ ...once })).toEqual(once);
        expect(() => deedQueryOf(once)).not.toThrow();
      }),
    );
  });
});

describe('the days of the activity', () => {
  it('are whole days where somebody looks: the last one is shown to its end', () => {
    expect(deedQueryOf({ since: '2026-01-10', until: '2026-01-10', entry: 'e1' })).toEqual({
      since: new Date(2026, 0, 10).toISOString(),
      until: new Date(2026, 0, 11).toISOString(),
    });
  });

  it('filter, as everything but the open entry does', () => {
    expect([hasFilters({ entry: 'e1' }), hasFilters({ since: '2026-01-10' }), hasFilters({ kind: 'user.created' })]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
