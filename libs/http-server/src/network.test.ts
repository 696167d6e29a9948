import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { networkOf } from './network.ts';

describe('networkOf', () => {
  it('every IPv4 address counts for itself, however it is written', () => {
    expect(networkOf('192.0.2.10')).toBe('192.0.2.10');
    expect(networkOf('::ffff:192.0.2.10')).toBe('192.0.2.10');
    expect(networkOf('192.0.2.11')).not.toBe(networkOf('192.0.2.10'));
  });

  it('all addresses of one IPv6 network count together, those of another do not', () => {
    expect(networkOf('2001:db8:0:1::1')).toBe(networkOf('2001:db8:0:1:ffff:ffff:ffff:ffff'));
    expect(networkOf('2001:db8:0:2::1')).not.toBe(networkOf('2001:db8:0:1::1'));
    expect(networkOf('fe80::1%eth0')).toBe('fe80::');
  });

  it('takes whatever a header may hold', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof networkOf(text) === 'string'));
    fc.assert(fc.property(fc.ipV6(), (address) => networkOf(networkOf(address)) === networkOf(address)));
  });
});
