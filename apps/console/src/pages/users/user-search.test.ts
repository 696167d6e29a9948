import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { personQueryOf, toUserSearch, userQueryOf } from './user-search.ts';
import { stateOf } from './user-state.ts';

describe('the address of the users', () => {
  it('says who is meant and who is open', () => {
    const raw = { view: 'users', search: ' Ada ', kind: 'msp', allowLogin: false, roleId: 'r1', user: 'u1' };

    expect(toUserSearch(raw)).toEqual({ ...raw, search: 'Ada', allowLogin: 'false' });
  });

  it('is read whatever it holds, and reading it again changes nothing', () => {
    const names = fc.constantFrom('view', 'search', 'kind', 'state', 'allowLogin', 'linked', 'user', 'invite');
    fc.assert(
      fc.property(fc.dictionary(names, fc.anything()), (raw) => {
        const once = toUserSearch(raw);

        expect(toUserSearch({ ...once })).toEqual(once);
      }),
    );
  });

  it('asks each list for what it knows of', () => {
    const search = { search: 'Ada', kind: 'msp', linked: 'false', user: 'u1' } as const;

    expect([userQueryOf(search), personQueryOf(search)]).toEqual([
      { query: 'Ada', kind: 'msp' },
      { query: 'Ada', linked: 'false' },
    ]);
  });
});

describe('what keeps a user out', () => {
  const user = { state: 'active', emailVerified: true, isAdmin: false, allowLogin: true, company: { verified: true } } as const;

  it.each([
    ['active', 'is nothing', {}],
    ['deleted', 'is the deletion before all else (ID-20)', { state: 'deleted', emailVerified: false, allowLogin: false }],
    ['unconfirmed', 'is the address before the company (ID-21)', { emailVerified: false, company: { verified: false } }],
    ['unlinked', 'is a company link that nobody confirmed (ID-22)', { company: { verified: false }, allowLogin: false }],
    ['disabled', 'is the sign-in that was switched off (ID-23)', { allowLogin: false }],
  ] as const)('as %s: %s', (state, _, change) => {
    expect(stateOf({ ...user, ...change })).toBe(state);
  });

  it('is no company for an admin (ID-03, ID-06)', () => {
    const { company: _, ...unlinked } = user;

    expect([stateOf(unlinked), stateOf({ ...unlinked, isAdmin: true })]).toEqual(['unlinked', 'active']);
  });
});
