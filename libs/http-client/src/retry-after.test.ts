import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseRetryAfter } from './retry-after.ts';

const now = new Date('2026-01-05T08:00:00Z');

describe('Retry-After', () => {
  it('is read as seconds and as a date', () => {
    expect(parseRetryAfter('30', now)).toEqual(new Date('2026-01-05T08:00:30Z'));
    expect(parseRetryAfter(' 0 ', now)).toEqual(now);
    expect(parseRetryAfter('Mon, 05 Jan 2026 08:02:00 GMT', now)).toEqual(new Date('2026-01-05T08:02:00Z'));
  });

  it.each([undefined, '', 'soon', '-5', '1.5', '2026-01-05', 'Mon, 99 Xxx 2026 08:02:00 GMT', '9'.repeat(40)])(
    'is nothing where it reads %s',
    (header) => {
      expect(parseRetryAfter(header, now)).toBeUndefined();
    },
  );

  it('gives back any date of the next day that was written into it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), (seconds) => {
        const at = new Date(now.getTime() + seconds * 1_000);

        expect(parseRetryAfter(at.toUTCString(), now)).toEqual(at);
        expect(parseRetryAfter(String(seconds), now)).toEqual(at);
      }),
    );
  });

  it('never lies in the past nor beyond a day, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.nat().map(String), fc.date().map(String)), (text) => {
        const at = parseRetryAfter(text, now)?.getTime() ?? now.getTime();

        expect(at).toBeGreaterThanOrEqual(now.getTime());
        expect(at).toBeLessThanOrEqual(now.getTime() + 86_400_000);
      }),
    );
  });
});
