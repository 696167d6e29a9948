import { describe, expect, it } from '@jest/globals';
import { AppError, rateLimited, rejected, unauthenticated, unavailable } from '@psa-bridge/core';
import type { Failure, RetryRules } from '../definition/failure.ts';
import { decide, type Situation } from './decide.ts';

const NOW = new Date('2026-01-05T08:00:00Z');
const in_ = (ms: number): Date => new Date(NOW.getTime() + ms);
const doubling = { firstMs: 5_000, maxMs: 60_000, factor: 2, jitter: 0 };
const rules: RetryRules = {
  connection: { backoff: { firstMs: 1_000, maxMs: 4_000, factor: 2, jitter: 0 }, interactive: 2, background: 2 },
  limited: { backoff: doubling, interactive: 4, background: 'unlimited' },
  outage: { backoff: doubling, interactive: 'unlimited', background: 'unlimited' },
  quarantineMs: 300_000,
};
const failure: Failure = { code: 'c', kind: 'rejected', message: 'm', remedy: 'r' };

function after(error: AppError, more: Partial<Situation> = {}) {
  return decide({ error, failure, isInteractive: true, retries: 0, bugs: 0, rules, now: NOW, ...more });
}

describe('what becomes of a failed try', () => {
  it('ends it when the PSA said no', () => {
    expect(after(rejected('psa_refused', 'no'))).toEqual({ decision: 'fail', failure });
  });

  it('stops the integration when the credentials are bad', () => {
    const credentials: Failure = { ...failure, kind: 'unauthenticated', scope: 'integration' };

    expect(after(unauthenticated('psa_credentials', 'no'), { failure: credentials })).toMatchObject({
      decision: 'fail_integration',
    });
  });

  it('waits twice after a connection reset, then the failure surfaces (SY-32)', () => {
    const reset = unavailable('psa_unclear', 'reset');

    expect([0, 1, 2].map((retries) => after(reset, { retries }).decision)).toEqual(['wait', 'wait', 'fail']);
  });

  it('waits 5, 10, 20 and 40 seconds at a limit, then fails interactive work (SY-33, CW-60)', () => {
    const limited = rateLimited('psa_limited', 'slow down');
    const waits = [0, 1, 2, 3].map((retries) => after(limited, { retries }));

    expect(waits.map((decision) => decision.decision === 'wait' && decision.until.getTime() - NOW.getTime())).toEqual([
      5_000, 10_000, 20_000, 40_000,
    ]);
    expect(after(limited, { retries: 4 }).decision).toBe('fail');
    expect(after(limited, { retries: 400, isInteractive: false }).decision).toBe('wait');
  });

  it('waits out a longer time that the PSA names, and spends no retry on it (CW-60)', () => {
    const limited = rateLimited('psa_limited', 'slow down', { retryAt: in_(120_000) });

    expect(after(limited, { retries: 4 })).toMatchObject({ decision: 'wait', until: in_(120_000), retries: 4, holds: true });
  });

  it('spends a retry on a shorter wait than ours, or a PSA that always says "in a second" would be asked for ever (CW-60)', () => {
    const limited = rateLimited('psa_limited', 'slow down', { retryAt: in_(1_000) });

    expect(after(limited, { retries: 1 })).toMatchObject({ decision: 'wait', until: in_(10_000), retries: 2 });
    expect(after(limited, { retries: 4 }).decision).toBe('fail');
  });

  it('takes nothing for a try when our own budget or breaker held it back', () => {
    const held = rateLimited('budget_exhausted', 'later', { retryAt: in_(9_000) });

    expect(after(held)).toMatchObject({ decision: 'wait', until: in_(9_000), isFree: true, holds: true, retries: 0 });
    expect(after(unavailable('breaker_open', 'open', { retryAt: in_(9_000) }))).toMatchObject({ isFree: true, holds: true });
  });

  it('pauses when our own database is down', () => {
    expect(after(unavailable('database_unavailable', 'down'))).toEqual({ decision: 'pause' });
  });

  it('waits as for an outage when something is away that is read besides the PSA, and others go on', () => {
    const away = unavailable('source_unavailable', 'no catalogue');

    expect(after(away, { isInteractive: false, retries: 40 })).toMatchObject({ decision: 'wait', retries: 41, holds: false });
  });

  it('parks a row that met a bug three times', () => {
    const bug = new AppError('oops', { code: 'bug', kind: 'bug' });

    expect([0, 1, 2].map((bugs) => after(bug, { bugs }).decision)).toEqual(['wait', 'wait', 'park']);
  });

  it('leaves a row that someone else has taken over', () => {
    expect(after(new AppError('x', { code: 'lease_lost', kind: 'conflict' }))).toEqual({ decision: 'leave' });
  });
});
