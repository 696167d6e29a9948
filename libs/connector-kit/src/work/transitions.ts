import { newId } from '@psa-bridge/core';
import type { Draft } from '@psa-bridge/persistence';
import type { Failure } from '../definition/failure.ts';
import { isRunning, needsWork, rowId, type InvoiceNote, type Lease, type WorkKey, type WorkRow } from './row.ts';
import { afterTakeover, quarantinedUntil } from './steps.ts';

export interface WorkRequest extends WorkKey {
  tenantId: string;
  lane: number;
  /** The record's revision that the PSA shall have. Absent: asked for as it stands. */
  revision?: number;
  /** Names this asking: the same token asks once. */
  token?: string;
  /** A row that is to be woken when this one ends. */
  dependent?: string;
  /** The entity id of the issue that asks: a success clears it. */
  issueOf?: string;
  note?: InvoiceNote;
  traceparent?: string;
}

const TOKENS_KEPT = 8;

/** A row for which nothing is wanted yet. */
export function newRow(request: WorkRequest, now: Date): Draft<WorkRow> {
  const { integrationId, op, entityType, entityId } = request;
  return {
    ...{ _id: rowId(request), tenantId: request.tenantId, integrationId, op, entityType, entityId },
    ...{ desired: 0, done: 0, asked: 0, answered: 0, tokens: [], lane: request.lane, fence: 0 },
    ...{ attempts: 0, retries: 0, bugs: 0, operationId: newId(), steps: [], dependents: [], sequence: 0, changedAt: now },
  };
}

/** The row after a request, or undefined where the request changes nothing. Idempotent by revision and token. */
export function raise(current: WorkRow | undefined, request: WorkRequest, now: Date): Draft<WorkRow> | undefined {
  const isRaised = request.revision !== undefined && request.revision > (current?.desired ?? 0);
  const isAsked = isNewAsking(current, request);
  if (!isRaised && !isAsked) return current ? joined(current, request) : newRow(request, now);
  const { parked: _parked, tried: _tried, ...row } = withDependent(current ?? newRow(request, now), request);
  const isWaiting = current !== undefined && needsWork(current);
  return {
    ...row,
    ...(isAsked ? { asked: row.asked + 1, retries: 0 } : {}),
    ...carried(row, request),
    bugs: 0,
    desired: Math.max(row.desired, request.revision ?? 0),
    lane: isWaiting ? Math.min(row.lane, request.lane) : request.lane,
    dueAt: dueAfterRequest(current, isAsked, now),
    ...lackOf(row, now),
    changedAt: now,
  };
}

function isNewAsking(current: WorkRow | undefined, { revision, token, note }: WorkRequest): boolean {
  if (revision !== undefined || isNoted(current, note)) return false;
  return token === undefined || current === undefined || !current.tokens.includes(token);
}

/** The same of the same document is said already, or about to be. */
function isNoted(current: WorkRow | undefined, wanted: InvoiceNote | undefined): boolean {
  const known = current?.note;
  if (!known || !wanted || current.failedAs !== undefined) return false;
  return (['documentId', 'number', 'paidOn'] as const).every((member) => known[member] === wanted[member]);
}

/** A request for what the row does already: it may still add who waits for it, and an overtaken one may be the more urgent. */
function joined(current: WorkRow, request: WorkRequest): Draft<WorkRow> | undefined {
  const row = withDependent(current, request);
  const isHurried = needsWork(current) && (request.revision ?? 0) > current.done && request.lane < current.lane;
  if (isHurried) return { ...row, lane: request.lane };
  return row === current ? undefined : row;
}

function withDependent<Row extends Draft<WorkRow>>(row: Row, { dependent }: WorkRequest): Row {
  if (dependent === undefined || row.dependents.includes(dependent)) return row;
  return { ...row, dependents: [...row.dependents, dependent] };
}

