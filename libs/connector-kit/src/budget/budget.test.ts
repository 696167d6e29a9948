import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import type { Limits } from '../definition/limits.ts';
import { budgetKeyOf } from '../integrations/integration.ts';
import { createBudget } from './budget.ts';

const limits: Limits = {
  window: { calls: 1_000, ms: 60_000 },
  ceilings: { interactive: 0.95, webhook: 0.85, scheduled: 0.75, bulk: 0.7 },
  reserve: 100,
  inFlightPerGroup: 2,
  usageEveryMs: 5_000,
};

function setUp() {
  const clock = createManualClock();
  const store = createMemoryStore({ clock });
  const open = () => createBudget({ store, provider: 'paper', limits, asksUsage: true, clock });
  return { clock, open, budget: open() };
}

describe('the shared allowance', () => {
  it('has the PSA own count read for a lane that others stopped, so it goes on soon after they are gone', async () => {
    const { clock, budget } = setUp();
    const of = { tenantId: 't', key: 'psa' };
    let readings = 0;
    const onUsageDue = (): void => void (readings += 1);
    await budget.take(of, 'bulk', onUsageDue);
    await budget.noteUsage(of, { used: 960 });
    await clock.advance(5_000);

    await expect(budget.take(of, 'bulk', onUsageDue)).rejects.toMatchObject({ code: 'budget_exhausted' });
    await budget.takeForReading(of);
    await budget.noteUsage(of, { used: 2 });

    expect(readings).toBe(2);
    await expect(budget.take(of, 'bulk', onUsageDue)).resolves.toBeDefined();
    expect((await budget.view(of)).usedByLane.interactive).toBe(1);
  });

  it('counts what was spent before the PSA was known as its own, and nothing twice', async () => {
    const { budget } = setUp();
    const before = { tenantId: 't', key: 'integration' };
    const psa = { tenantId: '*', key: 'psa' };
    for (let call = 0; call < 5; call += 1) await budget.take(before, 'interactive');
    await budget.take(psa, 'bulk');

    await budget.carryOver(before, psa);
    await budget.carryOver(before, psa);
    await budget.noteUsage(psa, { used: 6 });

    expect(await budget.view(psa)).toMatchObject({ usedByLane: { interactive: 5, bulk: 1 }, usedByOthers: 0 });
    expect((await budget.view(before)).usedByLane.interactive).toBe(0);
  });

  it('is one for all integrations of one PSA database, of whichever tenant, and apart for two databases', async () => {
    const { open } = setUp();
    const key = (tenantId: string, fingerprint?: string) =>
      budgetKeyOf({ _id: `of-${tenantId}`, tenantId, ...(fingerprint === undefined ? {} : { fingerprint }) });
    await open().penalize(key('tenant-a', 'database:1'), new Date('2027-01-01T00:00:00Z'));

    const refused = (tenantId: string, fingerprint?: string) =>
      open()
        .take(key(tenantId, fingerprint), 'interactive')
        .then(
          () => false,
          () => true,
        );

    expect(await refused('tenant-b', 'database:1')).toBe(true);
    expect(await refused('tenant-b', 'database:2')).toBe(false);
    expect(await refused('tenant-b')).toBe(false);
  });
});
