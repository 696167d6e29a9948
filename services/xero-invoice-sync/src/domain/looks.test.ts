import { describe, expect, it } from '@jest/globals';
import { afterLook, isLookDue, waitingLooks } from './looks.ts';

const NOON = new Date('2026-11-02T12:00:00Z');
const later = (ms: number): Date => new Date(NOON.getTime() + ms);
const EVERY_MS = 30 * 60_000;

describe('looking through an organisation for changes', () => {
  it('is due from time to time, and soon where Xero told of one, but once a minute at most', () => {
    const looks = { since: NOON, lookedAt: NOON };
    const hinted = { ...looks, hintedAt: later(10) };

    expect([EVERY_MS - 1, EVERY_MS].map((ms) => isLookDue(looks, later(ms), EVERY_MS))).toEqual([false, true]);
    expect([59_999, 60_000].map((ms) => isLookDue(hinted, later(ms), EVERY_MS))).toEqual([false, true]);
  });

  it('begins five minutes before the one before, and forgets no hint that came meanwhile', () => {
    const looks = { since: later(-1e6), lookedAt: later(-1e6), hintedAt: later(-5) };

    expect(afterLook(looks, NOON)).toEqual({ since: later(-300_000), lookedAt: NOON });
    expect(afterLook({ ...looks, hintedAt: later(5) }, NOON)).toMatchObject({ hintedAt: later(5) });
  });

  it("waits for Xero's next day in plain words, keeps its hint, and waits no more once it was done", () => {
    const day = { left: 90, most: 1_000, since: later(-3_600_000), readAt: NOON };
    const looks = waitingLooks({ since: NOON, lookedAt: NOON, hintedAt: later(10) }, day, later(20));

    expect(looks).toMatchObject({ hintedAt: later(10), waiting: { since: later(20), problem: { code: 'XERO_DAY_RESERVE' } } });
    expect(looks.waiting.problem.message).toContain('nearly used up (90 left)');
    expect(looks.waiting.problem.cure).toContain('by 2026-11-03T11:00:00.000Z');
    expect(afterLook(looks, later(30))).not.toHaveProperty('waiting');
  });
});
