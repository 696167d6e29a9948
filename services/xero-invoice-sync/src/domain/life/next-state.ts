import type { Failure } from '../problem.ts';
import { isStranded } from './stranded.ts';
import type { SyncEvent, SyncItem } from './sync-item.ts';

/** XI-02. */
export const STRIKES = 3;
/** After the first strike; three times that after the second: what passes by itself has twenty minutes to do so. */
export const RETRY_MS = 5 * 60_000;
const AFTER_STRIKE = [1, 3];
/** XI-04: "about 30 seconds" at the most. */
export const RESYNC_DELAY_MS = 10_000;

/** The item after an event, or undefined where the event means nothing in its state: late, doubled, or not offered. */
export function nextState(item: SyncItem, event: SyncEvent): SyncItem | undefined {
  if (event.kind === 'resync') return resynced(item, event);
  if (event.kind === 'start') return started(item, event.at);
  if (event.kind === 'dismiss') return dismissed(item, event.reason);
  if (event.kind === 'restore') return restored(item, event);
  if (item.state !== 'processing' || item.run !== event.run) return undefined;
  const base = baseOf(item);
  switch (event.kind) {
    case 'abandon':
      return { ...base, state: 'pending', dueAt: event.at };
    case 'send':
      return { ...item, mayExist: true, isUnanswered: true };
    case 'succeed':
      return { run: item.run, state: 'complete', strikes: 0, link: event.link, warnings: event.warnings };
    case 'skip':
      return skipped(base, event);
    case 'hold':
      return { ...base, state: 'held', dueAt: event.until, problem: event.problem };
    case 'fail':
      return failed(base, event);
  }
}

/** True where a worker may begin with it. */
export function isDue({ state, dueAt }: SyncItem, now: Date): boolean {
  return (state === 'pending' || state === 'held') && dueAt !== undefined && dueAt <= now;
}

function started(item: SyncItem, at: Date): SyncItem | undefined {
  if (!isDue(item, at)) return undefined;
  const { dueAt: _due, isAsked: _heard, problem: _old, skipReason: _reason, ...rest } = item;
  return { ...rest, state: 'processing', run: item.run + 1 };
}

function skipped(base: Base, { reason, warnings = [], link }: Extract<SyncEvent, { kind: 'skip' }>): SyncItem {
  return { ...base, state: 'skipped', strikes: 0, skipReason: reason, warnings, ...(link ? { link } : {}) };
}

/** Whatever state it is in, except while it is being sent: that ends first. */
function dismissed(item: SyncItem, reason: string): SyncItem | undefined {
  if (item.state === 'processing' || item.dismissed !== undefined) return undefined;
  const dismissed = { from: item.state, ...(isStranded(item) ? { isStranded: true as const } : {}) };
  return { ...baseOf(item), state: 'skipped', strikes: 0, skipReason: reason, dismissed };
}

/** What was in Xero needs nothing more; everything else waits to be sent, as after a resync. */
function restored(item: SyncItem, { at, isAbsent }: Extract<SyncEvent, { kind: 'restore' }>): SyncItem | undefined {
  if (item.dismissed === undefined) return undefined;
  const base = { ...baseOf(item), strikes: 0 };
  if (isAbsent === true) delete base.isUnanswered;
  return item.dismissed.from === 'complete' ? { ...base, state: 'complete' } : waiting(base, at);
}

/** Without a link no document is known of, which is not the same as that there is none. */
function waiting(base: Base, at: Date): SyncItem {
  const dueAt = new Date(at.getTime() + RESYNC_DELAY_MS);
  return { ...base, state: 'pending', dueAt, isAsked: true, ...(base.link ? {} : { mayExist: true }) };
}

/** Offered on what is complete, at fault or skipped; what waits or runs already will be done anyway (RSY-6, RSY-7). */
function resynced(item: SyncItem, { at, mayReplace }: Extract<SyncEvent, { kind: 'resync' }>): SyncItem | undefined {
  if (item.state !== 'complete' && item.state !== 'fault' && item.state !== 'skipped') return undefined;
  if (item.dismissed !== undefined) return undefined;
  const { mayReplace: _old, ...base } = baseOf(item);
  return { ...waiting({ ...base, strikes: 0 }, at), ...(mayReplace === true ? { mayReplace } : {}) };
}

type Base = Pick<SyncItem, 'run' | 'strikes' | 'warnings' | 'link' | 'mayExist' | 'isUnanswered' | 'mayReplace'>;

function baseOf({ run, strikes, warnings, link, mayExist, isUnanswered, mayReplace }: SyncItem): Base {
  return {
    ...{ run, strikes, warnings },
    ...(link ? { link } : {}),
    ...(mayExist ? { mayExist } : {}),
    ...(isUnanswered ? { isUnanswered } : {}),
    ...(mayReplace ? { mayReplace } : {}),
  };
}

function failed(before: Base, event: Extract<SyncEvent, { kind: 'fail' }>): SyncItem {
  const { failure, at, resumeAt, retryMs = RETRY_MS } = event;
  const { weight, ...problem } = failure satisfies Failure;
  const base = { ...before, ...(event.link ? { link: event.link } : {}) };
  if (event.isAbsent === true || event.link) {
    delete base.mayExist;
    delete base.isUnanswered;
  }
  // The connection's trouble is not this document's (XI-44).
  if (weight === 'hold') return { ...base, state: 'pending', dueAt: resumeAt ?? at, problem };
  const strikes = base.strikes + 1;
  if (weight === 'fault' || strikes >= STRIKES) return { ...base, state: 'fault', strikes, problem };
  const wait = (AFTER_STRIKE[strikes - 1] ?? 0) * retryMs;
  return { ...base, state: 'pending', strikes, dueAt: new Date(at.getTime() + wait), problem };
}
