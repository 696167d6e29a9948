import { describe, expect, it } from '@jest/globals';
import type { BillingCodes } from '../../api/billing-codes.ts';
import { defaultRowOf, isChanged, rowsOf, withCode } from './mapping-draft.ts';

const page: BillingCodes = {
  page: 'billing-codes',
  title: 'Billing Codes',
  settings: { defaultBillingCode: 'd', categoryBillingCodes: { c2: 'gone' } },
  choices: {
    billingCodes: [
      { key: 'd', label: 'Taxable products', isActive: true },
      { key: 'gone', label: 'Old', isActive: false },
    ],
    categories: [
      { key: 'c1', label: 'Cables', isActive: true },
      { key: 'c2', label: 'Servers', isActive: true },
    ],
  },
  problems: [{ field: 'categoryBillingCodes.c2', message: 'is inactive in Autotask', isStale: true }],
};
const lines = (settings = page.settings as Parameters<typeof rowsOf>[1], refused: Parameters<typeof rowsOf>[2] = []) =>
  rowsOf(page, settings, refused).map(({ label, code, problem, isStale }) => [label, code, problem, isStale]);

describe('the mapping of billing codes', () => {
  it('shows every category, those whose code no longer holds first (AT-14)', () => {
    expect(lines()).toEqual([
      ['Servers', 'gone', 'is inactive in Autotask', true],
      ['Cables', undefined, undefined, false],
    ]);
  });

  it('shows a category that is gone as long as it is mapped', () => {
    expect(lines({ categoryBillingCodes: { c9: 'd' } })).toContainEqual(['c9', 'd', undefined, false]);
  });

  it('calls a line mended as soon as it has another code', () => {
    expect(lines(withCode(page.settings, { categoryId: 'c2' }, 'd'))).toContainEqual(['Servers', 'd', undefined, false]);
  });

  it('shows what a save was refused for at its line', () => {
    const refused = [{ field: 'body.categoryBillingCodes.c1', message: 'is not for products' }];

    expect(lines(withCode(page.settings, { categoryId: 'c1' }, 'd'), refused)).toContainEqual([
      'Cables',
      'd',
      'is not for products',
      false,
    ]);
  });

  it('takes a code away where none is chosen, the default included (AT-11)', () => {
    expect(withCode(page.settings, { categoryId: 'c2' }, undefined)).toEqual({
      defaultBillingCode: 'd',
      categoryBillingCodes: {},
    });
    expect(withCode(page.settings, {}, undefined)).toEqual({ categoryBillingCodes: { c2: 'gone' } });
    expect(defaultRowOf(page, {}, [])).toMatchObject({ code: undefined, problem: undefined });
  });

  it('is changed when a code is another one, and not when one was changed and changed back', () => {
    const changed = withCode(withCode(page.settings, { categoryId: 'c1' }, 'd'), { categoryId: 'c2' }, 'd');
    const back = withCode(withCode(changed, { categoryId: 'c1' }, undefined), { categoryId: 'c2' }, 'gone');

    expect([isChanged(page.settings, changed), isChanged(page.settings, back)]).toEqual([true, false]);
  });
});
