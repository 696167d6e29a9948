import { describe, expect, it } from '@jest/globals';
import type { Draft } from '@psa-bridge/persistence';
import fc from 'fast-check';
import { afterJudgement, interrupted, KEPT, type ServiceHistory } from './service-history.ts';
import { SERVICE_STATES, type ServiceState } from './service-state.ts';

const START = Date.parse('2026-01-05T10:00:00Z');
const DAY_MS = 24 * 60 * 60_000;
const whose = { _id: 'issues-service', tenantId: 'platform' };
const stored = (draft: Draft<ServiceHistory>): ServiceHistory => ({ ...draft, version: 1 });

function historyOf(judgements: readonly { state: ServiceState; after: number }[]): ServiceHistory | undefined {
  let at = START;
  return judgements.reduce<ServiceHistory | undefined>((history, { state, after }) => {
    at += after;
    const next = afterJudgement(history, whose, { state, from: new Date(at) });
    return next ? stored(next) : history;
  }, undefined);
}

describe('the history of a service', () => {
  it('has no hole and no overlap, and each period differs from the one before, whatever is judged (OP-04)', () => {
    const judgement = fc.record({ state: fc.constantFrom(...SERVICE_STATES), after: fc.integer({ min: -60_000, max: DAY_MS }) });

    fc.assert(
      fc.property(fc.array(judgement, { minLength: 1, maxLength: 40 }), (judgements) => {
        const history = historyOf(judgements);
        const periods = history ? [...history.ended, history.current] : [];
        periods.slice(1).forEach((period, at) => {
          const before = periods[at];
          expect(before?.to).toEqual(period.from);
          expect(before?.state).not.toBe(period.state);
          expect(before && before.from <= period.from).toBe(true);
        });
      }),
    );
  });

  it('keeps ninety days and five hundred periods, whichever is less (OP-04)', () => {
    const flipping = (count: number, after: number) =>
      historyOf(Array.from({ length: count }, (_, at) => ({ state: at % 2 === 0 ? ('up' as const) : ('down' as const), after })));

    expect(flipping(2 * KEPT.periods, 1_000)?.ended).toHaveLength(KEPT.periods);
    expect(flipping(400, DAY_MS)?.ended).toHaveLength(KEPT.ms / DAY_MS + 1);
  });

  it('takes back nothing that was told, and tells a gap once (OP-04)', () => {
    const down = historyOf([
      { state: 'up', after: 0 },
      { state: 'down', after: 60_000 },
    ]);
    const earlier = { state: 'unknown' as const, from: new Date(START + 30_000), cause: 'nobody watched' };
    const later = { ...earlier, from: new Date(START + 90_000) };
    const told = down && interrupted(down, later);

    expect(down && interrupted(down, earlier)).toBeUndefined();
    expect(told?.current).toEqual(later);
    expect(told && interrupted(stored(told), later)).toBeUndefined();
  });
});
