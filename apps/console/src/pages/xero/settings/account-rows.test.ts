import { describe, expect, it } from '@jest/globals';
import { accountRowsOf, isStale, withAccount } from './account-rows.ts';

const accounts = [
  { code: '200', name: 'Sales', type: 'REVENUE', isActive: true },
  { code: '270', name: 'Sales of last year', type: 'REVENUE', isActive: false },
];
const codes = [
  { key: '1', label: 'Labour', isActive: true },
  { key: '2', label: 'Old labour', isActive: false },
  { key: '3', label: 'Unused', isActive: false },
];

describe('the mapping of billing codes to accounts', () => {
  it('XI-24: shows what can be used, and marks what is archived or gone in Xero', () => {
    expect(accountRowsOf({ 2: '270', 9: '999' }, codes, accounts)).toEqual([
      { codeId: '1', code: codes[0], account: undefined, isStale: false },
      { codeId: '2', code: codes[1], account: '270', isStale: true },
      { codeId: '9', code: undefined, account: '999', isStale: true },
    ]);
  });

  it('XI-24: warns of nothing where an account is active or none is chosen', () => {
    expect([isStale('200', accounts), isStale(undefined, accounts)]).toEqual([false, false]);
  });

  it('gives a code another account, or back to the default', () => {
    expect([withAccount({ 1: '200' }, '2', '270'), withAccount({ 1: '200' }, '1', undefined)]).toEqual([
      { 1: '200', 2: '270' },
      {},
    ]);
  });
});
