import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createManualClock, unavailable } from '@psa-bridge/core';
import { createLogger, createMetrics, type Metrics } from '@psa-bridge/observability';
import { createBreakers, type Breakers, type BreakersOptions } from './breakers.ts';

const POLICY = { volumeThreshold: 4, errorThresholdPercentage: 50, resetMs: 10_000, windowMs: 20_000 };
const LABELS = { provider: 'demo', integration: 'i1', group: 'Companies' };

let breakers: Breakers;
let metrics: Metrics;

function make(options: Partial<BreakersOptions> = {}): Breakers {
  metrics = createMetrics({ processMetrics: false });
  const logger = createLogger({ service: 'test', level: 'silent' });
  breakers = createBreakers({ name: 'test', policy: POLICY, clock: createManualClock(), logger, metrics, ...options });
  return breakers;
}

const ok = (key: string): Promise<string> => breakers.run(key, { action: async () => 'ok', counts: () => true, labels: LABELS });
const fail = (key: string, isCounted = true): Promise<unknown> =>
  breakers
    .run(key, { action: () => Promise.reject(unavailable('timeout', 'no')), counts: () => isCounted, labels: LABELS })
    .catch((error: unknown) => error);
const failTimes = async (key: string, times: number, isCounted = true): Promise<void> => {
  for (let i = 0; i < times; i += 1) await fail(key, isCounted);
};

// opossum keeps its own time.
beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  breakers.close();
  jest.useRealTimers();
});

describe('a breaker', () => {
  it('opens when enough calls failed, refuses at once with a time, and tells the metrics', async () => {
    make();
    await failTimes('a', 4);

    await expect(ok('a')).rejects.toMatchObject({
      code: 'breaker_open',
      kind: 'unavailable',
      retryAt: new Date('2026-01-05T08:00:10.000Z'),
      details: { maybeSent: false },
    });
    expect(() => breakers.refuseIfOpen('a')).toThrow(/left alone/);
    expect(await metrics.expose()).toContain('psa_bridge_breaker_open{provider="demo",integration="i1",group="Companies"} 1');
  });

  it('stays closed for fewer calls than its volume, and for failures that do not count', async () => {
    make();
    await failTimes('few', 3);
    await failTimes('refusals', 20, false);

    await expect(ok('few')).resolves.toBe('ok');
    await expect(ok('refusals')).resolves.toBe('ok');
  });

  it('forgets failures that left the window', async () => {
    make();
    await failTimes('a', 3);

    await jest.advanceTimersByTimeAsync(POLICY.windowMs + 1);
    await failTimes('a', 3);

    expect(breakers.isOpen('a')).toBe(false);
  });

  it('lets one call try after its time: success closes it', async () => {
    make();
    await failTimes('a', 4);
    await jest.advanceTimersByTimeAsync(POLICY.resetMs);

    const probe = ok('a');
    const beside = ok('a');

    await expect(probe).resolves.toBe('ok');
    await expect(beside).rejects.toMatchObject({ code: 'breaker_open' });
    await expect(ok('a')).resolves.toBe('ok');
    expect(await metrics.expose()).toContain('psa_bridge_breaker_open{provider="demo",integration="i1",group="Companies"} 0');
  });

  it('lets one call try after its time: failure opens it again', async () => {
    make();
    await failTimes('a', 4);
    await jest.advanceTimersByTimeAsync(POLICY.resetMs);

    await fail('a');

    await expect(ok('a')).rejects.toMatchObject({ code: 'breaker_open' });
  });

  it('is dropped when it was unused longest and there are too many', async () => {
    make({ maxBreakers: 2 });
    await failTimes('a', 4);
    await failTimes('b', 4);

    await expect(ok('c')).resolves.toBe('ok');

    expect([breakers.isOpen('a'), breakers.isOpen('b')]).toEqual([false, true]);
    // The open one holds its window and its retry, the new one its window; the dropped one holds none.
    expect(jest.getTimerCount()).toBeLessThanOrEqual(3);
  });
});
