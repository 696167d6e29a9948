import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Failure } from '../problem.ts';
import { isDue, nextState, RESYNC_DELAY_MS, STRIKES } from './next-state.ts';
import { isBound, isStranded, STRANDED, strandedProblem } from './stranded.ts';
import { found, type SyncEvent, type SyncItem, type XeroLink } from './sync-item.ts';

const NOON = new Date('2026-11-02T12:00:00Z');
const later = (ms: number): Date => new Date(NOON.getTime() + ms);
const link: XeroLink = { documentId: 'x-1', kind: 'invoice', number: 'INV-1', contentHash: 'h' };
const failure = (weight: Failure['weight'], code = 'C'): Failure => ({ code, message: 'm', cure: 'c', weight });

function after(item: SyncItem, ...events: SyncEvent[]): SyncItem {
  return events.reduce((current, event) => {
    const next = nextState(current, event);
    if (next === undefined) throw new Error(`${event.kind} means nothing in ${current.state}`);
    return next;
  }, item);
}

function failedTimes(times: number, weight: Failure['weight'] = 'strike'): SyncItem {
  let item = found(NOON);
  for (let run = 1; run <= times; run += 1) {
    const at = item.dueAt ?? NOON;
    item = after(item, { kind: 'start', at }, { kind: 'fail', run, failure: failure(weight), at });
  }
  return item;
}

describe('the life of an invoice', () => {
  it('XI-01: goes from pending over processing to complete', () => {
    const processing = after(found(NOON), { kind: 'start', at: NOON });

    expect(processing.state).toBe('processing');
    expect(after(processing, { kind: 'succeed', run: 1, link, warnings: [] })).toMatchObject({ state: 'complete', link });
  });

  it('XI-02: the third failure in a row is a fault, and it is not due again', () => {
    expect(failedTimes(2)).toMatchObject({ state: 'pending', strikes: 2 });
    const fault = failedTimes(STRIKES);

    expect(fault).toMatchObject({ state: 'fault', strikes: 3, problem: { message: 'm' } });
    expect(isDue(fault, later(1e12))).toBe(false);
  });

  it('XI-02: a success before the third sets the count back', () => {
    const twice = failedTimes(2);
    const done = after(twice, { kind: 'start', at: later(1e9) }, { kind: 'succeed', run: 3, link, warnings: [] });

    expect(done).toMatchObject({ state: 'complete', strikes: 0 });
  });

  it('XI-43: what a repetition cannot mend is a fault at once', () => {
    expect(failedTimes(1, 'fault')).toMatchObject({ state: 'fault', strikes: 1 });
  });

  it('XI-44: the trouble of a connection counts for nothing, however often', () => {
    expect(failedTimes(50, 'hold')).toMatchObject({ state: 'pending', strikes: 0 });
  });

  it('XI-04: a resync of what is complete or at fault begins within 30 seconds, once, and counts anew', () => {
    const asked = after(failedTimes(3), { kind: 'resync', at: NOON });

    expect(asked).toMatchObject({ state: 'pending', strikes: 0, dueAt: later(RESYNC_DELAY_MS) });
    expect(RESYNC_DELAY_MS).toBeLessThanOrEqual(30_000);
    expect(nextState(asked, { kind: 'resync', at: NOON })).toBeUndefined();
  });

  it('XI-04: a resync keeps the link to the document, so that none is made twice', () => {
    const done = after(found(NOON), { kind: 'start', at: NOON }, { kind: 'succeed', run: 1, link, warnings: [] });

    expect(after(done, { kind: 'resync', at: NOON }).link).toEqual(link);
  });

  it('XI-42: what is held is due when its time has come', () => {
    const held = after(
      found(NOON),
      { kind: 'start', at: NOON },
      { kind: 'hold', run: 1, until: later(600_000), problem: failure('hold') },
    );

    expect([isDue(held, later(599_999)), isDue(held, later(600_000))]).toEqual([false, true]);
  });

  it.each(['complete', 'fault', 'pending'] as const)(
    'XI-01: one that was dismissed while %s is sent by nothing but its being brought back',
    (from) => {
      const done = after(found(NOON), { kind: 'start', at: NOON }, { kind: 'succeed', run: 1, link, warnings: [] });
      const item = { complete: done, fault: failedTimes(3), pending: found(NOON) }[from];
      const dismissed = after(item, { kind: 'dismiss', reason: 'Booked by hand' });

      expect(dismissed).toMatchObject({ state: 'skipped', skipReason: 'Booked by hand', dismissed: { from } });
      expect(nextState(dismissed, { kind: 'resync', at: NOON })).toBeUndefined();
      expect(nextState(dismissed, { kind: 'start', at: later(1e12) })).toBeUndefined();
      const restored = after(dismissed, { kind: 'restore', at: NOON });
      const waits = { state: 'pending', strikes: 0, dueAt: later(RESYNC_DELAY_MS), mayExist: true };
      expect(restored).toMatchObject(from === 'complete' ? { state: 'complete', link } : waits);
      expect(restored).not.toHaveProperty('dismissed');
    },
  );

  it('XI-01: is not dismissed while it is being sent, and is brought back only where it was dismissed', () => {
    const processing = after(found(NOON), { kind: 'start', at: NOON });

    expect(nextState(processing, { kind: 'dismiss', reason: 'r' })).toBeUndefined();
    expect(nextState(found(NOON), { kind: 'restore', at: NOON })).toBeUndefined();
  });

  /** Sent, its answer lost, and its organisation disconnected since. */
  function stranded(): SyncItem {
    const lost = after(found(NOON), { kind: 'start', at: NOON }, { kind: 'send', run: 1 }, { kind: 'abandon', run: 1, at: NOON });
    const told: Failure = { ...strandedProblem(lost, 'Demo North'), weight: 'fault' };
    return after(lost, { kind: 'start', at: NOON }, { kind: 'fail', run: 2, failure: told, at: NOON });
  }

  it('XI-05: what was sent and not answered is bound to its organisation, whatever a person does but saying that it is not there', () => {
    expect([isStranded(stranded()), isBound(stranded())]).toEqual([true, true]);
    expect(isBound(after(stranded(), { kind: 'resync', at: NOON }))).toBe(true);
    const dismissed = after(stranded(), { kind: 'dismiss', reason: 'r' });
    expect(dismissed.dismissed).toEqual({ from: 'fault', isStranded: true });

    expect(isBound(after(dismissed, { kind: 'restore', at: NOON }))).toBe(true);
    expect(isBound(after(dismissed, { kind: 'restore', at: NOON, isAbsent: true }))).toBe(false);
  });

  it('XI-05: what Xero refused is bound to no organisation, and what it made is', () => {
    const sent = after(found(NOON), { kind: 'start', at: NOON }, { kind: 'send', run: 1 });
    const refused = after(sent, { kind: 'fail', run: 1, failure: failure('fault'), at: NOON, isAbsent: true });

    expect(isBound(sent)).toBe(true);
    expect(isBound(after(refused, { kind: 'resync', at: NOON }))).toBe(false);
    expect(isBound(after(sent, { kind: 'succeed', run: 1, link, warnings: [] }))).toBe(true);
  });

  it('keeps what it promises under any order of events', () => {
    const event = fc.oneof<fc.Arbitrary<SyncEvent>[]>(
      fc.integer({ min: 0, max: 1e9 }).map((ms): SyncEvent => ({ kind: 'start', at: later(ms) })),
      runs().map((run): SyncEvent => ({ kind: 'abandon', run, at: NOON })),
      runs().map((run): SyncEvent => ({ kind: 'send', run })),
      runs().map((run): SyncEvent => ({ kind: 'succeed', run, link, warnings: [] })),
      runs().map((run): SyncEvent => ({ kind: 'skip', run, reason: 'r' })),
      runs().map((run): SyncEvent => ({ kind: 'hold', run, until: later(1), problem: failure('hold') })),
      fc
        .tuple(runs(), fc.constantFrom('strike', 'fault', 'hold'), fc.constantFrom('C', STRANDED), fc.boolean())
        .map(([run, weight, code, isAbsent]): SyncEvent => ({
          ...{ kind: 'fail', run, failure: failure(weight, code), at: NOON, isAbsent },
        })),
      fc.constant<SyncEvent>({ kind: 'resync', at: NOON }),
      fc.constant<SyncEvent>({ kind: 'dismiss', reason: 'r' }),
      fc.boolean().map((isAbsent): SyncEvent => ({ kind: 'restore', at: NOON, isAbsent })),
    );
    fc.assert(fc.property(fc.array(event, { maxLength: 60 }), (events) => void events.reduce(stepOfModel, found(NOON))));
  });
});

