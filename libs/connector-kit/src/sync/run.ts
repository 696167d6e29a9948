import type { Draft, Stored } from '@psa-bridge/persistence';
import type { RecordType } from '@psa-bridge/records';
import type { OwnRunPart } from '../definition/own-run.ts';
import type { AnyDefinition } from '../sessions.ts';
import type { Lane } from '../definition/lanes.ts';
import { PEOPLE } from './people.ts';

/**
 * `full`: all entities, values and people (SY-02). `fields`: drop-down values only (SY-03). `people`: who may be a user here, to be
 * matched anew (SY-08). `delta`: what changed since the last run (SY-09). `deletions`: marks what a person confirmed as deleted (architecture rule 8).
 */
export type StandardKind = 'full' | 'fields' | 'people' | 'delta' | 'deletions';
/** A standard kind, or one of the connector's own. */
export type SyncKind = string;
export type SyncRunState = 'running' | 'completed' | 'failed' | 'cancelled';

/** One entity type, or one step of field values, within a run. */
export interface SyncPhase {
  /** A record type, `people`, or `fields:<n>` for the connector's n-th step of field values. */
  name: string;
  /** The part of the connector's own run that it reads. */
  part?: string;
  label: string;
  isDone: boolean;
  /** Entities brought in so far. */
  done: number;
  /** 0 while unknown. */
  total: number;
  refused: number;
  /** Where the next page begins: a run that was killed goes on from here, in any replica (architecture rule 8). */
  cursor?: string;
  /** Deltas: the time from which on changes are asked for. */
  since?: Date;
  /** Full passes: what did not change from then on was read by an earlier run. */
  readUpTo?: Date;
  /** The latest change seen, by the PSA's clock. */
  watermark?: Date;
  /** When the first of its entities was read: what changed there later may have gone unseen, whatever the latest change seen is. */
  begunAt?: Date;
}

export interface SyncRun extends Stored {
  integrationId: string;
  kind: SyncKind;
  lane: Lane;
  state: SyncRunState;
  phases: readonly SyncPhase[];
  /** The settings that it began under. */
  settingsRevision?: number;
  callsSpent: number;
  /** Not taken up before this time: a limit, or the PSA is down. */
  dueAt: Date;
  /** Waits in a row for the same trouble. */
  retries: number;
  isCancelRequested: boolean;
  startedAt: Date;
  updatedAt: Date;
  finishedAt?: Date;
  /** When progress was published last. */
  progressAt?: Date;
  error?: RunTrouble;
  /** Why it waits until `dueAt`: what it needs is out of order, or a limit is met. */
  waitsFor?: RunTrouble;
}

/** In words for people. */
export interface RunTrouble {
  code: string;
  message: string;
  remedy: string;
}

/** What is kept between the runs of one integration: one run at a time, marks for deltas, entities that were refused. */
export interface SyncState extends Stored {
  activeRunId?: string;
  /** The latest change seen of each record type. */
  marks: Readonly<Record<string, Date>>;
  /** External ids by record type that could not be brought in, so that a later success clears their issues. */
  refused: Readonly<Record<string, readonly string[]>>;
  fullSyncedAt?: Date;
  /** All that changed in the PSA before this time was brought in: the latest completed look at everything began then. */
  syncedAt?: Date;
  /** The settings of the last full sync. */
  settingsRevision?: number;
  /**
   * What was read to its end at least once: record types, and `value:<kind>` for drop-down values. Absent in states from before
   * this was kept.
   */
  covered?: readonly string[];
  /** When each phase was read last: types that are looked at less often than the others are due by it. */
  readAt?: Readonly<Record<string, Date>>;
  deltaStartedAt?: Date;
  /** When types with a rhythm of their own were last read by a run of their own. */
  rhythmStartedAt?: Date;
}

export type SyncedType = Exclude<RecordType, 'field_value'>;
const FIELDS = 'fields:';
const EMPTY = { isDone: false, done: 0, total: 0, refused: 0 } as const;
const DEFAULT_OVERLAP_MS = 2 * 60_000;

/** What of an integration's past a run is planned by. */
export type SyncPast = Pick<SyncState, 'marks' | 'fullSyncedAt' | 'covered' | 'readAt' | 'settingsRevision'>;

