import { rejected, type ArmedPoints } from '@psa-bridge/core';
import type { BusinessRecord, ExternalLink, TenantRecords } from '@psa-bridge/records';
import { laneRank } from '../definition/lanes.ts';
import { idsThere } from '../definition/read-by-id.ts';
import { isForAPerson } from '../deletions/missing.ts';
import type { FoundById } from '../definition/resource.ts';
import type { AnyContext, AnyPoll } from '../sessions.ts';
import type { SyncedType } from '../sync/run.ts';
import type { WorkTable } from '../work/table.ts';
import { sinceOf, type Look, type PollState } from './poll-state.ts';

export interface PollReading {
  poll: Pick<PollState, 'tenantId' | 'integrationId' | 'mark' | 'rereadAt'> & { entityType: SyncedType };
  part: AnyPoll;
  context: AnyContext;
  records: TenantRecords;
  table: WorkTable;
  faults: ArmedPoints;
}

const RECORDS_AT_ONCE = 500;

/**
 * One look: what changed since the last one, and where it is time, all linked ones that are worth it. What is read is merged
 * field by field against what was last seen there: an edit made here that waits for its push wins, and the conflict stays
 * visible (architecture rule 1). Nothing is written where nothing changed.
 *
 * @throws AppError `too_many_missing` (rejected) where so many are missing that a person has to look
 */
export async function readChanges(reading: PollReading): Promise<Look> {
  const startedAt = reading.context.clock.now();
  const mark = await readChanged(reading, startedAt);
  const hasReread = startedAt >= reading.poll.rereadAt;
  if (hasReread) await rereadLinked(reading);
  return { startedAt, hasReread, mark };
}

async function readChanged(reading: PollReading, startedAt: Date): Promise<Date> {
  const { part, context, poll } = reading;
  const since = sinceOf(poll, part, startedAt);
  let mark = poll.mark ?? startedAt;
  for (let cursor: string | undefined, isMore = part.changed !== undefined; isMore;) {
    const page = await part.changed?.(context, { since, ...(cursor === undefined ? {} : { cursor }) });
    if (page) await bringIn(await ofLinked(page, reading), reading);
    if (page?.watermark && page.watermark > mark) mark = page.watermark;
    cursor = page?.next;
    isMore = cursor !== undefined;
  }
  return mark;
}

async function rereadLinked(reading: PollReading): Promise<void> {
  const { part, context } = reading;
  const missing: string[] = [];
  let checked = 0;
  for await (const linked of linkedRecords(reading)) {
    const ids = [...linked.keys()];
    const found = await part.reread.read(context, ids);
    await bringIn(found, reading);
    const there = idsThere(found);
    missing.push(...ids.filter((id) => !there.has(id) && linked.get(id)?.isMarked === false));
    checked += ids.length;
  }
  if (isForAPerson({ linked: checked, missing: missing.length })) throw tooManyMissing(missing.length, checked);
  await readEach(missing, reading);
}

type Linked = ReadonlyMap<string, { isMarked: boolean }>;

/** External ids of the records that are worth it, as many at once as one reading takes. */
async function* linkedRecords({ poll, part, context, records }: PollReading): AsyncIterable<Linked> {
  let isWorthwhile: ((data: BusinessRecord['data']) => boolean) | undefined;
  let batch = new Map<string, { isMarked: boolean }>();
  for await (const page of records.pages(poll.entityType, RECORDS_AT_ONCE)) {
    for (const record of page as readonly BusinessRecord[]) {
      const link = record.external[poll.integrationId];
      if (link?.id === undefined || isBeingMade(link)) continue;
      // Asked only where something is linked, for it may cost a call.
      isWorthwhile ??= await part.reread.worthwhile(context);
      if (!isWorthwhile(record.data)) continue;
      batch.set(link.id, { isMarked: link.deletedAt !== undefined });
      if (batch.size < part.reread.atOnce) continue;
      yield batch;
      batch = new Map();
    }
  }
  if (batch.size > 0) yield batch;
}

/** A record that a push has linked, but not yet noted what it sent: nothing could be merged against. */
function isBeingMade(link: ExternalLink): boolean {
  return link.seenAt === undefined;
}

/** Entities that are not linked are left aside. */
async function ofLinked({ items, refused = [] }: FoundById<SyncedType>, reading: PollReading): Promise<FoundById<SyncedType>> {
  const { records, poll } = reading;
  const ids = [...items, ...refused].map(({ externalId }) => externalId);
  const linked = await records.idsByExternal(poll.entityType, poll.integrationId, ids);
  const links = (await records.getMany(poll.entityType, [...linked.values()])).flatMap(
    ({ external }) => external[poll.integrationId] ?? [],
  );
  const known = new Set(links.flatMap((link) => (link.id === undefined || isBeingMade(link) ? [] : link.id)));
  const isKnown = ({ externalId }: { externalId: string }): boolean => known.has(externalId);
  return { items: items.filter(isKnown), refused: refused.filter(isKnown) };
}

/** Those that cannot be taken are read one by one, so that each becomes an issue. */
async function bringIn({ items, refused = [] }: FoundById<SyncedType>, reading: PollReading): Promise<void> {
  const { entityType, integrationId } = reading.poll;
  const place = `poll:${entityType}`;
  await reading.faults.reach('after_call', place);
  const applied = items.length === 0 ? undefined : await reading.records.applyIncoming(entityType, integrationId, items);
  await readEach([...refused.map(({ externalId }) => externalId), ...(applied?.refused.keys() ?? [])], reading);
  await reading.faults.reach('after_write', place);
}

/** A row each: it marks what is gone when that very entity is read, and tells what cannot be taken. */
async function readEach(externalIds: readonly string[], { table, poll }: PollReading): Promise<void> {
  const { tenantId, integrationId, entityType } = poll;
  await table.upsertMany(
    externalIds.map((entityId) => ({
      ...{ tenantId, integrationId, op: 'pull' as const, entityType, entityId, lane: laneRank('scheduled') },
    })),
  );
}

function tooManyMissing(missing: number, checked: number): Error {
  return rejected(
    'too_many_missing',
    `${missing} of ${checked} linked entities can no longer be read in the PSA. None of them was marked as deleted.`,
    { details: { missing, checked } },
  );
}