/** Late ends of earlier runs among them. */
function runs(): fc.Arbitrary<number> {
  return fc.integer({ min: 1, max: 8 });
}

/** One step, held against what must be true of each. */
function stepOfModel(item: SyncItem, event: SyncEvent): SyncItem {
  const next = nextState(item, event);
  if (next === undefined) return item;
  const waits = next.state === 'pending' || next.state === 'held';
  expect(next.dueAt !== undefined).toBe(waits);
  expect(next.strikes).toBeLessThanOrEqual(STRIKES);
  if (next.state === 'pending' || next.state === 'held') expect(next.strikes).toBeLessThan(STRIKES);
  if (next.state === 'complete') expect(next).toMatchObject({ link, strikes: 0 });
  if (next.state === 'skipped') expect(next.skipReason).toBeDefined();
  if (next.state === 'fault') expect(next.problem).toBeDefined();
  if (item.link) expect(next.link).toEqual(item.link);
  expectMeant(item, event);
  expectBound(item, event, next);
  if (next.dismissed) expect(next.state).toBe('skipped');
  if (next.isAsked) expect(next.state).toBe('pending');
  return next;
}

/** What was sent and not answered stays bound to its organisation until it is known what became of it (XI-05). */
function expectBound(item: SyncItem, event: SyncEvent, next: SyncItem): void {
  const isKnown = event.kind === 'succeed' || ('isAbsent' in event && event.isAbsent === true);
  if (item.isUnanswered) expect(next.isUnanswered ?? isKnown).toBe(true);
  if (next.isUnanswered) expect(next.mayExist).toBe(true);
  if (event.kind === 'dismiss') expect(next.dismissed?.isStranded ?? false).toBe(isStranded(item));
}

/** What may happen to it at all. */
function expectMeant(item: SyncItem, event: SyncEvent): void {
  if ('run' in event) expect(event.run).toBe(item.run);
  if (item.state === 'fault') expect(['resync', 'dismiss']).toContain(event.kind);
  if (item.dismissed) expect(event.kind).toBe('restore');
}
