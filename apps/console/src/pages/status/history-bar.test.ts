import { describe, expect, it } from '@jest/globals';
import { stretchesOf, upShareOf } from './history-bar.ts';

const NOW = new Date('2026-03-10T10:00:00.000Z');
const at = (hour: number): string => new Date(Date.UTC(2026, 2, 10, hour)).toISOString();

describe('the history of a service (OP-04)', () => {
  it('is a bar from the first known moment until now, in the order of time', () => {
    const periods = [
      { state: 'up', from: at(8) },
      { state: 'up', from: at(0), to: at(6) },
      { state: 'down', from: at(6), to: at(8), cause: 'The database was away.' },
    ] as const;

    expect(stretchesOf(periods, NOW).map(({ state, share, cause }) => [state, share, cause])).toEqual([
      ['up', 0.6, undefined],
      ['down', 0.2, 'The database was away.'],
      ['up', 0.2, undefined],
    ]);
  });

  it('is empty where nothing is known, or begins this very moment', () => {
    expect([stretchesOf([], NOW), stretchesOf([{ state: 'up', from: NOW.toISOString() }], NOW)]).toEqual([[], []]);
  });

  it('counts what nobody knows neither as up nor as down', () => {
    const stretches = stretchesOf(
      [
        { state: 'unknown', from: at(0), to: at(5) },
        { state: 'up', from: at(5), to: at(9) },
        { state: 'down', from: at(9) },
      ],
      NOW,
    );

    expect(upShareOf(stretches)).toBeCloseTo(0.8);
    expect(upShareOf(stretchesOf([{ state: 'unknown', from: at(0) }], NOW))).toBeUndefined();
  });
});
