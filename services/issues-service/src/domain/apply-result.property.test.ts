import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { failure, partial, success } from '../../test/examples.ts';
import { applyResult, isListed } from './apply-result.ts';
import type { EntityResult } from './entity-result.ts';
import type { Issue } from './issue.ts';

const RUNS = { numRuns: 500 };

type Kind = 'failed' | 'partial' | 'succeeded';
const kinds = fc.array(fc.constantFrom<Kind>('failed', 'partial', 'succeeded'), { minLength: 1, maxLength: 15 });

const makers = {
  failed: (sequence: number) => failure(sequence, { code: `code_${sequence}`, message: `Failure ${sequence}` }),
  partial,
  succeeded: (sequence: number) => success(sequence),
};

function inOrder(given: readonly Kind[]): EntityResult[] {
  return given.map((kind, index) => makers[kind](index + 1));
}

/** As the use case does it: a success without an issue leaves a mark that older failures stay behind. */
function deliver(results: readonly EntityResult[]): Issue | undefined {
  let mark = 0;
  return results.reduce<Issue | undefined>((issue, result) => {
    if (!issue && !result.problem) mark = Math.max(mark, result.sequence);
    if (!issue && result.sequence <= mark) return undefined;
    const change = applyResult(issue, result);
    return change ? { ...change.issue, version: (issue?.version ?? 0) + 1 } : issue;
  }, undefined);
}

/** What stands now, without the history of how it came to be. */
function standing(issue: Issue | undefined): unknown {
  if (!issue || !isListed(issue)) return 'nothing open';
  const { level, code, message, failedItems, sequence, lastFailedAt } = issue;
  return { level, code, message, failedItems, sequence, lastFailedAt };
}

describe('results delivered at least once', () => {
  it('redelivery from any earlier point, any number of times, ends in the very same issue with its history', () => {
    const rewinds = fc.array(fc.nat(20), { maxLength: 5 });

    fc.assert(
      fc.property(kinds, rewinds, (given, backs) => {
        const results = inOrder(given);
        const replayed = backs.flatMap((back) => {
          const upTo = (back % results.length) + 1;
          return results.slice(0, upTo);
        });
        const delivery = growing(results, replayed);

        expect(deliver(delivery)).toEqual(deliver(results));
      }),
      RUNS,
    );
  });

  it('any shuffling with duplicates ends in what delivery in order, once, makes stand', () => {
    const plan = kinds.chain((given) => {
      const results = inOrder(given);
      const extra = fc.array(fc.constantFrom(...results), { maxLength: 10 });
      return extra.chain((more) => {
        const all = [...results, ...more];
        return fc.tuple(fc.constant(results), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }));
      });
    });

    fc.assert(
      fc.property(plan, ([results, shuffled]) => {
        expect(standing(deliver(shuffled))).toEqual(standing(deliver(results)));
      }),
      RUNS,
    );
  });
});

/** The results in order, where at each point only those that came before are delivered again. */
function growing(results: readonly EntityResult[], replayed: readonly EntityResult[]): EntityResult[] {
  return results.flatMap((result, index) => [result, ...replayed.filter((again) => again.sequence <= index + 1)]);
}
