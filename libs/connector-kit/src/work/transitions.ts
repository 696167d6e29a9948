import { newId } from '@psa-bridge/core';
import type { Draft } from '@psa-bridge/persistence';
import type { Failure } from '../definition/failure.ts';
import { isRunning, needsWork, rowId, type Lease, type WorkKey, type WorkRow } from './row.ts';
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
  const row = current ?? newRow(request, now);
  const dependents =
    request.dependent && !row.dependents.includes(request.dependent) ? [...row.dependents, request.dependent] : row.dependents;
  const isRaised = request.revision !== undefined && request.revision > row.desired;
  const isAsked = request.revision === undefined && !(request.token !== undefined && row.tokens.includes(request.token));
  if (!isRaised && !isAsked) {
    // An older request that was overtaken may still be the more urgent one.
    const isHurried =
      current !== undefined && needsWork(current) && (request.revision ?? 0) > row.done && request.lane < row.lane;
    return dependents === row.dependents && !isHurried
      ? undefined
      : { ...row, dependents, lane: isHurried ? request.lane : row.lane };
  }
  const { parked: _parked, tried: _tried, ...free } = row;
  const wasWaiting = current !== undefined && needsWork(current);
  return {
    ...free,
    desired: Math.max(row.desired, request.revision ?? 0),
    asked: isAsked ? row.asked + 1 : row.asked,
    tokens: request.token === undefined ? row.tokens : [...row.tokens, request.token].slice(-TOKENS_KEPT),
    lane: wasWaiting ? Math.min(row.lane, request.lane) : request.lane,
    dueAt: dueAfterRequest(current, isAsked, now),
    ...(isAsked ? { retries: 0, bugs: 0 } : { bugs: 0 }),
    dependents,
    ...(request.issueOf === undefined ? {} : { failedAs: row.failedAs ?? request.issueOf }),
    ...(request.traceparent === undefined ? {} : { traceparent: request.traceparent }),
    changedAt: now,
  };
}

/**
 * The row after one that it depended on has ended: it looks again at once. One that had failed is tried anew where the other
 * succeeded (AT-61 heals by itself).
 */
export function nudge(row: WorkRow, didSucceed: boolean, now: Date): Draft<WorkRow> | undefined {
  if (needsWork(row))
    return row.lease || row.dueAt === undefined || row.dueAt <= now || quarantinedUntil(row.steps)
      ? undefined
      : { ...row, dueAt: now };
  return didSucceed && row.failedAs !== undefined ? raise(row, row, now) : undefined;
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
  return { ...row, lease, fence, steps, dueAt: until, attempts: row.attempts + 1 };
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
  const { lease, dueAt: _dueAt, lastFailure: _last, failedAs: _as, tried: _tried, ...rest } = row;
  const done = Math.max(row.done, lease.desired);
  const answered = Math.max(row.answered, lease.asked);
  const isMore = row.desired > done || row.asked > answered;
  const base = { ...rest, done, answered, retries: 0, changedAt: now, ...(isMore ? { dueAt: now } : {}) };
  const steps = settleSteps(row, terms);
  if (ending.ending === 'succeeded')
    return { ...base, steps: steps.filter((step) => step.name !== MAIN_STEP), attempts: 0, bugs: 0, dependents: [] };
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
  const { lease: _lease, ...rest } = row;
  const steps = settleSteps(row, terms);
  const quarantine = quarantinedUntil(steps);
  const dueAt = quarantine && quarantine > waiting.until ? quarantine : waiting.until;
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
