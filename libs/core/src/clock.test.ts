import { describe, expect, it } from '@jest/globals';
import { createManualClock } from './clock.ts';

describe('a manual clock', () => {
  it('that leaps wakes whoever is due once, at the end, in order; who sleeps again has time', async () => {
    const clock = createManualClock();
    const start = clock.now().getTime();
    const woken: [string, number][] = [];
    const sleeper = async (name: string, ms: number): Promise<void> => {
      for (;;) {
        await clock.sleep(ms);
        woken.push([name, clock.now().getTime() - start]);
      }
    };
    void sleeper('late', 60_000);
    void sleeper('early', 1_000);
    void sleeper('never', 90_000_000);

    await clock.leap(86_400_000);

    expect(woken).toEqual([
      ['early', 86_400_000],
      ['late', 86_400_000],
    ]);
    expect(clock.sleeping()).toBe(3);
  });
});
