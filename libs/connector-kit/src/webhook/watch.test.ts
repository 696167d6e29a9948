import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { askBackfill, askCheck, finishBackfill, newWatch, takeHint, withBackfill, withDue, type Watch } from './watch.ts';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 5) + seconds * 1000);
const EMPTY: Watch = { ...newWatch('t', 'i', at(0)), isInstalled: true, checkAt: at(900), checkedAt: at(0) };
const gap = (since: number, dueAt: number) => ({
  entityType: 'company' as const,
  reason: 'gap' as const,
  since: at(since),
  dueAt: at(dueAt),
});

describe('what is asked about webhooks', () => {
  it('is one reading for each type, however often it is asked for: from the earliest time on, and as soon as the first wanted', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(500), fc.nat(500)), { minLength: 1 }), (asked) => {
        const watch = asked.reduce((next, [since, dueAt]) => askBackfill(next, gap(since, dueAt)), EMPTY);

        expect(watch.backfills).toEqual([
          expect.objectContaining({
            since: at(Math.min(...asked.map(([since]) => since))),
            dueAt: at(Math.min(...asked.map(([, dueAt]) => dueAt))),
          }),
        ]);
      }),
    );
  });

  it('costs no write when nothing new is asked for', () => {
    const watch = askBackfill(EMPTY, gap(10, 40));

    expect(askBackfill(watch, gap(11, 41))).toBe(watch);
  });

  it('while a reading is under way leads to one more after it, from where that one began', () => {
    const asked = askBackfill(EMPTY, gap(10, 40));
    const begun = { ...asked.backfills[0], ...gap(10, 40), read: 0, unseen: 0, calls: 0, startedAt: at(41) };
    const running = withBackfill(asked, begun);
    const again = askBackfill(askBackfill(running, gap(20, 50)), gap(30, 60));
    const farther = withBackfill(again, { ...begun, cursor: '500', read: 500 });

    const ended = finishBackfill(farther, { ...begun, read: 600, calls: 2 }, { at: at(80), now: at(50) });

    expect(ended.backfills).toEqual([expect.objectContaining({ since: at(41), dueAt: at(80), read: 0 })]);
    expect(ended.finished).toEqual([expect.objectContaining({ read: 600, calls: 2, at: at(50) })]);
    expect(finishBackfill(running, begun, { at: at(80), now: at(50) }).backfills).toEqual([]);
  });

  it('by hints is a reading each up to so many within a time, and one of the changes for all beyond, when that time is over', () => {
    const ask = (watch: Watch, seconds: number) => takeHint(watch, 'company', { now: at(seconds), count: 2, withinMs: 300_000 });
    const taken: boolean[] = [];
    let watch = EMPTY;
    for (const seconds of [0, 10, 20, 30, 300]) {
      const after = ask(watch, seconds);
      taken.push(after.isTaken);
      watch = after.watch;
    }

    expect(taken).toEqual([true, true, false, false, true]);
    expect(watch.backfills).toEqual([expect.objectContaining({ reason: 'burst', since: at(0), dueAt: at(300) })]);
  });

  it('about silence makes a webhook suspicious only when something came to light', () => {
    const quiet = { ...gap(10, 40), reason: 'silence' as const, read: 3, unseen: 0, calls: 1, startedAt: at(41) };
    const end = { at: at(80), now: at(50) };

    expect(finishBackfill(EMPTY, quiet, end).suspicions).toEqual([]);
    expect(finishBackfill(EMPTY, { ...quiet, unseen: 1 }, end).suspicions).toEqual([{ cause: 'silent', entityType: 'company' }]);
  });

  it('by anybody leads to a look no sooner than a part of the usual time after the last one', () => {
    expect(askCheck(EMPTY, at(1), 900_000).checkAt).toEqual(at(180));
    expect(askCheck(EMPTY, at(500), 900_000).checkAt).toEqual(at(500));
    expect(askCheck({ ...EMPTY, checkAt: at(100) }, at(1), 900_000).checkAt).toEqual(at(100));
  });

  it('is due at the earliest of its times, not before a wait has ended, and never once they are uninstalled', () => {
    const asked = askBackfill(EMPTY, gap(10, 40));

    expect(withDue(EMPTY).dueAt).toEqual(at(900));
    expect(withDue(asked).dueAt).toEqual(at(40));
    expect(withDue({ ...asked, notBefore: at(60) }).dueAt).toEqual(at(60));
    expect(withDue({ ...withDue(asked), isInstalled: false }).dueAt).toBeUndefined();
  });
});
