import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { browserOf } from './browser-name.ts';

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';

describe('a browser', () => {
  it.each([
    [`${WINDOWS} Chrome/130.0.0.0 Safari/537.36`, { browser: 'Chrome', system: 'Windows' }],
    [`${WINDOWS} Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0`, { browser: 'Edge', system: 'Windows' }],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0', { browser: 'Firefox', system: 'Linux' }],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
      { browser: 'Safari', system: 'iPhone' },
    ],
    ['curl/8.9.1', { browser: 'curl' }],
    [undefined, {}],
  ])('that says %s is called what people call it', (userAgent, name) => {
    expect(browserOf(userAgent)).toEqual(name);
  });

  it('may say anything', () => {
    fc.assert(
      fc.property(fc.string(), (userAgent) => {
        expect(() => browserOf(userAgent)).not.toThrow();
      }),
    );
  });
});
