import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Draft } from '@psa-bridge/persistence';
import { isRunning, needsWork, type WorkRow } from './row.ts';
import {
  claimRow,
  deferRow,
  finishRow,
  isOwned,
  nudge,
  raise,
  type Ending,
  type OwnedRow,
  type WorkRequest,
} from './transitions.ts';

const REQUEST: WorkRequest = { tenantId: 't', integrationId: 'i', op: 'push', entityType: 'company', entityId: 'e', lane: 2 };
const TERMS = { owner: 'me', leaseMs: 30_000, quarantineMs: 300_000 };
const START = Date.parse('2026-01-05T08:00:00Z');

const stored = (draft: Draft<WorkRow>, version = 1): WorkRow => ({ ...draft, version });
const at = (ms: number): Date => new Date(START + ms);

function raised(request: Partial<WorkRequest> = {}, current?: WorkRow, ms = 0): WorkRow {
  const next = raise(current, { ...REQUEST, ...request }, at(ms));
  if (!next) throw new Error('nothing changed');
  return stored(next);
}

type Move =
  | { move: 'edit'; revision: number }
  | { move: 'ask'; token: string }
  | { move: 'claim' }
  | { move: 'finish' }
  | { move: 'defer' }
  | { move: 'nudge' }
  | { move: 'wait' };

const moves: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ move: fc.constant('edit' as const), revision: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ move: fc.constant('ask' as const), token: fc.constantFrom('a', 'b', 'c') }),
  fc
    .constantFrom('claim' as const, 'finish' as const, 'defer' as const, 'nudge' as const, 'wait' as const)
    .map((move) => ({ move })),
);

