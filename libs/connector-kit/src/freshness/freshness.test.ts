import { describe, expect, it } from '@jest/globals';
import { agreedAt, freshnessOf, looked, objectiveOf, type FreshnessRecord, type TypeStanding } from './freshness.ts';

const MINUTE = 60_000;
const now = new Date('2026-01-31T12:00:00Z');
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * MINUTE);
const company: TypeStanding = { entityType: 'company', isRead: true, readAt: ago(5), objectiveMs: 15 * MINUTE };

describe('freshness', () => {
  it('both sides agreed when the PSA was last read, unless it lacked something before that', () => {
    expect(agreedAt(company, now)).toEqual(ago(5));
    expect(agreedAt({ ...company, lacksSince: ago(2) }, now)).toEqual(ago(5));
    expect(agreedAt({ ...company, lacksSince: ago(40) }, now)).toEqual(ago(40));
  });

  it('what is only pushed agrees while nothing waits; what was never read never agreed, and is not late', () => {
    expect(agreedAt({ ...company, isRead: false }, now)).toEqual(now);
    const { readAt: _never, ...unread } = company;
    expect(freshnessOf(unread, [], now)).toEqual({
      entityType: 'company',
      objectiveMs: 15 * MINUTE,
      isLate: false,
      budgetRemaining: 1,
    });
  });

  it('the objective follows the rhythm: three readings, a quarter of an hour at least, a day where nothing reads by itself', () => {
    expect([10 * MINUTE, MINUTE, 0].map(objectiveOf)).toEqual([30 * MINUTE, 15 * MINUTE, 24 * 60 * MINUTE]);
  });

  it('the error budget falls by each late look, and is used up by one in a hundred', () => {
    const remaining = (late: number) => freshnessOf(company, [{ day: '2026-01-30', looks: 1_000, late }], now).budgetRemaining;

    expect([0, 5, 10, 20].map((late) => Math.round(remaining(late) * 100))).toEqual([100, 50, 0, -100]);
  });

  it('a look is counted once, whichever replica looks, by day, and forgotten after thirty days', () => {
    const who = { _id: 'integration-1', tenantId: 'tenant-a' };
    const look = (current: FreshnessRecord | undefined, at: Date, standing = company) =>
      looked(current, who, { standings: [standing], now: at, everyMs: 4 * MINUTE });
    const first = { ...look(undefined, now), version: 1 } as FreshnessRecord;
    const late = { ...look(first, new Date(now.getTime() + 20 * MINUTE)), version: 2 } as FreshnessRecord;
    const monthLater = look(late, new Date('2026-03-01T12:00:00Z'));

    expect(look(first, new Date(now.getTime() + MINUTE))).toBeUndefined();
    expect(late.days['company']).toEqual([{ day: '2026-01-31', looks: 2, late: 1 }]);
    expect(monthLater?.days['company']?.map(({ day }) => day)).toEqual(['2026-01-31', '2026-03-01']);
    expect(look(late, new Date('2026-03-02T12:00:00Z'))?.days['company']?.map(({ day }) => day)).toEqual(['2026-03-02']);
  });
});
