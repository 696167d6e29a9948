import { describe, expect, it } from '@jest/globals';
import { createTurns } from './turns.ts';

const NEVER = new AbortController().signal;

function gate(): { open: () => void; passed: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { open: resolve, passed: promise };
}

describe('turns', () => {
  it('are taken in the order of asking, as many at a time as the limit says, each group for itself', async () => {
    const turns = createTurns(2);
    const gates = [gate(), gate(), gate(), gate()];
    const started: number[] = [];
    const all = gates.map(({ passed }, at) =>
      turns.take(
        'a',
        async () => {
          started.push(at);
          await passed;
        },
        NEVER,
      ),
    );

    await turns.take('b', async () => undefined, NEVER);
    expect(started).toEqual([0, 1]);
    gates[1]?.open();
    await all[1];
    gates.forEach(({ open }) => open());
    await Promise.all(all);

    expect(started).toEqual([0, 1, 2, 3]);
  });

  it('are given up while waiting without being taken, and cost nobody behind them a turn', async () => {
    const turns = createTurns(1);
    const first = gate();
    const giveUp = new AbortController();
    const started: string[] = [];
    const running = turns.take('a', () => first.passed, NEVER);
    const waiting = turns.take('a', async () => void started.push('waiting'), giveUp.signal);
    const behind = turns.take('a', async () => void started.push('behind'), NEVER);

    giveUp.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    first.open();
    await Promise.all([running, behind]);

    expect(started).toEqual(['behind']);
  });

  it('last until the work ends, also when it is told to end', async () => {
    const turns = createTurns(1);
    const giveUp = new AbortController();
    const work = gate();
    const running = turns.take('a', () => work.passed.then(() => 'ended'), giveUp.signal);

    giveUp.abort(new Error('enough'));
    work.open();

    await expect(running).resolves.toBe('ended');
    await expect(turns.take('a', async () => 1, giveUp.signal)).rejects.toThrow('enough');
  });
});
