import { LANES, type Lane } from '../definition/lanes.ts';
import type { Limits } from '../definition/limits.ts';
import { leaving, reopensAt, roomOf, sliceMs, usedByLane, usedByOthers, usedByUs, type BudgetState } from './grant.ts';

/** The gauge of one PSA database's allowance. */
export interface BudgetView {
  limit: number;
  windowMs: number;
  /** By this installation, the calls that read the PSA's own count included. */
  usedByLane: Readonly<Record<Lane, number>>;
  usedByOthers: number;
  remaining: number;
  /** When the allowance is used up if it goes on as in the last slices; absent when it never will. */
  exhaustedAt?: Date;
  /** The PSA refuses calls until then. */
  blockedUntil?: Date;
  /** Calls that each lane may still make now. */
  openTo: Readonly<Record<Lane, number>>;
  /** Lanes that may make none, and when they may again by what is known now. */
  standing: readonly { lane: Lane; resumesAt: Date }[];
}

const SLICES_LOOKED_AT = 10;

export function viewBudget(state: BudgetState, limits: Limits, now: number): BudgetView {
  const limit = Math.min(limits.window.calls, state.statedLimit ?? limits.window.calls);
  const others = usedByOthers(state, limits, now);
  const blockedUntil = state.blockedUntil !== undefined && state.blockedUntil > now ? state.blockedUntil : undefined;
  const openTo = (lane: Lane): number =>
    blockedUntil !== undefined ? 0 : Math.max(0, Math.floor(roomOf(lane, state, limits, now)));
  const exhaustedAt = predict(state, limit, limits, now);
  return {
    ...{ limit, windowMs: limits.window.ms, usedByLane: usedByLane(state), usedByOthers: others },
    remaining: Math.max(0, limit - usedByUs(state) - others),
    ...(exhaustedAt === undefined ? {} : { exhaustedAt: new Date(exhaustedAt) }),
    ...(blockedUntil === undefined ? {} : { blockedUntil: new Date(blockedUntil) }),
    openTo: {
      interactive: openTo('interactive'),
      webhook: openTo('webhook'),
      scheduled: openTo('scheduled'),
      bulk: openTo('bulk'),
    },
    standing: LANES.filter((lane) => openTo(lane) === 0).map((lane) => ({
      lane,
      resumesAt: new Date(reopensAt(state, lane, limits, now)),
    })),
  };
}

/** Goes through a window: what leaves it counts as much as what comes at the present pace, so a steady pace below the limit never ends. */
function predict(state: BudgetState, limit: number, limits: Limits, now: number): number | undefined {
  const slice = sliceMs(limits);
  const pace = ourPace(state, slice, now) + othersPace(state);
  if (pace <= 0) return undefined;
  const ends = leaving(state, limits);
  let standing = usedByUs(state) + usedByOthers(state, limits, now);
  for (let at = now, gone = 0; at <= now + limits.window.ms; at += slice) {
    for (let end = ends[gone]; end && end.at <= at; end = ends[++gone]) standing -= end.calls;
    if (standing + pace * (at - now) >= limit) return at;
  }
  return undefined;
}

/** Calls a millisecond. */
function ourPace(state: BudgetState, slice: number, now: number): number {
  const since = now - SLICES_LOOKED_AT * slice;
  return usedByUs({ buckets: state.buckets.filter((bucket) => bucket.at + slice > since) }) / (SLICES_LOOKED_AT * slice);
}

function othersPace({ others }: BudgetState): number {
  const before = others?.before;
  return others && before && others.at > before.at ? Math.max(0, (others.used - before.used) / (others.at - before.at)) : 0;
}
