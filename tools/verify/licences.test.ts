import { describe, expect, it } from '@jest/globals';
import { judgeLicences } from './licences.ts';

const MIT = { license: 'MIT' };

describe('the licences of what the product is passed on with', () => {
  it('are counted by their terms', () => {
    const packages = {
      '': {},
      'node_modules/a': MIT,
      'node_modules/b': MIT,
      'node_modules/a/node_modules/c': { license: 'ISC' },
    };

    expect(judgeLicences({ packages })).toEqual({ isOk: true, note: '2 MIT, 1 ISC' });
  });

  it.each([
    ['GPL-3.0-only', false],
    ['(MIT OR GPL-3.0-only)', true],
    ['(MIT AND GPL-3.0-only)', false],
    [undefined, false],
  ])('%s is accepted: %s', (license, isOk) => {
    const packages = { 'node_modules/@scope/thing': license === undefined ? {} : { license } };

    const outcome = judgeLicences({ packages });

    expect(outcome.isOk).toBe(isOk);
    if (!isOk) expect(outcome.findings).toBe(`@scope/thing: ${license ?? 'says nothing of its licence'}`);
  });

  it('do not matter for tools and for packages of our own', () => {
    const packages = {
      'node_modules/tool': { license: 'GPL-3.0-only', dev: true },
      'node_modules/@psa-bridge/core': { link: true },
      'libs/core': {},
    };

    expect(judgeLicences({ packages })).toEqual({ isOk: true, note: '' });
  });
});
