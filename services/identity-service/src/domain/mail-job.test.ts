import { describe, expect, it } from '@jest/globals';
import { claimed, newMailJob, postponed, type MailJob } from './mail-job.ts';

const NOW = new Date('2026-01-05T08:00:00.000Z');
const MINUTE = 60_000;

function afterTries(tries: number): MailJob {
  return { ...newMailJob('password-reset', 'user@demo.example', { tenantId: 'platform', dueAt: NOW }), version: 1, tries };
}

function waitMs(job: Pick<MailJob, 'dueAt'> | undefined): number {
  return (job?.dueAt.getTime() ?? Number.NaN) - NOW.getTime();
}

describe('a mail that waits', () => {
  it('is left alone by other senders while one works on it, and taken up by them when that one died', () => {
    const job = claimed(afterTries(0), NOW);

    expect(job.tries).toBe(1);
    expect(waitMs(job)).toBe(2 * MINUTE);
  });

  it('waits longer after each try, an hour at most, and is given up after the tenth', () => {
    const waits = Array.from({ length: 9 }, (_, index) => waitMs(postponed(afterTries(index + 1), NOW)));

    expect(waits[0]).toBeGreaterThanOrEqual(0.4 * MINUTE);
    expect(waits[0]).toBeLessThanOrEqual(0.6 * MINUTE);
    expect(waits[4]).toBeGreaterThan(4 * (waits[0] ?? 0));
    expect(Math.max(...waits)).toBeLessThanOrEqual(60 * MINUTE);
    expect(postponed(afterTries(10), NOW)).toBeUndefined();
  });
});
