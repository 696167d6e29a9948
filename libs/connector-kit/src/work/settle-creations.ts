import type { Clock } from '@psa-bridge/core';
import type { RecordType, TenantRecords } from '@psa-bridge/records';
import type { AnyDefinition } from '../sessions.ts';
import { creationsOf, creationsUnderWay, stillUnderWay, waitsForCreations, type CreationScope } from './creations-under-way.ts';
import type { WorkTable } from './table.ts';

/** Entities of one type that were just read. */
interface ReadEntities {
  type: RecordType;
  items: readonly { externalId: string }[];
}

interface Settling {
  definition: AnyDefinition;
  table: WorkTable;
  records: TenantRecords;
  clock: Clock;
  signal: AbortSignal;
}

const LOOK_EVERY_MS = 250;
/** A creation takes a call and a few writes; a page is not kept in memory for one that takes longer. */
const PATIENCE_MS = 10_000;

/**
 * Lets the creations end that an unlinked entity of this page may come from: brought in before, it would get a second record.
 *
 * Looking after the page was read leaves no gap. What the page shows was created before it was read, and the claim of a
 * creation is stored before its call. So either the claim is found here, or it was taken away, and that happens only once the
 * entity is linked (the links are read after this look) or was refused (then there is none). What is claimed later cannot be
 * in the page: only the creations of the first look are waited for, and ever new ones hold nobody up.
 *
 * @throws AppError `waits_for_record` (unavailable, `retryAt`) where it takes long: the page is then read again.
 */
export async function settleCreations(
  page: ReadEntities,
  { tenantId, integrationId }: Omit<CreationScope, 'entityType'>,
  { definition, table, clock, records, signal }: Settling,
): Promise<void> {
  if (page.type === 'field_value' || page.items.length === 0 || !definition.resources[page.type]?.push?.create) return;
  const watch = { table, clock, quarantineMs: definition.retry.quarantineMs };
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
    await clock.sleep(LOOK_EVERY_MS, signal);
    creations = await stillUnderWay(open, tenantId, table);
  }
}
