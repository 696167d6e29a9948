import type { OutboxEvent } from '@psa-bridge/contracts';
import type { ArmedPoints, Clock } from '@psa-bridge/core';
import type { Draft } from '@psa-bridge/persistence';
import type { TenantRecords } from '@psa-bridge/records';
import { idsThere } from '../definition/read-by-id.ts';
import type { SeenIds } from '../deletions/seen-ids.ts';
import { settleCreations } from '../work/settle-creations.ts';
import { resultEvent } from '../work/results.ts';
import type { AnyDefinition, OpenedSession } from '../sessions.ts';
import type { WorkTable } from '../work/table.ts';
import { withProgress } from './progress.ts';
import { makeCompanions } from './companions.ts';
import { PEOPLE, peopleEvents, readPeople, type ReadPeople } from './people.ts';
import { readPage, wantedItems, type ReadPage } from './read-page.ts';
import { renewStaleLinks } from './stale-links.ts';
import { afterPage, currentPhase, type SyncPhase, type SyncRun } from './run.ts';
import type { SyncRunStore } from './run-store.ts';

export interface RunReading {
  run: SyncRun;
  opened: OpenedSession;
  definition: AnyDefinition;
  records: TenantRecords;
  table: WorkTable;
  runs: SyncRunStore;
  seen: SeenIds;
  source: string;
  faults: ArmedPoints;
  clock: Clock;
  /** Renews the lease; false when another replica has the run. */
  keep(): Promise<boolean>;
}

export type ReadingEnd = 'done' | 'cancelled' | 'lost';

/** Entities refused at once are remembered up to this number for each type; later ones only lose their own clearing. */
const REFUSED_KEPT = 10_000;

/**
 * Reads a run to its end from where its checkpoint says. The next page is fetched while this one is written, so the time is
 * that of the slower of the two, and never more than two pages are in memory.
 */
export async function readRun(given: RunReading): Promise<ReadingEnd> {
  let run = given.run;
  const reading = { ...given, renewsLinks: await renewsLinks(given) };
  for (let phase = currentPhase(run); phase; phase = currentPhase(run)) {
    const refusals = await openRefusals(phase, reading);
    let fetched = fetchPage(phase, phase.cursor, reading);
    for (let isPhaseOpen = true; isPhaseOpen;) {
      const page = await fetched;
      const ahead = page.next === undefined ? undefined : fetchPage(phase, page.next, reading);
      const stored = await writePage(run, page, refusals, reading);
      if (stored === undefined || !(await reading.keep())) return 'lost';
      run = stored;
      if (run.isCancelRequested) return 'cancelled';
      isPhaseOpen = ahead !== undefined;
      if (ahead) fetched = ahead;
    }
    await refusals.save();
  }
  return 'done';
}

/** Links can be stale from the second full sync on; the first one made them. */
async function renewsLinks({ run, runs }: RunReading): Promise<boolean> {
  return run.kind === 'full' && (await runs.state(run.tenantId, run.integrationId))?.fullSyncedAt !== undefined;
}

function fetchPage(phase: SyncPhase, cursor: string | undefined, reading: RunReading): Promise<ReadPage | ReadPeople> {
  const { definition, opened, records, run } = reading;
  const source = { definition, context: opened.context, records, kind: run.kind };
  const page = phase.name === PEOPLE ? readPeople(cursor, source) : readPage(phase, cursor, source);
  // It is awaited later; until then nobody may take its failure for an unhandled one.
  page.catch(() => undefined);
  return page;
}

/** What became of a page: how many came in, and what there is to tell of it. */
interface Brought {
  applied: number;
  refused: number;
  told: readonly OutboxEvent[];
}

type Reading = RunReading & { renewsLinks: boolean };

/** Brings a page in, then stores the checkpoint with what is to be told of it: killed in between, the page is brought in again. */
async function writePage(
  run: SyncRun,
  page: ReadPage | ReadPeople,
  refusals: Refusals,
  reading: Reading,
): Promise<SyncRun | undefined> {
  const { runs, clock, opened, definition, source, faults } = reading;
  const place = `sync:${run.kind}:${'people' in page ? PEOPLE : page.type}`;
  await faults.reach('after_call', place);
  const { told, ...counts } = 'people' in page ? tellPeople(run, page, reading) : await bringIn(run, page, refusals, reading);
  const calls = opened.meter.calls - run.callsSpent;
  await faults.reach('after_write', place);
  return runs.runs.forTenant(run.tenantId).mutate(run._id, (current) => {
    if (current?.state !== 'running') return undefined;
    const next = afterPage(current, pageDone(page, { ...counts, calls }), clock.now());
    const telling: Draft<SyncRun> = { ...next, outbox: [...(next.outbox ?? []), ...told] };
    return withProgress(telling, { provider: definition.provider, source }, clock.now());
  });
}

