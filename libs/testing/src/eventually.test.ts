import { describe, expect, it } from '@jest/globals';
import { eventually, NeverSo } from './eventually.ts';

function standStill(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end;);
}

describe('eventually', () => {
  it('answers what the assertion returns once it holds', async () => {
    let tries = 0;

    const answer = await eventually(() => {
      tries += 1;
      if (tries < 3) throw new Error('not yet');
      return tries;
    });

    expect(answer).toBe(3);
  });

  it('does not wait for what never becomes so', async () => {
    let tries = 0;

    const waiting = eventually(() => {
      tries += 1;
      throw new NeverSo('the question is wrong');
    });

    await expect(waiting).rejects.toThrow(/^the question is wrong$/);
    expect(tries).toBe(1);
  });

  it('tries once more after the time is over, which a machine that stood still would else not have had', async () => {
    let tries = 0;

    const answer = await eventually(
      () => {
        tries += 1;
        if (tries > 1) return tries;
        standStill(5);
        throw new Error('not yet');
      },
      { timeoutMs: 1, everyMs: 1 },
    );

    expect(answer).toBe(2);
  });

  it('does not count the time in which the machine stood still between two tries', async () => {
    let tries = 0;

    const answer = await eventually(
      () => {
        tries += 1;
        if (tries === 1) setTimeout(standStill, 0, 600);
        if (tries < 3) throw new Error('not yet');
        return tries;
      },
      { timeoutMs: 300, everyMs: 1 },
    );

    expect(answer).toBe(3);
  });

  it('fails with the last failure when the time is over', async () => {
    let tries = 0;

    const waiting = eventually(
      async () => {
        tries += 1;
        throw new Error(`try ${tries}`);
      },
      { timeoutMs: 60, everyMs: 5 },
    );

    await expect(waiting).rejects.toThrow(/^still so after 60 ms: try \d+$/);
    expect(tries).toBeGreaterThan(1);
  });
});
