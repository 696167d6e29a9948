import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createAddressGuard } from './address-guard.ts';

/** By the text of the IANA special-purpose registries (IPv4), written independently of the library. */
const NOT_PUBLIC: readonly [number, number][] = [
  [0x00000000, 8],
  [0x0a000000, 8],
  [0x64400000, 10],
  [0x7f000000, 8],
  [0xa9fe0000, 16],
  [0xac100000, 12],
  [0xc0000000, 24],
  [0xc0000200, 24],
  [0xc0a80000, 16],
  [0xc6120000, 15],
  [0xc6336400, 24],
  [0xcb007100, 24],
  [0xe0000000, 3],
];
const isWithin = (address: number, [network, bits]: readonly [number, number]): boolean =>
  Math.floor(address / 2 ** (32 - bits)) === Math.floor(network / 2 ** (32 - bits));
/** Addresses anywhere, and those at and around the borders of the networks. */
const anyAddress = fc.oneof(
  fc.integer({ min: 0, max: 0xffffffff }),
  fc
    .tuple(fc.constantFrom(...NOT_PUBLIC), fc.boolean(), fc.integer({ min: -2, max: 2 }))
    .map(([[network, bits], isEnd, by]) => (network + (isEnd ? 2 ** (32 - bits) : 0) + by + 2 ** 32) % 2 ** 32),
);
const dotted = (address: number): string => [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');

const strict = createAddressGuard();

function isLetThrough(url: string): boolean {
  try {
    return strict.checkUrl(url) instanceof URL;
  } catch {
    return false;
  }
}

describe('the address guard', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://127.0.0.1./',
    'http://１２７.０.０.１/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.100.100.200/',
    'http://169.254.169.254/latest/meta-data/',
    'http://168.63.129.16/',
    'http://0.0.0.0/',
    'http://255.255.255.255/',
    'http://[::]/',
    'http://[::1]/',
    'http://[::7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b:1::a00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://[ff02::1]/',
    'http://[2001:db8::1]/',
  ])('refuses %s', (url) => {
    expect(() => createAddressGuard().checkUrl(url)).toThrow(/not a public address/);
  });

  it('lets through public addresses and names, and what configuration allows', () => {
    const guard = createAddressGuard({ allowPrivate: ['10.1.0.0/16', 'fd00::/64', '192.168.7.7'] });

    for (const url of [
      'http://10.1.2.3/',
      'https://93.184.216.34/',
      'http://[fd00::5]/',
      'http://192.168.7.7/',
      'https://a.example/',
    ]) {
      expect(guard.checkUrl(url).href).toBe(url);
    }
    expect(guard.checkUrl('https://[2606:2800:220:1::1]/').protocol).toBe('https:');
    for (const url of ['http://10.2.0.1/', 'http://192.168.7.8/', 'http://[fd00:0:0:1::5]/']) {
      expect(() => guard.checkUrl(url)).toThrow(/not a public address/);
    }
  });

  it('refuses other schemes, credentials in the URL and what is no URL', () => {
    const { checkUrl } = createAddressGuard();

    expect(() => checkUrl('file:///etc/passwd')).toThrow(expect.objectContaining({ code: 'unsupported_scheme' }));
    expect(() => checkUrl('https://user:pw@a.example/')).toThrow(expect.objectContaining({ code: 'invalid_url' }));
    expect(() => checkUrl('/relative')).toThrow(expect.objectContaining({ code: 'invalid_url' }));
  });

  it('agrees with the registry for every IPv4 address, also mapped into IPv6 and written as a number', () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        const text = dotted(address);
        if (text === '168.63.129.16') return;

        const isPublic = !NOT_PUBLIC.some((network) => isWithin(address, network));

        // Small blocks that no list agrees on (relays, anycast) may be refused as well.
        const isSpecial = /^192\.(88\.99|31\.196|52\.193|175\.48)\./.test(text);
        if (!isSpecial) expect([text, isLetThrough(`http://${text}/`)]).toEqual([text, isPublic]);
        expect(isLetThrough(`http://${address}/`)).toBe(isLetThrough(`http://${text}/`));
        expect(isLetThrough(`http://[::ffff:${text}]/`)).toBe(isLetThrough(`http://${text}/`));
      }),
      { numRuns: 500 },
    );
  });

  it('answers any text with a URL or an AppError', () => {
    const guard = createAddressGuard();

    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.ipV6().map((ip) => `http://[${ip}]/`),
        ),
        (text) => {
          try {
            guard.checkUrl(text);
          } catch (error) {
            expect(error).toMatchObject({ code: expect.stringMatching(/^(invalid_url|unsupported_scheme|blocked_address)$/) });
          }
        },
      ),
    );
  });
});
