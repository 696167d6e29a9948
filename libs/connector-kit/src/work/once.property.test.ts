import { describe, expect, it } from '@jest/globals';
import { createManualClock, type ManualClock, noFaults, rejected, unavailable } from '@psa-bridge/core';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import fc from 'fast-check';
import { holdRow } from './held-row.ts';
import { onceStep } from './once.ts';
import { createWorkTable } from './table.ts';
import { deferRow, finishRow } from './transitions.ts';

const QUARANTINE_MS = 300_000;
const LEASE_MS = 30_000;
const TENANT = 't';

/** What happens to one try of the create. */
type Fate =
  | { fate: 'answered' }
  | { fate: 'refused' }
  | { fate: 'not_sent' }
  | { fate: 'lost_before' }
  /** The PSA acts so many milliseconds after we gave up on the answer. */
  | { fate: 'acts_late'; afterMs: number }
  | { fate: 'killed_before' }
  | { fate: 'killed_after' };

const fates: fc.Arbitrary<Fate> = fc.oneof(
  ...(['answered', 'refused', 'not_sent', 'lost_before', 'killed_before', 'killed_after'] as const).map((fate) =>
    fc.constant({ fate }),
  ),
  fc.record({ fate: fc.constant('acts_late' as const), afterMs: fc.integer({ min: 0, max: QUARANTINE_MS - 1 }) }),
);

class Killed extends Error {}

/** A PSA that takes creates and shows only what it has carried out by now. */
function createPsa(clock: ManualClock) {
  const madeAt: number[] = [];
  return {
    made: () => madeAt.length,
    act: (afterMs = 0) => void madeAt.push(clock.now().getTime() + afterMs),
    find: () => Promise.resolve(madeAt.some((at) => at <= clock.now().getTime()) ? 'the-id' : undefined),
  };
}

function createWith(fate: Fate, psa: ReturnType<typeof createPsa>): () => Promise<string> {
  return async () => {
    switch (fate.fate) {
      case 'answered':
        psa.act();
        return 'the-id';
      case 'refused':
        throw rejected('psa_refused', 'no');
      case 'not_sent':
        throw unavailable('psa_unavailable', 'not reached');
      case 'lost_before':
        throw unavailable('psa_unclear', 'lost');
      case 'acts_late':
        psa.act(fate.afterMs);
        throw unavailable('psa_unclear', 'lost');
      case 'killed_after':
        psa.act();
        throw new Killed();
      case 'killed_before':
        throw new Killed();
    }
  };
}

/** Tries until the step is confirmed; the process dies where a fate says so, and the next one takes over when the lease lapses. */
async function play(story: readonly Fate[]): Promise<{ made: number; id: string | undefined }> {
  const clock = createManualClock();
  const table = createWorkTable({ store: createMemoryStore({ clock }), provider: 'paper', clock });
  const psa = createPsa(clock);
  const row = await table.upsert({
    integrationId: 'i',
    op: 'push',
    entityType: 'company',
    entityId: 'e',
    tenantId: TENANT,
    lane: 0,
  });
  const left = [...story];
  for (let round = 0; row && round < 400; round += 1) {
    const current = await table.get(TENANT, row);
    const claimed =
      current && (await table.claim(current, { owner: `worker-${round}`, leaseMs: LEASE_MS, quarantineMs: QUARANTINE_MS }));
    if (!claimed) {
      await clock.advance(QUARANTINE_MS / 10);
      continue;
    }
    const held = holdRow({ row: claimed, table, clock });
    const options = { held, quarantineMs: QUARANTINE_MS, clock, faults: noFaults };
    let wasKilled = false;
    const create = createWith(left[0] ?? { fate: 'answered' }, psa);
    const counted = async (): Promise<string> => {
      left.shift();
      return create().catch(async (error: unknown) => {
        if (!(error instanceof Killed)) throw error;
        wasKilled = true;
        // A dead process writes nothing more.
        throw unavailable('killed', 'killed');
      });
    };
    const write = held.write;
    held.write = (change) => (wasKilled ? Promise.reject(new Killed()) : write(change));
    const terms = { now: clock.now(), quarantineMs: QUARANTINE_MS };
    try {
      const id = await onceStep('entity', { find: psa.find, create: counted }, options);
      await held.write((own) => finishRow(own, { ending: 'succeeded' }, terms));
      return { made: psa.made(), id };
    } catch {
      if (!wasKilled) await held.write((own) => deferRow(own, { until: clock.now() }, terms));
    }
  }
  return { made: psa.made(), id: undefined };
}

describe('claim, create, confirm', () => {
  it('makes exactly one entity, whatever is lost, late, refused or killed in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fates, { maxLength: 6, size: 'max' }), async (story) => {
        const { made, id } = await play(story);

        expect({ made, id }).toEqual({ made: 1, id: 'the-id' });
      }),
      { numRuns: 150 },
    );
  });
});