export interface Planning {
  past: SyncPast | undefined;
  now: Date;
  /** Of the integration as it is set up now. */
  settingsRevision?: number;
  /** The types that it is about: of a run of `deletions`, and of a delta that reads some alone. */
  only?: readonly SyncedType[] | undefined;
}

/** What a run of this kind consists of, in order: field values first, then what others refer to. */
export function planPhases(definition: AnyDefinition, kind: StandardKind, planning: Planning): readonly SyncPhase[] {
  const { only = [] } = planning;
  const fields = (definition.fieldValues ?? []).map((part, index) => ({
    ...EMPTY,
    name: `${FIELDS}${index}`,
    label: part.label,
  }));
  if (kind === 'fields') return fields;
  const pulled = pulledTypes(definition).map((type): SyncPhase => ({
    ...EMPTY,
    name: type,
    label: definition.resources[type]?.pull?.label ?? type,
  }));
  const people = definition.people ? [{ ...EMPTY, name: PEOPLE, label: definition.people.label }] : [];
  if (kind === 'people') return people;
  if (kind === 'full') return [...fields, ...pulled.map((phase) => wholePhase(definition, phase, planning)), ...people];
  if (kind === 'deletions') return pulled.filter(({ name }) => only.some((type) => type === name));
  if (only.length > 0)
    return pulled.flatMap((phase) => (only.some((type) => type === phase.name) ? changesPhase(definition, phase, planning) : []));
  return [...fields, ...pulled, ...people].flatMap((phase) => changesPhase(definition, phase, planning));
}

/** A full pass of a type, with the time up to which an earlier one has read it under the same settings. */
function wholePhase(definition: AnyDefinition, phase: SyncPhase, { past, settingsRevision }: Planning): SyncPhase {
  const isRead = past?.settingsRevision === settingsRevision && past?.covered?.includes(phase.name) === true;
  const from = isRead ? markOf(definition, phase, past) : undefined;
  return from === undefined ? phase : { ...phase, readUpTo: from };
}

/** From when on changes may be unread. */
function markOf(definition: AnyDefinition, { name }: SyncPhase, past: SyncPast): Date | undefined {
  const pull = definition.resources[name as SyncedType]?.pull;
  const mark = past.marks[name];
  return mark && new Date(mark.getTime() - (pull?.overlapMs ?? DEFAULT_OVERLAP_MS));
}

/**
 * What a delta reads of a phase: what changed since its mark. What no full sync read, because the connector learnt of it later
 * or the PSA had none of it yet, is read to its end.
 */
function changesPhase(definition: AnyDefinition, phase: SyncPhase, { past, now }: Planning): readonly SyncPhase[] {
  if (past === undefined) return [];
  const pull = definition.resources[phase.name as SyncedType]?.pull;
  if (rests(phase, { past, now }, pull?.everyMs)) return [];
  const since = markOf(definition, phase, past);
  if (pull?.changes === 'since' && since !== undefined) return [{ ...phase, since }];
  const isCovered = coveredBy(phase, definition).every((name) => past.covered?.includes(name));
  const isUnread = pull?.changes === 'since' || !isCovered;
  return past.fullSyncedAt !== undefined && isUnread ? [phase] : [];
}

/** True for what has a slower rhythm than the deltas, and was read by any run less than that long ago. */
function rests({ name }: SyncPhase, { past, now }: Planning, everyMs = 0): boolean {
  const readAt = past?.readAt?.[name];
  return readAt !== undefined && now.getTime() < readAt.getTime() + everyMs;
}

/** What has been read once a phase is done; of a run of the connector's own it is only a part. */
function coveredBy(phase: SyncPhase, definition: AnyDefinition): readonly string[] {
  const index = fieldsIndex(phase);
  if (index !== undefined) return (definition.fieldValues?.[index]?.kinds ?? []).map((kind) => `value:${kind}`);
  return phase.part === undefined ? [phase.name] : [];
}

/** What a run of the connector's own consists of. */
export function phasesOf(parts: readonly OwnRunPart[]): readonly SyncPhase[] {
  return parts.map(({ key, type, label }) => ({ ...EMPTY, name: type, part: key, label }));
}

export function pulledTypes(definition: AnyDefinition): readonly SyncedType[] {
  return (Object.keys(definition.resources) as SyncedType[]).filter((type) => definition.resources[type]?.pull !== undefined);
}

