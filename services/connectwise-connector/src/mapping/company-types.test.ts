import { describe, expect, it } from '@jest/globals';
import { companyTypeIn, companyTypeOut } from './company-types.ts';

const maps = { companyTypesIn: { '1': 'customer', '2': 'vendor' }, companyTypesOut: { customer: '1' }, companyTypePriority: [] };

describe('company types (CW-20)', () => {
  it('of several, the first by the tenant order counts', () => {
    expect(companyTypeIn([1, 2], { ...maps, companyTypePriority: ['2', '1'] })).toBe('vendor');
    expect(companyTypeIn([2, 1], { ...maps, companyTypePriority: ['1'] })).toBe('customer');
  });

  it('without an order the first that is mapped counts, else the first', () => {
    expect(companyTypeIn([7, 2], maps)).toBe('vendor');
    expect(companyTypeIn([7, 8], maps)).toBe('7');
    expect(companyTypeIn([], maps)).toBeUndefined();
  });

  it('a type that we sent stays while the company still has it', () => {
    expect(companyTypeIn([2, 1], maps, 'customer')).toBe('customer');
    expect(companyTypeIn([2], maps, 'customer')).toBe('vendor');
  });

  it("goes out as it is mapped, and ConnectWise's own as they are", () => {
    expect(companyTypeOut('customer', maps)).toBe('1');
    expect(companyTypeOut('7', maps)).toBe('7');
    expect(companyTypeOut('partner', maps)).toBeUndefined();
  });
});