function tellPeople({ tenantId, integrationId: id }: SyncRun, page: ReadPeople, reading: Reading): Brought {
  return { applied: page.people.length, refused: 0, told: peopleEvents(page, { id, tenantId }, reading) };
}

async function bringIn(run: SyncRun, page: ReadPage, refusals: Refusals, reading: Reading): Promise<Brought> {
  const { records, opened, definition } = reading;
  await settleCreations(page, run, { ...reading, signal: opened.context.signal });
  if (reading.renewsLinks) await renewStaleLinks(page, { definition, context: opened.context, records });
  await noteSeen(run, page, reading.seen);
  await makeCompanions(page.companions ?? [], run, records);
  const items = await wantedItems(page, run.integrationId, records);
  const applied = await records.applyIncoming(page.type, run.integrationId, items);
  const refused = [
    ...page.refused,
    ...[...applied.refused].map(([externalId, reason]) => ({ externalId, name: undefined, reason })),
  ];
  return { applied: items.length, refused: refused.length, told: refusals.eventsOf(page, refused) };
}

/** What a full pass has seen is known before its checkpoint goes on: what was not seen may be concluded to be gone. */
async function noteSeen(run: SyncRun, page: ReadPage, seen: SeenIds): Promise<void> {
  const phase = currentPhase(run);
  const { type } = page;
  if (run.kind !== 'full' || type === 'field_value' || !phase) return;
  const ids = [...idsThere(page)];
  await seen.note({ tenantId: run.tenantId, runId: run._id, type }, phase.cursor ?? 'first', ids);
}

function pageDone(page: ReadPage | ReadPeople, counts: { applied: number; refused: number; calls: number }) {
  const { watermark, total, items } = 'people' in page ? { items: [] } : page;
  return { ...counts, next: page.next, watermark, total, readAt: items.map(({ seenAt }) => seenAt).reduce(earliest, undefined) };
}

function earliest(a: Date | undefined, b: Date): Date {
  return a !== undefined && a < b ? a : b;
}

interface Refusals {
  /** Results that open an issue for each refused entity, and clear those of entities that now came in. */
  eventsOf(
    page: ReadPage,
    refused: readonly { externalId: string; name?: string | undefined; reason: string }[],
  ): readonly OutboxEvent[];
  save(): Promise<void>;
}

async function openRefusals(phase: SyncPhase, { run, runs, definition, source, clock, opened }: RunReading): Promise<Refusals> {
  const { tenantId, integrationId } = run;
  const state = await runs.state(tenantId, integrationId);
  const known = new Set(state?.refused[phase.name] ?? []);
  const before = known.size;
  let isChanged = false;

  function event(type: string, entityId: string, more: { entityName?: string; reason?: string }): OutboxEvent {
    const now = clock.now();
    const failure = more.reason === undefined ? undefined : refusalFailure(more.reason);
    return resultEvent(
      {
        ...{ tenantId, integrationId, entityType: type, entityId, externalId: entityId, operation: 'sync', attempts: 1 },
        ...{ sequence: now.getTime(), at: now, entityName: more.entityName, failure },
      },
      { provider: definition.provider, source },
    );
  }

  return {
    eventsOf(page, refused) {
      const opening = refused.map(({ externalId, name, reason }) => {
        known.add(externalId);
        isChanged = true;
        return event(page.type, externalId, { reason, ...(name === undefined ? {} : { entityName: name }) });
      });
      const bad = new Set(refused.map(({ externalId }) => externalId));
      const clearing = [...idsThere(page)]
        .filter((externalId) => !bad.has(externalId) && known.delete(externalId))
        .map((externalId) => event(page.type, externalId, {}));
      isChanged ||= clearing.length > 0;
      return [...opening, ...clearing];
    },
    async save() {
      if (!isChanged && known.size === before) return;
      const kept = [...known].slice(0, REFUSED_KEPT);
      opened.context.log.info({ phase: phase.name, refused: kept.length }, 'entities_refused');
      await runs.changeState(tenantId, integrationId, (current) => ({
        ...current,
        refused: { ...current.refused, [phase.name]: kept },
      }));
    },
  };
}

function refusalFailure(reason: string) {
  return {
    code: 'record_refused',
    kind: 'rejected' as const,
    message: reason,
    remedy: 'Correct the entity in the PSA; it is read again with the next change or the next synchronization.',
  };
}
