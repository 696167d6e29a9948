import { describe, expect, it } from '@jest/globals';
import type { ConnectionCheck } from '../define-connector.ts';
import { expiryCheck, foresee } from './foresight.ts';

const check = (name: string, ok: boolean, more: Partial<ConnectionCheck> = {}): ConnectionCheck => ({
  name,
  ok,
  message: name,
  ...more,
});

describe('foresight', () => {
  it('a probe tells each check that fails, and that what it told before is mended', () => {
    const found = foresee([check('a', false), check('b', true), check('c', false)], ['a', 'b', 'gone'], true);

    expect(found).toMatchObject({ failing: [{ name: 'a' }, { name: 'c' }], mended: ['b', 'gone'], told: ['a', 'c'] });
  });

  it('a test by hand tells nothing new, and settles what was told', () => {
    expect(foresee([check('a', false), check('b', true), check('c', false)], ['a', 'b'], false)).toMatchObject({
      ...{ failing: [{ name: 'a' }], mended: ['b'], told: ['a'] },
    });
  });

  it('what says only how it is at the moment is never told', () => {
    expect(foresee([check('a', false, { isMomentary: true })], [], true)).toEqual({ failing: [], mended: [], told: [] });
  });

  it('credentials are warned of from thirty days before their end, by the day', () => {
    const now = new Date('2026-01-01T12:00:00Z');
    const at = (day: string) => expiryCheck(new Date(`${day}T12:00:00Z`), now);

    expect(expiryCheck(undefined, now)).toEqual([]);
    expect(at('2026-01-31')).toMatchObject([{ ok: true }]);
    expect(at('2026-01-30')).toMatchObject([{ ok: false, isWarning: true, message: 'The credentials end on 2026-01-30.' }]);
    expect(at('2025-12-30')).toMatchObject([{ ok: false, message: 'The credentials ended on 2025-12-30.' }]);
  });
});
