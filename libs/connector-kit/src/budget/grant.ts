import { laneRank, LANES, type Lane } from '../definition/lanes.ts';
import type { Limits } from '../definition/limits.ts';
import { afterRefusal, current, type LearnedShare } from './learned-share.ts';

/** Permits granted within one slice of the window, by lane rank. */
export interface Bucket {
  /** Start, in milliseconds since 1970. */
  at: number;
  used: readonly number[];
}

/** One PSA database's allowance as all replicas share it. */
export interface BudgetState {
  buckets: readonly Bucket[];
  /** What others use, by the PSA's own count, and what that was a reading before. */
  others?: { used: number; at: number; before?: { used: number; at: number } };
  /** What refusals have shown of others, where nothing else does. */
  share?: LearnedShare;
  /** The allowance as the PSA states it. */
  statedLimit?: number;
  /** The PSA said "limited": nothing is granted before. */
  blockedUntil?: number;
}

export interface GrantRequest {
  lane: Lane;
  want: number;
  /** It reads the PSA's own count. No ceiling holds that up: where others fill the window, it is what shows that they are gone. */
  isReading?: boolean;
  /** Unused permits of an expired block, given back with this request. */
  giveBack?: { at: number; count: number };
}

export interface Grant {
  /** 0 when nothing can be had now. */
  granted: number;
  /** When asking again makes sense; set when nothing was granted. */
  retryAt?: number;
  state: BudgetState;
}

/** The finer, the less of the allowance lies idle between a call's leaving the PSA's window and its slice's end here. */
const SLICES = 120;

/** Milliseconds of one slice of the window. */
export function sliceMs(limits: Limits): number {
  return Math.max(1, Math.floor(limits.window.ms / SLICES));
}

/** How long a granted permit may wait for its call: at most a slice, and ten seconds. */
export function permitTtlMs(limits: Limits): number {
  return Math.min(10_000, sliceMs(limits));
}

/** How long after its start a slice still counts: its calls may come as late as a permit lives, and then fill a whole window. */
function lifeMs(limits: Limits): number {
  return sliceMs(limits) + limits.window.ms + permitTtlMs(limits);
}

/**
 * How many permits a request gets. Pure. In no rolling window more calls are granted than the allowance; lanes below
 * `interactive` stop at their ceiling and leave the reserve untouched (architecture rule 5).
 */
export function grant(state: BudgetState, request: GrantRequest, limits: Limits, now: number): Grant {
  const kept = prune(returned(state, request), limits, now);
  if (kept.blockedUntil !== undefined && kept.blockedUntil > now) return { granted: 0, retryAt: kept.blockedUntil, state: kept };
  const room = request.isReading ? request.want : roomOf(request.lane, kept, limits, now);
  const granted = Math.max(0, Math.min(request.want, Math.floor(room)));
  if (granted === 0) return { granted, retryAt: retryAt(kept, limits, now, 1 - room), state: kept };
  return {
    granted,
    state: { ...kept, buckets: added(kept.buckets, request.lane, granted, Math.floor(now / sliceMs(limits)) * sliceMs(limits)) },
  };
}

/** Calls that a lane may make now; below 0 where the window is filled above the lane's ceiling. */
export function roomOf(lane: Lane, state: BudgetState, limits: Limits, now: number): number {
  return ceilingOf(lane, state, limits) - usedByUs(state) - usedByOthers(state, limits, now);
}

/** The calls up to which a lane may fill the window. */
function ceilingOf(lane: Lane, state: BudgetState, limits: Limits): number {
  const { calls: allowance } = windowOf(state, limits);
  const own = allowance * limits.ceilings[lane];
  return lane === 'interactive' ? own : Math.min(own, allowance * limits.ceilings.interactive - limits.reserve);
}

/** The lower of what is set here and what the PSA states. */
function windowOf({ statedLimit }: BudgetState, { window }: Limits): Limits['window'] {
  return { ...window, calls: Math.min(window.calls, statedLimit ?? window.calls) };
}

export function usedByUs(state: BudgetState): number {
  return state.buckets.reduce((sum, bucket) => sum + callsOf(bucket), 0);
}

function callsOf(bucket: Bucket): number {
  return bucket.used.reduce((a, b) => a + b, 0);
}

export function usedByLane(state: BudgetState): Readonly<Record<Lane, number>> {
  const sum = (lane: Lane): number => state.buckets.reduce((total, bucket) => total + (bucket.used[laneRank(lane)] ?? 0), 0);
  return { interactive: sum('interactive'), webhook: sum('webhook'), scheduled: sum('scheduled'), bulk: sum('bulk') };
}

/** By the last reading, or by what refusals have shown. */
export function usedByOthers(state: BudgetState, limits: Limits, now: number): number {
  const learned = state.share && current(state.share, windowOf(state, limits), now);
  return Math.max(readOfOthers(state, limits, now), learned?.calls ?? 0);
}

