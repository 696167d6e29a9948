import { describe, expect, it } from '@jest/globals';
import { sourcesOf } from './sources.ts';

describe('where deliveries may come from', () => {
  it('is everywhere while no address is named', () => {
    expect([sourcesOf([])('203.0.113.9'), sourcesOf([])(undefined)]).toEqual([true, true]);
  });

  it.each([
    ['a network that holds it', '192.0.2.0/24', '192.0.2.77', true],
    ['the address itself', '192.0.2.77', '192.0.2.77', true],
    ['a network of the newer kind', '2001:db8::/32', '2001:db8::1', true],
    ['another network', '192.0.2.0/24', '198.51.100.1', false],
    ['a network, by text that is no address', '192.0.2.0/24', 'unknown', false],
    ['a network, by an address that nobody knows', '192.0.2.0/24', undefined, false],
  ])('is %s', (_what, entry, address, isSource) => {
    expect(sourcesOf([entry])(address)).toBe(isSource);
  });

  it.each(['nowhere', '192.0.2.0/33', '192.0.2.0/x', ''])('refuses "%s" with what it should be', (entry) => {
    expect(() => sourcesOf([entry])).toThrow('is neither an address nor a network');
  });
});