describe('a work row', () => {
  it('is not changed by a request that it knows already', () => {
    const row = raised({ revision: 3 });

    expect(raise(row, { ...REQUEST, revision: 3 }, at(1))).toBeUndefined();
    expect(raise(row, { ...REQUEST, revision: 2 }, at(1))).toBeUndefined();
    expect(raise(raised({ token: 'x' }), { ...REQUEST, token: 'x' }, at(1))).toBeUndefined();
  });

  it('says once when an invoice was taken, and carries that along where its payment overtakes it', () => {
    const taken = { documentId: 'd1', name: 'Invoice 7', takenAt: at(0) };
    const paid = { documentId: 'd1', name: 'Invoice 7', paidOn: '2026-01-06' };
    const waiting = raised({ token: 'a', note: taken });
    const said = { ...waiting, answered: waiting.asked };

    expect(raised({ token: 'b', note: paid }, waiting).note).toEqual({ ...paid, takenAt: at(0) });
    expect(raised({ token: 'b', note: paid }, said).note).toEqual(paid);
    expect(raised({ token: 'b', note: { ...paid, documentId: 'd2' } }, waiting).note).not.toHaveProperty('takenAt');
  });

  it('keeps the more urgent lane while it waits and takes the new one once it is done', () => {
    const urgent = raised({ lane: 0 }, raised({ lane: 3 }));

    expect(urgent.lane).toBe(0);
    expect(raised({ lane: 3 }, urgent).lane).toBe(0);
  });

  it('is not hurried by an edit while it waits for its next try, but by an asking', () => {
    const claimed = claimRow(raised({ revision: 1 }), TERMS, at(0));
    const waiting = stored(
      deferRow(stored(claimed ?? raised()), { until: at(60_000), retries: 1 }, { now: at(0), quarantineMs: 0 }),
    );

    expect(raised({ revision: 2 }, waiting, 10).dueAt).toEqual(at(60_000));
    expect(raised({ token: 'by hand' }, waiting, 10).dueAt).toEqual(at(10));
  });

  it('can be claimed by one worker only, and by another when the lease has lapsed', () => {
    const claimed = stored(claimRow(raised({ revision: 1 }), TERMS, at(0)) ?? raised());

    expect(claimRow(claimed, { ...TERMS, owner: 'other' }, at(29_999))).toBeUndefined();
    expect(claimRow(claimed, { ...TERMS, owner: 'other' }, at(30_000))).toMatchObject({ fence: 2, lease: { owner: 'other' } });
  });

  describe('whose dependency ends while a worker is at it', () => {
    const terms = { now: at(5), quarantineMs: 0 };
    const refused: Ending = {
      ...{ ending: 'failed', failedAs: 'e' },
      failure: { code: 'x', kind: 'rejected', message: 'no', remedy: 'mend it' },
    };

    function wokenBy(didSucceed: boolean): OwnedRow {
      const claimed = stored(claimRow(raised({ revision: 1 }), TERMS, at(0)) ?? raised());
      return stored(nudge(claimed, didSucceed, at(1)) ?? claimed) as OwnedRow;
    }

    it('looks again at once when it is given back, and waits its time at the next', () => {
      for (const didSucceed of [true, false]) {
        const again = stored(deferRow(wokenBy(didSucceed), { until: at(30_000) }, terms));
        const claimed = stored(claimRow(again, TERMS, at(6)) ?? again);

        expect(again.dueAt).toEqual(at(5));
        expect(deferRow(claimed, { until: at(30_000) }, terms).dueAt).toEqual(at(30_000));
      }
    });

    it('is tried anew where it failed by what it saw before the other one succeeded, and rests where that failed too (AT-61)', () => {
      const [healing, resting] = [true, false].map((didSucceed) => stored(finishRow(wokenBy(didSucceed), refused, terms)));

      expect([healing?.dueAt, resting?.dueAt]).toEqual([at(5), undefined]);
      expect([healing, resting].map((row) => row && needsWork(row))).toEqual([true, false]);
    });

    it('is done once where it succeeded all the same', () => {
      expect(finishRow(wokenBy(true), { ending: 'succeeded' }, terms).dueAt).toBeUndefined();
    });

    it('does not forget a success for a failure that comes after it', () => {
      expect(nudge(wokenBy(true), false, at(2))).toBeUndefined();
      expect(nudge(wokenBy(false), true, at(2))?.woken).toBe('succeeded');
    });
  });

  it('never loses what was wanted: when nothing is due, all that was asked for was carried out by a later claim', () => {
    fc.assert(
      fc.property(fc.array(moves, { maxLength: 40, size: 'max' }), (story) => {
        let row = raised({ revision: 1 });
        let wanted = 1;
        let carriedOut = 0;
        let now = 0;
        for (const step of story) {
          now += 1;
          const next = moved(row, step, now);
          if (step.move === 'edit') wanted = Math.max(wanted, step.revision);
          if (step.move === 'wait') now += 40_000;
          if (step.move === 'finish' && next && row.lease) carriedOut = Math.max(carriedOut, row.lease.desired);
          if (next) row = stored(next, row.version + 1);
        }

        expect(row.desired).toBe(wanted);
        if (!needsWork(row)) expect(carriedOut).toBe(wanted);
        if (needsWork(row)) expect(row.dueAt).toBeDefined();
      }),
    );
  });
});

function moved(row: WorkRow, step: Move, now: number): Draft<WorkRow> | undefined {
  const terms = { now: at(now), quarantineMs: 300_000 };
  switch (step.move) {
    case 'edit':
      return raise(row, { ...REQUEST, revision: step.revision }, at(now));
    case 'ask':
      return raise(row, { ...REQUEST, token: step.token }, at(now));
    case 'claim':
      return claimRow(row, TERMS, at(now));
    case 'finish':
      return isOwned(row, 'me', row.fence) && isRunning(row, at(now))
        ? finishRow(row, { ending: 'succeeded' }, terms)
        : undefined;
    case 'defer':
      return isOwned(row, 'me', row.fence) ? deferRow(row, { until: at(now + 10) }, terms) : undefined;
    case 'nudge':
      return nudge(row, true, at(now));
    case 'wait':
      return undefined;
  }
}