/** The index of the connector's step of field values, for phases that are one. */
export function fieldsIndex(phase: SyncPhase): number | undefined {
  return phase.name.startsWith(FIELDS) ? Number(phase.name.slice(FIELDS.length)) : undefined;
}

export function isOfFields(phase: SyncPhase): boolean {
  return fieldsIndex(phase) !== undefined;
}

export function currentPhase(run: Pick<SyncRun, 'phases'>): SyncPhase | undefined {
  return run.phases.find((phase) => !phase.isDone);
}

/** What one page added. */
export interface PageDone {
  applied: number;
  refused: number;
  total?: number | undefined;
  next: string | undefined;
  watermark?: Date | undefined;
  /** When the first of its entities was read. */
  readAt?: Date | undefined;
  calls: number;
}

/** The run after a page of its current phase: counted, and the next page's place kept. */
export function afterPage(run: SyncRun, page: PageDone, now: Date): Draft<SyncRun> {
  const current = currentPhase(run);
  const phases = run.phases.map((phase) => {
    if (phase !== current) return phase;
    const { cursor: _cursor, ...rest } = phase;
    const latest = later(phase.watermark, page.watermark);
    const begunAt = earlier(phase.begunAt, page.readAt);
    return {
      ...rest,
      done: phase.done + page.applied,
      refused: phase.refused + page.refused,
      total: Math.max(page.total ?? phase.total, phase.done + page.applied),
      isDone: page.next === undefined,
      ...(page.next === undefined ? {} : { cursor: page.next }),
      ...(latest === undefined ? {} : { watermark: latest }),
      ...(begunAt === undefined ? {} : { begunAt }),
    };
  });
  const { waitsFor: _over, ...going } = run;
  return { ...going, phases, callsSpent: run.callsSpent + page.calls, retries: 0, updatedAt: now };
}

function later(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}

function earlier(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

/** The run ended. */
export function endRun(
  run: SyncRun,
  state: Exclude<SyncRunState, 'running'>,
  now: Date,
  error?: SyncRun['error'],
): Draft<SyncRun> {
  const { waitsFor: _over, ...ended } = run;
  return { ...ended, state, finishedAt: now, updatedAt: now, ...(error === undefined ? {} : { error }) };
}

/**
 * What is kept of a run that ended, for the next ones. No mark goes beyond its start: while it read on, an entity of a page that
 * it had read already may have changed before one that it read later.
 */
export function stateAfter(state: SyncState, run: SyncRun, definition: AnyDefinition): Draft<SyncState> {
  const { activeRunId: _active, ...rest } = state;
  if (state.activeRunId !== run._id) return state;
  if (run.state !== 'completed' || run.kind === 'deletions') return rest;
  const marks = Object.fromEntries(
    run.phases.flatMap((phase) => {
      const mark = later(state.marks[phase.name], seenUpTo(phase, run.startedAt));
      return mark === undefined ? [] : [[phase.name, mark]];
    }),
  );
  return {
    ...rest,
    marks: { ...state.marks, ...marks },
    covered: [...new Set([...(state.covered ?? []), ...run.phases.flatMap((phase) => coveredBy(phase, definition))])],
    readAt: { ...state.readAt, ...Object.fromEntries(run.phases.flatMap((phase) => readOf(phase, run.startedAt))) },
    ...(run.kind === 'full' ? { fullSyncedAt: run.startedAt, ...settingsOf(run) } : {}),
    ...(run.kind === 'full' || run.kind === 'delta' ? { syncedAt: run.startedAt } : {}),
  };
}

function settingsOf({ settingsRevision }: SyncRun): Pick<SyncState, 'settingsRevision'> {
  return settingsRevision === undefined ? {} : { settingsRevision };
}

/**
 * Up to which change all were seen. A pass takes its time: an entity that it read early may have changed before another one did
 * that it read late, so the start counts where it comes first, or when the first entity was read by a try before.
 */
function seenUpTo({ watermark, begunAt }: SyncPhase, startedAt: Date): Date | undefined {
  return watermark && earlier(earlier(watermark, begunAt), startedAt);
}

/** Of a run of the connector's own only a part was read. */
function readOf({ name, part }: SyncPhase, at: Date): readonly (readonly [string, Date])[] {
  return part === undefined ? [[name, at]] : [];
}
