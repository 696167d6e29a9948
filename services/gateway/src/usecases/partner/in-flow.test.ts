import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inFlow, type Chain, type ChainStep } from './in-flow.ts';

/** Work whose end the test decides on. */
function heldWork() {
  const begun: string[] = [];
  const ends = new Map<string, (step: ChainStep) => void>();
  const work = (item: string): Promise<ChainStep> =>
    new Promise((resolve) => {
      begun.push(item);
      ends.set(item, resolve);
    });
  return { begun, work, end: (item: string, step: ChainStep = 'next') => ends.get(item)?.(step) };
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

/** Hands out what is there, as a database would: without those that are busy. */
function sourceOf(items: string[]) {
  return async (busy: ReadonlySet<string>) => {
    await Promise.resolve();
    const free = items.filter((item) => !busy.has(keyOf(item)));
    const chains = [...Map.groupBy(free, keyOf)].map(([key, own]): Chain<string> => ({ key, items: own }));
    return { chains, isAll: true };
  };
}

const keyOf = (item: string): string => item.slice(0, 1);

describe('a flow', () => {
  it('goes on with what comes while one that is slow holds its place, and keeps to its concurrency', async () => {
    const there = ['a1', 'b1', 'c1'];
    const { begun, work, end } = heldWork();
    const taken = (item: string, step?: ChainStep): void => {
      there.splice(there.indexOf(item), 1);
      end(item, step);
    };
    const flow = inFlow({ concurrency: 2, more: sourceOf(there), work });
    await turns();
    expect(begun).toEqual(['a1', 'b1']);

    there.push('d1', 'd2');
    taken('b1');
    await turns();
    taken('c1');
    await turns();
    expect(begun).toEqual(['a1', 'b1', 'c1', 'd1']);

    taken('d1');
    await turns();
    taken('d2');
    await turns();
    taken('a1');
    await flow;
    expect(begun).toEqual(['a1', 'b1', 'c1', 'd1', 'd2']);
  });

  it('begins the next as soon as one has left its place, and never the same chain before it has ended', async () => {
    const there = ['a1', 'b1'];
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const flow = inFlow<string>({
      concurrency: 1,
      more: sourceOf(there),
      work(item, leave) {
        begun.push(item);
        leave();
        return new Promise((resolve) => {
          ends.push(() => {
            there.splice(there.indexOf(item), 1);
            resolve('next');
          });
        });
      },
    });
    await turns();
    expect(begun).toEqual(['a1', 'b1']);

    there.push('a2');
    ends[1]?.();
    await turns();
    expect(begun).toEqual(['a1', 'b1']);
    ends[0]?.();
    await turns();
    ends[2]?.();
    await flow;
    expect(begun).toEqual(['a1', 'b1', 'a2']);
  });

  it('begins nothing new once all is to stop, and ends when what is under way is over', async () => {
    const { begun, work, end } = heldWork();
    const flow = inFlow({ concurrency: 2, more: sourceOf(['a1', 'b1', 'c1']), work });
    await turns();

    end('a1', 'stop_all');
    await turns();
    end('b1');
    await flow;

    expect(begun).toEqual(['a1', 'b1']);
  });

  it('fails with its source or its work, after what is under way is over', async () => {
    const { work, end } = heldWork();
    const failing = inFlow({
      concurrency: 2,
      more: sourceOf(['a1', 'b1']),
      work: (item) => (item === 'a1' ? Promise.reject(new Error('no database')) : work(item)),
    });
    let isOver = false;
    const ended = failing.finally(() => (isOver = true));
    ended.catch(() => undefined);
    await turns();
    expect(isOver).toBe(false);

    end('b1');
    await expect(ended).rejects.toThrow('no database');
  });

  it('takes each item once and those of a chain in their order, whatever comes in which pages', async () => {
    const item = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(99)).map(([key, n]) => `${key}${n}`);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(item, { maxLength: 30 }), fc.integer({ min: 1, max: 5 }), async (items, concurrency) => {
        const left = [...items];
        const done: string[] = [];
        await inFlow<string>({
          concurrency,
          async more(busy) {
            await Promise.resolve();
            const free = left.filter((one) => !busy.has(keyOf(one))).slice(0, 3);
            const chains = [...Map.groupBy(free, keyOf)].map(([key, own]) => ({ key, items: own }));
            return { chains, isAll: free.length < 3 };
          },
          async work(one) {
            await Promise.resolve();
            done.push(one);
            left.splice(left.indexOf(one), 1);
            return 'next';
          },
        });
        expect([...done].sort()).toEqual([...items].sort());
        for (const key of ['a', 'b', 'c', 'd'])
          expect(done.filter((one) => keyOf(one) === key)).toEqual(items.filter((one) => keyOf(one) === key));
      }),
    );
  });
});
