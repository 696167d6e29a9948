import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { filterOf, hasFilters, queryOf, toIssueSearch, viewOf } from './issue-search.ts';

describe('the address of the issues', () => {
  it('says which issues are meant, how they are shown and which one is open', () => {
    const raw = { view: 'flat', search: ' Acme ', level: 'error,warning', muted: 'only', issue: 'i1' };

    expect(toIssueSearch(raw)).toEqual({ ...raw, search: 'Acme' });
  });

  it('leaves out what it does not know, so that an old link still opens the page', () => {
    expect(toIssueSearch({ view: 'board', level: 'fatal,error', status: 'gone', colour: 'red', search: {} })).toEqual({
      level: 'error',
    });
  });

  it('is read whatever it holds, and reading it again changes nothing', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('view', 'search', 'level', 'status', 'cause', 'issue', 'muted'), fc.anything()),
        (raw) => {
          const once = toIssueSearch(raw);

          expect(toIssueSearch({ ...once })).toEqual(once);
        },
      ),
    );
  });
});

describe('issues are shown', () => {
  it('by their causes, unless the address says otherwise', () => {
    expect([viewOf({}), viewOf({ view: 'flat' })]).toEqual(['causes', 'flat']);
  });

  it('one by one where those are asked for that are not open: causes are of open issues alone', () => {
    expect(viewOf({ view: 'causes', status: 'cleared' })).toBe('flat');
  });
});

describe('what is done to all that match', () => {
  it('is done to those that the list shows', () => {
    const search = { search: 'Acme', level: 'error,warning', integrationId: 'a', view: 'flat', issue: 'i1' } as const;

    expect(queryOf(search)).toEqual({ search: 'Acme', level: 'error,warning', integrationId: 'a' });
    expect(filterOf(search)).toEqual({ search: 'Acme', level: ['error', 'warning'], integrationId: ['a'] });
  });

  it('is done to all open ones where nothing is filtered', () => {
    expect([filterOf({ view: 'flat' }), hasFilters({ view: 'flat', issue: 'i1' })]).toEqual([{}, false]);
  });
});
