import { describe, expect, it } from '@jest/globals';
import { createManualClock, rateLimited, unavailable } from '@psa-bridge/core';
import { createPartitionPauses, type PartitionPauses } from './partition-pauses.ts';

const WHERE = { topic: 'orders', partition: 2 };
const START = new Date('2026-01-05T08:00:00.000Z').getTime();

function setUp(): { clock: ReturnType<typeof createManualClock>; pauses: PartitionPauses; resumed: string[] } {
  const clock = createManualClock();
  const resumed: string[] = [];
  const pauses = createPartitionPauses({
    clock,
    backoff: { firstMs: 100, maxMs: 1_000, factor: 3, jitter: 0 },
    onResume: ({ topic, partition }) => resumed.push(`${topic}/${partition} at ${clock.now().getTime() - START}`),
  });
  return { clock, pauses, resumed };
}

describe('partition pauses', () => {
  it('grow with each failure in a row up to their cap', async () => {
    const { clock, pauses, resumed } = setUp();

    for (let i = 0; i < 4; i++) {
      pauses.fail(WHERE, unavailable('down', 'Down.'));
      await clock.advance(1_000);
    }

    expect(resumed).toEqual(['orders/2 at 100', 'orders/2 at 1300', 'orders/2 at 2900', 'orders/2 at 4000']);
  });

  it('begin short again after progress', async () => {
    const { clock, pauses, resumed } = setUp();
    pauses.fail(WHERE, new Error('once'));
    await clock.advance(1_000);

    pauses.progress(WHERE);
    pauses.fail(WHERE, new Error('again'));
    await clock.advance(1_000);

    expect(resumed).toEqual(['orders/2 at 100', 'orders/2 at 1100']);
  });

  it('last until retryAt where the error says so', async () => {
    const { clock, pauses, resumed } = setUp();

    pauses.fail(WHERE, rateLimited('limit', 'Limit.', { retryAt: new Date(START + 5_000) }));
    await clock.advance(4_999);
    const before = pauses.isPaused(WHERE);
    await clock.advance(1);

    expect(before).toBe(true);
    expect(pauses.isPaused(WHERE)).toBe(false);
    expect(resumed).toEqual(['orders/2 at 5000']);
  });

  it('never end at once, even when retryAt is past, nor overflow a timer when it is far away', async () => {
    const { clock, pauses } = setUp();

    pauses.fail(WHERE, rateLimited('limit', 'Limit.', { retryAt: new Date(START - 1) }));
    const soonest = clock.nextDue();
    await clock.advance(100);
    pauses.fail(WHERE, rateLimited('limit', 'Limit.', { retryAt: new Date(START + 1e12) }));

    expect(soonest?.getTime()).toBe(START + 100);
    expect((clock.nextDue()?.getTime() ?? 0) - START).toBeLessThan(2 ** 31);
  });

  it('concern one partition alone', () => {
    const { pauses } = setUp();

    pauses.fail(WHERE, new Error('x'));

    expect(pauses.isPaused({ topic: 'orders', partition: 1 })).toBe(false);
    expect(pauses.paused()).toEqual([WHERE]);
  });

  it('leave no timer and resume nothing after a stop', async () => {
    const { clock, pauses, resumed } = setUp();
    pauses.fail(WHERE, new Error('x'));

    pauses.stop();
    await clock.advance(10_000);

    expect(resumed).toEqual([]);
    expect(clock.sleeping()).toBe(0);
  });
});
