import type { OpenedSession } from '../sessions.ts';
import { withProgress } from '../sync/progress.ts';
import { afterPage, currentPhase, type SyncedType, type SyncRun } from '../sync/run.ts';
import type { ReadingEnd } from '../sync/read-run.ts';
import type { SyncRunStore } from '../sync/run-store.ts';
import { goneAmong, placeOf, type FullPass } from './conclude.ts';

export interface Carrying extends Pick<
  FullPass,
  'run' | 'integration' | 'definition' | 'records' | 'held' | 'faults' | 'mayGoOn'
> {
  opened: OpenedSession;
  runs: SyncRunStore;
  source: string;
}

/**
 * Marks what a person confirmed as deleted, batch by batch. Time has passed since it was missed, so each is looked for once
 * more: what is there again by now is left as it is.
 */
export async function carryOutDeletions(carrying: Carrying): Promise<ReadingEnd> {
  let { run } = carrying;
  for (let phase = currentPhase(run); phase; phase = currentPhase(run)) {
    const stored = await nextBatch(run, phase.name as SyncedType, carrying);
    const going = stored ? await carrying.mayGoOn() : 'lost';
    if (!stored || going !== 'on') return going === 'cancelled' ? 'cancelled' : 'lost';
    run = stored;
  }
  return 'done';
}

async function nextBatch(run: SyncRun, type: SyncedType, carrying: Carrying): Promise<SyncRun | undefined> {
  const { integration, definition, records, held, opened, runs, source, faults } = carrying;
  const { context, meter } = opened;
  const batch = await held.next(integration, type);
  if (!batch) await held.settle(integration, type);
  else {
    const lookedAt = context.clock.now();
    const gone = await goneAmong(batch.gone, definition.resources[type], context);
    await records.markGone(type, run.integrationId, gone, lookedAt);
    await faults.reach('after_write', placeOf(type));
    await batch.done();
  }
  const calls = meter.calls - run.callsSpent;
  const page = { applied: batch?.gone.length ?? 0, refused: 0, next: batch ? 'next' : undefined, calls };
  return runs.runs.forTenant(run.tenantId).mutate(run._id, (current) => {
    if (current?.state !== 'running') return undefined;
    const now = context.clock.now();
    return withProgress(afterPage(current, page, now), { provider: definition.provider, source }, now);
  });
}
