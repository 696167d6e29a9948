import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { failure, partial, success } from '../../test/examples.ts';
import { isListed } from './apply-result.ts';
import { takeIn } from './take-in.ts';
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

/** As they come: one by one, or several at once, cut wherever the numbers say. */
function deliver(results: readonly EntityResult[], cuts: readonly number[] = []): Issue | undefined {
  let [issue, mark, from]: [Issue | undefined, number, number] = [undefined, 0, 0];
  while (from < results.length) {
    const size = cuts.length > 0 ? (cuts[from % cuts.length] ?? 1) : 1;
    const taken = takeIn(issue, mark, results.slice(from, from + size));
    if (taken.issue) issue = { ...taken.issue, version: 1 };
    mark = taken.mark ?? mark;
    from += size;
  }
  return issue;
}

/** Each delivery makes events of its own. */
function withoutEvents(issue: Issue | undefined): unknown {
  const { outbox: _told, ...rest } = issue ?? { outbox: [] };
  return rest;
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

        expect(withoutEvents(deliver(delivery))).toEqual(withoutEvents(deliver(results)));
      }),
      RUNS,
    );
  });

  it('results that come together leave the very issue, with its events, that they leave one by one', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 5 });
    const told = (issue: Issue | undefined) =>
      issue?.outbox?.map(({ type, payload }) => [type, Buffer.from(payload).toString('hex')]);

    fc.assert(
      fc.property(kinds, cuts, (given, sizes) => {
        const [together, apart] = [deliver(inOrder(given), sizes), deliver(inOrder(given))];

        expect({ ...together, outbox: told(together) }).toEqual({ ...apart, outbox: told(apart) });
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
