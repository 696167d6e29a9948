import { afterAll, describe, expect, it } from '@jest/globals';
import { isAppError, newId, systemClock } from '@psa-bridge/core';
import { createBudget, type Budget } from '../src/budget/budget.ts';
import { createSlots } from '../src/budget/slots.ts';
import type { Limits } from '../src/index.ts';
import { realStores } from './real-store.ts';

const real = realStores('budget');
afterAll(() => real.cleanUp());

/** Longer than any machine stands still: whoever holds a place for so long has not died in a test. */
const LONG_MS = 600_000;
const limits: Limits = {
  // No call leaves it while a test runs, however busy the machine is.
  window: { calls: 400, ms: 3_600_000 },
  ceilings: { interactive: 0.95, webhook: 0.85, scheduled: 0.75, bulk: 0.7 },
  reserve: 40,
  inFlightPerGroup: 2,
};

function budgets(asksUsage: boolean): Budget[] {
  const stores = [real.open(), real.open(), real.open()];
  return stores.map((store) => createBudget({ store, provider: 'paper', limits, asksUsage, clock: systemClock }));
}

describe('the budget on the real database', () => {
  it('is one for all replicas: together they take what the lanes allow and no more', async () => {
    const of = { tenantId: 't', key: newId() };
    const replicas = budgets(false);
    const taken = { bulk: 0, interactive: 0 };

    for (const lane of ['bulk', 'interactive'] as const) {
      await Promise.all(
        replicas.map(async (budget) => {
          for (let call = 0; call < limits.window.calls; call += 1) {
            try {
              await budget.take(of, lane);
              taken[lane] += 1;
            } catch (error) {
              if (!isAppError(error) || error.code !== 'budget_exhausted') throw error;
              expect(error.retryAt).toBeDefined();
              return;
            }
          }
        }),
      );
      for (const budget of replicas) await budget.close();
    }

    expect(taken.bulk).toBe(280);
    expect(taken.interactive).toBe(100);
    expect(await replicas[0]?.view(of)).toMatchObject({
      limit: 400,
      usedByLane: { bulk: 280, interactive: 100 },
      remaining: 20,
      openTo: { bulk: 0 },
    });
  });

  it('lets one replica a minute ask for the PSA own count', async () => {
    const of = { tenantId: 't', key: newId() };
    const replicas = budgets(true);

    let turns = 0;
    await Promise.all(replicas.map((budget) => budget.take(of, 'bulk', () => (turns += 1))));

    expect(turns).toBe(1);
  });
});

describe('the slots on the real database', () => {
  it('let at most so many calls of an endpoint in at once, over all replicas', async () => {
    const of = { tenantId: 't', key: newId() };
    const stores = [real.open(), real.open()];
    const replicas = stores.map((store) => createSlots({ store, provider: 'paper', perGroup: 2, clock: systemClock }));
    const full = Promise.withResolvers<void>();
    let inside = 0;
    let most = 0;

    await Promise.all(
      Array.from({ length: 24 }, async (_, index) => {
        const leave = await replicas[index % 2]?.enter({ of, group: 'Companies', holdMs: LONG_MS, rank: 3 });
        inside += 1;
        most = Math.max(most, inside);
        if (inside === 2) full.resolve();
        await full.promise;
        await systemClock.sleep(5);
        inside -= 1;
        await leave?.();
      }),
    );

    expect(most).toBe(2);
  });

  it('free the place of a caller that died', async () => {
    const of = { tenantId: 't', key: newId() };
    const dead = createSlots({ store: real.open(), provider: 'paper', perGroup: 1, clock: systemClock });
    await dead.enter({ of, group: 'Companies', holdMs: 100, rank: 3 });
    const alive = createSlots({ store: real.open(), provider: 'paper', perGroup: 1, clock: systemClock });

    const leave = await alive.enter({ of, group: 'Companies', holdMs: 1_000, rank: 0 });

    await expect(leave()).resolves.toBeUndefined();
  });
});
