import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import type { Lane } from '../definition/lanes.ts';
import { createSessionMemories } from './session-memory.ts';

const TTL_MS = 3_600_000;

/** Look-ups of the same thing, each of which takes its time and answers whose it was. */
function lookingUp() {
  const clock = createManualClock();
  const memories = createSessionMemories({ clock });
  const begun: string[] = [];
  const by = (lane: Lane, { takesMs, fails = false }: { takesMs: number; fails?: boolean }): Promise<string> =>
    memories.of('i', 1, lane).remember('lookups', TTL_MS, async () => {
      begun.push(lane);
      await clock.sleep(takesMs);
      if (fails) throw new Error(`${lane} was refused`);
      return lane;
    });
  return { clock, by, begun };
}

describe('what sessions keep', () => {
  it('is looked up once by all who want it at the same time in the same lane, or in a less urgent one', async () => {
    const { clock, by, begun } = lookingUp();
    const asked = Promise.all([by('webhook', { takesMs: 1_000 }), by('webhook', { takesMs: 1 }), by('bulk', { takesMs: 1 })]);
    await clock.advance(1_000);

    expect(await asked).toEqual(['webhook', 'webhook', 'webhook']);
    expect(await by('interactive', { takesMs: 1 })).toBe('webhook');
    expect(begun).toEqual(['webhook']);
  });

  it('keeps no urgent work waiting for the permits of bulk work: the urgent look-up serves both, at the cost of one call', async () => {
    const { clock, by, begun } = lookingUp();
    const bulk = by('bulk', { takesMs: 10_000 });
    const urgent = [by('interactive', { takesMs: 200 }), by('interactive', { takesMs: 200 })];
    await clock.advance(200);

    expect(await Promise.all([bulk, ...urgent])).toEqual(['interactive', 'interactive', 'interactive']);
    await clock.advance(10_000);
    expect(await by('scheduled', { takesMs: 1 })).toBe('interactive');
    expect(begun).toEqual(['bulk', 'interactive']);
  });

  it('is what bulk work has read where that comes first', async () => {
    const { clock, by } = lookingUp();
    const asked = Promise.all([by('bulk', { takesMs: 100 }), by('interactive', { takesMs: 200 })]);
    await clock.advance(100);

    expect(await asked).toEqual(['bulk', 'bulk']);
  });

  it('is refused to who is refused in his own lane, and the others go on', async () => {
    const { clock, by } = lookingUp();
    const bulk = by('bulk', { takesMs: 500 });
    const urgent = by('interactive', { takesMs: 100, fails: true });
    const refused = expect(urgent).rejects.toThrow('interactive was refused');
    await clock.advance(100);
    await refused;

    const again = by('interactive', { takesMs: 100 });
    await clock.advance(100);
    expect(await Promise.all([bulk, again])).toEqual(['interactive', 'interactive']);
  });

  it('that nobody could look up is looked up anew by the next', async () => {
    const { clock, by, begun } = lookingUp();
    const both = [by('bulk', { takesMs: 200, fails: true }), by('webhook', { takesMs: 100, fails: true })];
    const refused = Promise.all(both.map((one) => expect(one).rejects.toThrow('was refused')));
    await clock.advance(200);
    await refused;

    const next = by('bulk', { takesMs: 100 });
    await clock.advance(100);
    expect(await next).toBe('bulk');
    expect(begun).toEqual(['bulk', 'webhook', 'bulk']);
  });
});
