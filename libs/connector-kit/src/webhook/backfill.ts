import { newId, type Clock } from '@psa-bridge/core';
import type { RecordStore, TenantRecords } from '@psa-bridge/records';
import { laneRank } from '../definition/lanes.ts';
import type { Page } from '../definition/resource.ts';
import type { Integration } from '../integrations/integration.ts';
import type { AnyDefinition, OpenedSession } from '../sessions.ts';
import { settleCreations } from '../work/settle-creations.ts';
import type { WorkTable } from '../work/table.ts';
import { dropBackfill, finishBackfill, withBackfill, type Backfill, type HintedType } from './watch.ts';
import type { WebhookWatches } from './watch-store.ts';
import { isWhole, type WebhookStates } from './webhook-state.ts';

export interface BackfillDeps {
  definition: AnyDefinition;
  records: RecordStore;
  table: WorkTable;
  states: WebhookStates;
  watches: WebhookWatches;
  clock: Clock;
}

/** Pages that one turn reads of one type: what is left goes on from its place in the next turn. */
const PAGES_AT_ONCE = 10;
/** The PSA's clock and ours may differ, and a change may be shown a little after it was stamped. */
const OVERLAP_MS = 2 * 60_000;

type Started = Backfill & { startedAt: Date };

interface Place {
  tenantId: string;
  integrationId: string;
  entityType: HintedType;
}

interface Reading {
  integration: Integration;
  opened: OpenedSession;
}

/** Reads what changed of one type since nothing was missing, page after page; killed in between, it goes on from its place. */
export async function readBackfill(asked: Backfill, reading: Reading, deps: BackfillDeps): Promise<void> {
  const { watches, clock } = deps;
  const of = { tenantId: reading.integration.tenantId, integrationId: reading.integration._id };
  if (await isMoot(asked, of, deps.states)) return void (await watches.change(of, (watch) => dropBackfill(watch, asked)));
  let backfill: Started = { ...asked, startedAt: asked.startedAt ?? clock.now() };
  if (!asked.startedAt) await watches.change(of, (watch) => withBackfill(watch, backfill));
  for (let pages = 0; pages < PAGES_AT_ONCE; pages += 1) {
    backfill = await readPage(backfill, reading, deps);
    if (backfill.cursor === undefined) return finish(backfill, of, deps);
    await watches.change(of, (watch) => withBackfill(watch, backfill));
  }
}

async function readPage(backfill: Started, { integration, opened }: Reading, deps: BackfillDeps): Promise<Started> {
  const { cursor, ...rest } = backfill;
  const pull = deps.definition.resources[backfill.entityType]?.pull;
  if (!pull) return rest;
  const before = opened.meter.calls;
  const since = new Date(backfill.since.getTime() - (pull.overlapMs ?? OVERLAP_MS));
  const page = await pull.page(opened.context, { since, ...(cursor === undefined ? {} : { cursor }) });
  const place = { tenantId: integration.tenantId, integrationId: integration._id, entityType: backfill.entityType };
  const { signal } = opened.context;
  const records = deps.records.forTenant(integration.tenantId);
  await settleCreations({ type: backfill.entityType, items: page.items }, place, { ...deps, records, signal });
  const unseen = await bringIn(page, place, { records, table: deps.table });
  return {
    ...{ ...rest, read: backfill.read + page.items.length, unseen: backfill.unseen + unseen },
    calls: backfill.calls + opened.meter.calls - before,
    ...(page.next === undefined ? {} : { cursor: page.next }),
  };
}

async function finish(
  backfill: Started,
  of: Omit<Place, 'entityType'>,
  { states, watches, clock, definition }: BackfillDeps,
): Promise<void> {
  await states.settle({ ...of, entityType: backfill.entityType }, backfill.startedAt);
  const now = clock.now();
  const at = new Date(now.getTime() + (definition.webhooks?.windows.redeliveryMs ?? 0));
  await watches.change(of, (watch) => finishBackfill(watch, backfill, { at, now }));
}

/** Deliveries overtake each other on their way through the broker: a gap that closed meanwhile was none. */
async function isMoot({ entityType, reason, startedAt }: Backfill, of: Omit<Place, 'entityType'>, states: WebhookStates) {
  if (reason !== 'gap' || startedAt) return false;
  const own = (await states.list(of.tenantId, of.integrationId)).filter((state) => state.entityType === entityType);
  return own.every(isWhole);
}

/** Answers how many of them nobody had told of. Those that cannot be brought in become rows, whose results open their issues. */
async function bringIn(
  page: Page<HintedType>,
  place: Place,
  { records, table }: { records: TenantRecords; table: WorkTable },
): Promise<number> {
  const { integrationId, entityType } = place;
  const { created, updated, refused } = await records.applyIncoming(entityType, integrationId, page.items);
  const token = newId();
  const again = [...refused.keys(), ...(page.refused ?? []).map(({ externalId }) => externalId)];
  await table.upsertMany(
    again.map((entityId) => ({ ...place, op: 'pull' as const, entityId, lane: laneRank('scheduled'), token })),
  );
  return created + updated;
}
