import { describe, expect, it } from '@jest/globals';
import { invoice, item, options } from '../../test/invoices.ts';
import type { NumberMode } from './options.ts';
import { takeIn } from './life/take-in.ts';
import { readinessOf } from './readiness.ts';

const FOUND = new Date('2026-11-02T09:00:00Z');
const minutesLater = (minutes: number): Date => new Date(FOUND.getTime() + minutes * 60_000);
const judged = (source: Parameters<typeof readinessOf>[0], minutes = 0, numbering: NumberMode = 'xero') =>
  readinessOf(source, { options: options({ numbering }), firstSeenAt: FOUND, now: minutesLater(minutes) });

describe('an invoice that was found', () => {
  const { number: _number, ...withoutNumber } = invoice();

  it('is ready with a number and lines', () => {
    expect(judged(invoice())).toEqual({ kind: 'ready' });
  });

  it('XI-42: is held for ten minutes while it has no number, and says so in the log to the letter', () => {
    expect(judged(withoutNumber, 9.9)).toEqual({
      ...{ kind: 'held', until: minutesLater(10), log: 'Autotask Invoice number is empty!' },
    });
  });

  it('XI-42: goes without a number after ten minutes where Xero or the id numbers it, and faults where Autotask does', () => {
    expect(judged(withoutNumber, 10)).toEqual({ kind: 'ready' });
    expect(judged(withoutNumber, 10, 'autotask-id')).toEqual({ kind: 'ready' });
    expect(judged(withoutNumber, 10, 'autotask-number')).toMatchObject({
      ...{ kind: 'fault', problem: { code: 'EMPTY_NUMBER', message: 'Autotask Invoice number is empty' } },
    });
  });

  it('XI-42: waits from when it was first found, however often it is told of anew and whatever the clock of Autotask says', () => {
    const known = takeIn(undefined, { source: withoutNumber, revision: 1 }, FOUND);
    const toldAgain = takeIn(known, { source: { ...withoutNumber, total: '116.00' }, revision: 2 }, minutesLater(9));

    expect(toldAgain).toMatchObject({ revision: 2, firstSeenAt: FOUND });
  });

  it('XI-41: without lines waits for ten minutes, and is skipped then with the exact reason', () => {
    expect(judged(invoice({ lines: [] }), 9)).toMatchObject({ kind: 'held' });
    expect(judged(invoice({ lines: [] }), 10)).toEqual({
      ...{ kind: 'skipped', reason: 'Invoice contains no line items skipping over' },
    });
  });

  it('SEL-3, SEL-6, SEL-7: is skipped with its reason where it is voided, its company is not synced, or nothing is to pay', () => {
    const company = { ...invoice().company, isNotSynced: true };
    const free = invoice({ total: '0.00', lines: [item({ extendedPrice: '0' })] });

    expect(judged(invoice({ isVoided: true, lines: [] }))).toMatchObject({ kind: 'skipped' });
    expect(judged(invoice({ company }))).toEqual({ kind: 'skipped', reason: 'Demo Company is marked XeroNoSync in Autotask' });
    const choices = options({ zeroTotal: 'skip' });
    expect(readinessOf(free, { options: choices, firstSeenAt: FOUND, now: FOUND })).toMatchObject({ kind: 'skipped' });
  });
});
