import {
  creationsOf,
  creationsUnderWay,
  stillUnderWay,
  waitsForCreations,
  type CreationWatch,
} from '../work/creations-under-way.ts';
import type { ReadPage } from './read-page.ts';
import type { RunReading } from './read-run.ts';
import type { SyncRun } from './run.ts';

const LOOK_EVERY_MS = 250;
/** A creation takes a call and a few writes; a page is not kept in memory for one that takes longer. */
const PATIENCE_MS = 10_000;

/**
 * Lets the creations end that an unlinked entity of this page may come from: brought in before, it would get a second record.
 *
 * Looking after the page was read leaves no gap. What the page shows was created before it was read, and the claim of a
 * creation is stored before its call. So either the claim is found here, or it was taken away, and that happens only once the
 * entity is linked (the links are read after this look) or was refused (then there is none). What is claimed later cannot be
 * in the page: only the creations of the first look are waited for, and ever new ones do not hold a run up.
 *
 * @throws AppError `waits_for_record` (unavailable, `retryAt`) where it takes long: the run then reads this page again.
 */
export async function settleCreations(page: ReadPage, { tenantId, integrationId }: SyncRun, reading: RunReading): Promise<void> {
  const { definition, table, clock, records, opened } = reading;
  if (page.type === 'field_value' || page.items.length === 0 || !definition.resources[page.type]?.push?.create) return;
  const watch: CreationWatch = { table, clock, quarantineMs: definition.retry.quarantineMs };
  let creations = await creationsUnderWay({ tenantId, integrationId, entityType: page.type }, watch);
  if (creations.length === 0) return;
  const ids = page.items.map(({ externalId }) => externalId);
  const linked = await records.idsByExternal(page.type, integrationId, ids);
  const unlinked = new Set(ids.filter((externalId) => !linked.has(externalId)));
  const end = clock.now().getTime() + PATIENCE_MS;
  for (;;) {
    const open = unlinked.size === 0 ? [] : creationsOf(unlinked, creations);
    if (open.length === 0) return;
    const isUnclear = open.some(({ step }) => step.state === 'unclear');
    if (isUnclear || clock.now().getTime() >= end) throw waitsForCreations(open, clock.now());
    await clock.sleep(LOOK_EVERY_MS, opened.context.signal);
    creations = await stillUnderWay(open, tenantId, table);
  }
}