/** What a request leaves on its row besides the wanting. */
function carried(row: Draft<WorkRow>, { token, issueOf, note, traceparent }: WorkRequest): Partial<WorkRow> {
  return {
    ...(note === undefined ? {} : { note: withUnsaidOf(row, note) }),
    ...(token === undefined ? {} : { tokens: [...row.tokens, token].slice(-TOKENS_KEPT) }),
    ...(issueOf === undefined ? {} : { failedAs: row.failedAs ?? issueOf }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

/** That a document was taken is told once; a note about its payment that overtakes the telling carries it along. */
function withUnsaidOf(row: Draft<WorkRow>, wanted: InvoiceNote): InvoiceNote {
  const { note: known } = row;
  const isUnsaid = known?.documentId === wanted.documentId && (needsWork(row) || row.failedAs !== undefined);
  return isUnsaid && known.takenAt !== undefined ? { takenAt: known.takenAt, ...wanted } : wanted;
}

/**
 * The row after one that it depended on has ended: it looks again at once, or once the worker that is at it gives it back. One
 * that had failed is tried anew where the other succeeded (AT-61 heals by itself).
 */
export function nudge(row: WorkRow, didSucceed: boolean, now: Date): Draft<WorkRow> | undefined {
  if (!needsWork(row)) return didSucceed && row.failedAs !== undefined ? raise(row, row, now) : undefined;
  if (row.lease) return row.woken === 'succeeded' ? undefined : { ...row, woken: didSucceed ? 'succeeded' : 'failed' };
  const isStanding = row.dueAt !== undefined && row.dueAt > now && !quarantinedUntil(row.steps);
  return isStanding ? { ...row, dueAt: now } : undefined;
}

/** An asking wakes a row that waits for its next try; an edit does not hurry it; nothing hurries a quarantine or a lease. */
function dueAfterRequest(current: WorkRow | undefined, isAsked: boolean, now: Date): Date {
  if (!current) return now;
  if (current.lease) return current.dueAt ?? current.lease.until;
  const quarantine = quarantinedUntil(current.steps);
  const earliest = quarantine && quarantine > now ? quarantine : now;
  if (isAsked || current.dueAt === undefined || current.retries === 0) return earliest;
  return current.dueAt > earliest ? current.dueAt : earliest;
}

export interface ClaimTerms {
  owner: string;
  leaseMs: number;
  quarantineMs: number;
}

/** The row under a lease, or undefined where it is not due or someone else is at it. */
export function claimRow(row: WorkRow, terms: ClaimTerms, now: Date): Draft<WorkRow> | undefined {
  if (!needsWork(row) || isRunning(row, now) || row.dueAt === undefined || row.dueAt > now) return undefined;
  const until = new Date(now.getTime() + terms.leaseMs);
  const fence = row.fence + 1;
  const steps = row.lease ? afterTakeover(row.steps, new Date(row.lease.until.getTime() + terms.quarantineMs)) : row.steps;
  const lease = { owner: terms.owner, until, fence, desired: row.desired, asked: row.asked };
  const { woken: _woken, ...rest } = row;
  return { ...rest, lease, fence, steps, dueAt: until, attempts: row.attempts + 1 };
}

/** A row under a lease. */
export type OwnedRow = WorkRow & { readonly lease: Lease };

export function isOwned(row: WorkRow | undefined, owner: string, fence: number): row is OwnedRow {
  return row?.lease !== undefined && row.lease.owner === owner && row.lease.fence === fence;
}

export type Ending =
  | { ending: 'succeeded' }
  | { ending: 'failed'; failure: Failure; failedAs: string }
  | { ending: 'parked'; failure: Failure; failedAs: string };

/** The row after its operation ended, due again at once where more was wanted meanwhile. */
export function finishRow(row: OwnedRow, ending: Ending, terms: { now: Date; quarantineMs: number }): Draft<WorkRow> {
  const { now } = terms;
  const { lease, dueAt: _dueAt, lastFailure: _last, failedAs: _as, tried: _tried, woken, ...rest } = row;
  const done = Math.max(row.done, lease.desired);
  const answered = Math.max(row.answered, lease.asked);
  // It failed by what it saw before the other one succeeded.
  const asked = row.asked + (ending.ending === 'failed' && woken === 'succeeded' ? 1 : 0);
  const isMore = row.desired > done || asked > answered;
  const base = { ...rest, done, asked, answered, retries: 0, changedAt: now, ...(isMore ? { dueAt: now } : {}) };
  const steps = settleSteps(row, terms);
  if (ending.ending === 'succeeded')
    return {
      ...withoutLack(base, isMore && row.op === 'push' ? now : undefined),
      steps: steps.filter((step) => step.name !== MAIN_STEP),
      attempts: 0,
      bugs: 0,
      dependents: [],
    };
  const failure = { lastFailure: { ...ending.failure, at: now }, failedAs: ending.failedAs };
  if (ending.ending === 'failed' || isMore) return { ...base, steps, bugs: 0, ...failure };
  const { dueAt: _none, ...resting } = base as Draft<WorkRow>;
  return {
    ...resting,
    done: row.done,
    answered: row.answered,
    steps,
    ...failure,
    parked: { reason: ending.failure.code, at: now },
  };
}

/** Reading has its own clock: only what is pushed can be lacking there. */
function lackOf({ op, lacksSince }: Draft<WorkRow>, now: Date): Pick<WorkRow, 'lacksSince'> {
  return op === 'push' ? { lacksSince: lacksSince ?? now } : {};
}

/** The PSA has what was wanted then; what came meanwhile it lacks since now. */
function withoutLack({ lacksSince: _since, ...row }: Draft<WorkRow>, since: Date | undefined): Draft<WorkRow> {
  return since === undefined ? row : { ...row, lacksSince: since };
}

/** The record itself; the other steps are its parts. Its id lives on in the record's link. */
export const MAIN_STEP = 'entity';

export interface Waiting {
  until: Date;
  retries?: number;
  bugs?: number;
  /** The claim led to no call: it is no attempt. */
  isFree?: boolean;
}

/** The row given back until its time. */
export function deferRow(row: WorkRow, waiting: Waiting, terms: { now: Date; quarantineMs: number }): Draft<WorkRow> {
  const { lease: _lease, woken, ...rest } = row;
  const steps = settleSteps(row, terms);
  const quarantine = quarantinedUntil(steps);
  const until = woken === undefined ? waiting.until : terms.now;
  const dueAt = quarantine && quarantine > until ? quarantine : until;
  return {
    ...rest,
    steps,
    dueAt,
    attempts: waiting.isFree ? Math.max(0, row.attempts - 1) : row.attempts,
    retries: waiting.retries ?? row.retries,
    bugs: waiting.bugs ?? row.bugs,
  };
}

/** A step whose outcome could not be stored may have been carried out. */
function settleSteps(row: WorkRow, terms: { now: Date; quarantineMs: number }): WorkRow['steps'] {
  return afterTakeover(row.steps, new Date(terms.now.getTime() + terms.quarantineMs));
}

/** The lease made longer. */
export function renewRow(row: OwnedRow, leaseMs: number, now: Date): Draft<WorkRow> {
  const until = new Date(now.getTime() + leaseMs);
  return { ...row, lease: { ...row.lease, until }, dueAt: until };
}
