import { describe, expect, it } from '@jest/globals';
import { CHART, invoice, options } from '../../test/invoices.ts';
import { found } from './life/sync-item.ts';
import { planOf } from './plan.ts';

const NOW = new Date('2026-11-02T12:00:00Z');
const context = { settings: { options: options(), alertsTo: [], takesFrom: '2026-11-03' }, chart: CHART, now: NOW };
const link = { documentId: 'document-1', kind: 'invoice', number: 'INV-1', contentHash: '' } as const;
const known = (isVoided: boolean, more = {}) => ({
  ...{ source: invoice({ isVoided }), firstSeenAt: NOW, item: { ...found(NOW), ...more } },
});

describe('the plan for an invoice of before the day from which invoices are taken (XI-23)', () => {
  it('is to skip it, though it is voided too', () => {
    for (const isVoided of [false, true])
      expect(planOf(known(isVoided), context)).toMatchObject({
        ...{ kind: 'end', outcome: { kind: 'skipped', reason: expect.stringContaining('of before 2026-11-03') } },
      });
  });

  it.each([
    ['is known', { link }],
    ['may have been made', { mayExist: true }],
  ])('VOD-1: is to see to its document that %s where it is voided now', (_what, item) => {
    expect(planOf(known(true, item), context)).toEqual({ kind: 'void' });
  });
});
