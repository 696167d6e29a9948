import { describe, expect, it } from '@jest/globals';
import { choice, group, mapping, mappingOfNames, mappingOfWords } from './field.ts';
import type { Judged } from './draft.ts';
import { optionsOf, optionsWith, rowsOf, spokenPath, spokenValue } from './rows.ts';

const choices = {
  billingCodes: [
    { key: '1', label: 'Taxable products', isActive: true },
    { key: '2', label: 'Old', isActive: false },
    { key: '3', label: 'Colours', isActive: true, details: { unsupported: 'multi_select' } },
  ],
  categories: [
    { key: 'c1', label: 'Cables', isActive: true },
    { key: 'c2', label: 'Servers', isActive: true },
    { key: 'c3', label: 'Closed', isActive: false },
  ],
};
const codes = mapping('categories', choice('billingCodes'));
const judgedOf = (byCategory: object, problems: Judged['problems'] = []): Judged => {
  const stored = { categoryBillingCodes: byCategory };
  return { stored, draft: stored, problems, said: [] };
};
const shown = (judged: Judged, field = codes, search = '') =>
  rowsOf({ field: field as never, path: ['categoryBillingCodes'], choices, judged, search }).shown.map(({ label, unusable }) =>
    [label, unusable ?? 'usable'].join(),
  );

describe('what may be chosen', () => {
  it('shows what is inactive, and what the API does not support, as what cannot be chosen (AT-23, AT-52)', () => {
    expect(optionsOf({ list: 'billingCodes' }, choices).map(({ unusable }) => unusable)).toEqual([
      undefined,
      'inactive',
      'unsupported',
    ]);
  });

  it('still shows what was chosen once and is gone (CW-11)', () => {
    expect(optionsWith(optionsOf({ list: 'billingCodes' }, choices), ['80']).at(-1)).toEqual({
      key: '80',
      label: '80',
      unusable: 'gone',
    });
  });
});

describe('the rows of a mapping', () => {
  it('begin with what no longer holds, then what is mapped, then what could be (CW-13)', () => {
    const problems = [{ field: 'categoryBillingCodes.c9', message: 'is gone', isStale: true }];

    expect(shown(judgedOf({ c2: '1', c9: '1' }, problems))).toEqual(['c9,gone', 'Servers,usable', 'Cables,usable']);
  });

  it('leave out what is inactive as long as it is not mapped', () => {
    expect(shown(judgedOf({}))).toEqual(['Cables,usable', 'Servers,usable']);
    expect(shown(judgedOf({ c3: '1' }))).toContain('Closed,inactive');
  });

  it('are those that are searched for', () => {
    expect(shown(judgedOf({}), codes, 'SERV')).toEqual(['Servers,usable']);
  });

  it('are all words in their own order, and the names that somebody gave', () => {
    expect(shown(judgedOf({ sent: {} }), mappingOfWords('quoteStatus', choice('x')))).toEqual([
      'Draft,usable',
      'Sent,usable',
      'Approved,usable',
      'Declined,usable',
      'Expired,usable',
    ]);
    expect(shown(judgedOf({ 'Number of seats': 'udf1' }), mappingOfNames(choice('x')))).toEqual(['Number of seats,usable']);
  });

  it('are a few of many, and say how many there are', () => {
    const many = {
      categories: Array.from({ length: 400 }, (_, n) => ({ key: `c${n}`, label: `Category ${n}`, isActive: true })),
    };
    const rows = rowsOf({
      field: codes as never,
      path: ['categoryBillingCodes'],
      choices: many,
      judged: judgedOf({}),
      search: '',
    });

    expect([rows.shown.length, rows.total]).toEqual([30, 400]);
  });
});

describe('a change in words', () => {
  const fields = {
    categoryBillingCodes: codes,
    quoteStatuses: mappingOfWords('quoteStatus', group({ stage: choice('billingCodes') })),
    createTickets: { as: 'switch' as const },
  };

  it('names the setting, the entry and its part', () => {
    expect(spokenPath(['categoryBillingCodes', 'c2'], fields, choices)).toBe('Billing code by category › Servers');
    expect(spokenPath(['quoteStatuses', 'sent', 'stage'], fields, choices)).toBe(
      'What the status of a quote means there › Sent › Stage',
    );
  });

  it('names the value as people know it', () => {
    const said = (value: unknown, path: readonly string[]) => spokenValue(value, path, fields, choices);

    expect([
      said('1', ['categoryBillingCodes', 'c2']),
      said('80', ['categoryBillingCodes', 'c2']),
      said(undefined, ['categoryBillingCodes', 'c2']),
      said(true, ['createTickets']),
    ]).toEqual(['Taxable products', '80', 'nothing', 'on']);
  });
});
