import { describe, expect, it } from '@jest/globals';
import { gatedClock } from './gated-clock.ts';

describe('a gated clock', () => {
  it('wakes whoever sleeps for the gate when that is opened, however much time goes by, and others in their time', async () => {
    const clock = gatedClock(1);
    const gated = clock.sleep(1).then(() => 'gate');

    expect(await Promise.race([gated, clock.sleep(20).then(() => 'time')])).toBe('time');
    await clock.open();

    expect(await gated).toBe('gate');
    await expect(clock.sleep(1)).resolves.toBeUndefined();
  });

  it('lets go of whoever is not to wait any more', async () => {
    const stopping = new AbortController();
    const clock = gatedClock(1);
    const waiting = clock.sleep(1, stopping.signal);

    stopping.abort(new Error('stopped'));

    await expect(waiting).rejects.toThrow('stopped');
    await expect(clock.sleep(1, stopping.signal)).rejects.toThrow('stopped');
  });
});
