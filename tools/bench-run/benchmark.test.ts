import { describe, expect, it } from '@jest/globals';
import { benchmarkReport, isMet, type BenchmarkResult } from './benchmark.ts';

const figure = (over: Partial<BenchmarkResult>): BenchmarkResult => ({
  name: 'reads',
  ratio: 0.7,
  target: 0.7,
  how: 'a run each',
  details: { ours: 7, bare: 10 },
  ...over,
});

describe('a figure of a benchmark', () => {
  it.each([
    [{ ratio: 0.7 }, true],
    [{ ratio: 0.69 }, false],
    [{ ratio: 1.3, target: 1.3, atMost: true }, true],
    [{ ratio: 1.31, target: 1.3, atMost: true }, false],
    [{ ratio: Number.NaN }, false],
  ])('with %o is within its target: %s', (over, expected) => {
    expect(isMet(figure(over))).toBe(expected);
  });

  it('is reported with its ratio, its target, how it was measured, and clearly when it is missed', () => {
    const report = benchmarkReport([figure({}), figure({ name: 'sync time', ratio: 1.456, target: 1.3, atMost: true })]).split(
      '\n',
    );

    expect(report[1]).toBe('reads      0.70   at least 0.7  ok');
    expect(report[2]).toBe('sync time  1.46   at most 1.3   MISSED');
    expect(report).toContain('reads: a run each');
  });
});
