import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createOffsetTracker } from './offset-tracker.ts';

type Step = { kind: 'done'; offset: bigint } | { kind: 'close' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 9, arbitrary: fc.bigInt({ min: 0n, max: 60n }).map((offset): Step => ({ kind: 'done', offset })) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'close' }) },
);

/** The rules written down the slow way: the set of what is done while open, and its end. */
function naiveModel(first: bigint, last: bigint, steps: readonly Step[]): { next: bigint | undefined; refusals: number } {
  const done = new Set<bigint>();
  let isOpen = true;
  let refusals = 0;
  for (const each of steps) {
    if (each.kind === 'close') isOpen = false;
    else if (isOpen && each.offset > last) refusals += 1;
    else if (isOpen) for (let offset = first; offset <= each.offset; offset++) done.add(offset);
  }
  let next = first;
  while (done.has(next)) next += 1n;
  return { next: next === first ? undefined : next, refusals };
}

describe('the offset tracker', () => {
  it('agrees with a naive model for every order of done and close', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 5n, max: 20n }),
        fc.bigInt({ min: 0n, max: 30n }),
        fc.array(step, { maxLength: 40 }),
        (first, length, steps) => {
          const tracker = createOffsetTracker(first, first + length);
          let refusals = 0;

          for (const each of steps) {
            try {
              if (each.kind === 'close') tracker.close();
              else tracker.done(each.offset);
            } catch {
              refusals += 1;
            }
          }

          expect({ next: tracker.next(), refusals }).toEqual(naiveModel(first, first + length, steps));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never goes back and never passes what was handed out', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 9n }), { minLength: 1 }), (offsets) => {
        const tracker = createOffsetTracker(0n, 9n);
        let before = 0n;

        for (const offset of offsets) {
          tracker.done(offset);
          const next = tracker.next() ?? 0n;
          expect(next).toBeGreaterThanOrEqual(before);
          expect(next).toBeLessThanOrEqual(10n);
          before = next;
        }
      }),
    );
  });
});