/** A reading older than the window says nothing any more. */
function readOfOthers({ others }: BudgetState, limits: Limits, now: number): number {
  return others && others.at + limits.window.ms > now ? others.used : 0;
}

/**
 * The state after the PSA refused a call by a limit that it named: what others had of the window is known to the call, and left to
 * them beyond that window too.
 */
export function withRefusal(state: BudgetState, limit: number, limits: Limits, now: number): BudgetState {
  const told = withUsage(state, { used: limit, limit }, limits, now);
  return { ...told, share: afterRefusal(state.share, readOfOthers(told, limits, now), windowOf(told, limits), now) };
}

/**
 * The state after the PSA told how many calls it counted in its window, ours included. Taken off are only those of our calls
 * that are surely within its window: we count a slice a little longer than the PSA does, and whatever was taken off too much
 * would be free to be spent twice once that slice is gone here as well.
 */
export function withUsage(state: BudgetState, usage: { used: number; limit?: number }, limits: Limits, now: number): BudgetState {
  const kept = prune(state, limits, now);
  const ours = usedByUs({ buckets: kept.buckets.filter(({ at }) => at >= now - limits.window.ms) });
  const { before: _before, ...last } = kept.others ?? { used: 0, at: 0 };
  const others = { used: Math.max(0, usage.used - ours), at: now, ...(kept.others ? { before: last } : {}) };
  return { ...kept, others, ...(usage.limit === undefined ? {} : { statedLimit: usage.limit }) };
}

/** When, by what is known now, the lane has room again: a new reading of the PSA's count may show it sooner. */
export function reopensAt(state: BudgetState, lane: Lane, limits: Limits, now: number): number {
  const blockedUntil = Math.max(now, state.blockedUntil ?? 0);
  const ends = [
    ...leaving(state, limits),
    ...(state.others ? [{ at: state.others.at + limits.window.ms, calls: beyondShare(state, limits, now) }] : []),
  ].sort((a, b) => a.at - b.at);
  let room = roomOf(lane, state, limits, now);
  for (const { at, calls } of ends) {
    if (room >= 1) break;
    room += calls;
    if (room >= 1) return Math.max(blockedUntil, at);
  }
  return blockedUntil;
}

/** Others' calls that count no longer once the last reading is out of date. */
function beyondShare(state: BudgetState, limits: Limits, now: number): number {
  const { others: _others, ...unread } = state;
  return usedByOthers(state, limits, now) - usedByOthers(unread, limits, now);
}

export function blocked(state: BudgetState, until: number): BudgetState {
  return { ...state, blockedUntil: Math.max(until, state.blockedUntil ?? 0) };
}

export function prune(state: BudgetState, limits: Limits, now: number): BudgetState {
  const life = lifeMs(limits);
  return { ...state, buckets: state.buckets.filter((bucket) => bucket.at + life > now) };
}

/** When our calls leave the window, the earliest first. */
export function leaving(state: BudgetState, limits: Limits): { at: number; calls: number }[] {
  const life = lifeMs(limits);
  return state.buckets.map((bucket) => ({ at: bucket.at + life, calls: callsOf(bucket) })).sort((a, b) => a.at - b.at);
}

function added(buckets: readonly Bucket[], lane: Lane, count: number, at: number): readonly Bucket[] {
  const bucket = buckets.find((known) => known.at === at) ?? { at, used: LANES.map(() => 0) };
  const rank = laneRank(lane);
  const used = bucket.used.map((value, index) => (index === rank ? Math.max(0, value + count) : value));
  return [...buckets.filter((known) => known.at !== at), { at, used }];
}

/** The state with calls that were counted elsewhere. */
export function withSpent(state: BudgetState, spent: readonly Bucket[]): BudgetState {
  const counts = spent.flatMap(({ at, used }) => LANES.map((lane) => ({ at, lane, count: used[laneRank(lane)] ?? 0 })));
  return { ...state, buckets: counts.reduce((buckets, { at, lane, count }) => added(buckets, lane, count, at), state.buckets) };
}

function returned(state: BudgetState, { giveBack, lane }: GrantRequest): BudgetState {
  if (!giveBack || !state.buckets.some((bucket) => bucket.at === giveBack.at)) return state;
  return { ...state, buckets: added(state.buckets, lane, -giveBack.count, giveBack.at) };
}

/** When enough slices have gone for `missing` calls; where others use the window too, not after the next reading. */
function retryAt(state: BudgetState, limits: Limits, now: number, missing: number): number {
  const nextReading = now + Math.min(limits.usageEveryMs ?? 60_000, limits.window.ms);
  let freed = 0;
  for (const { at: end, calls } of leaving(state, limits)) {
    freed += calls;
    const at = Math.max(now + 1, end);
    if (freed >= missing) return usedByOthers(state, limits, now) > 0 ? Math.min(at, nextReading) : at;
  }
  return nextReading;
}
