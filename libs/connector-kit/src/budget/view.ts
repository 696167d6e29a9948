import type { Lane } from '../definition/lanes.ts';
import type { Limits } from '../definition/limits.ts';
import { ceilingOf, sliceMs, usedByLane, usedByOthers, usedByUs, type BudgetState } from './grant.ts';

/** The gauge of one PSA database's allowance. */
export interface BudgetView {
  limit: number;
  windowMs: number;
  usedByLane: Readonly<Record<Lane, number>>;
  usedByOthers: number;
  remaining: number;
  /** When the allowance is used up if it goes on as in the last slices; absent when it never will. */
  exhaustedAt?: Date;
  /** The PSA refuses calls until then. */
  blockedUntil?: Date;
  /** Calls that each lane may still make now. */
  openTo: Readonly<Record<Lane, number>>;
}

const SLICES_LOOKED_AT = 5;

export function viewBudget(state: BudgetState, limits: Limits, now: number): BudgetView {
  const limit = Math.min(limits.window.calls, state.statedLimit ?? limits.window.calls);
  const others = usedByOthers(state, limits, now);
  const used = usedByUs(state) + others;
  const remaining = Math.max(0, limit - used);
  const openTo = (lane: Lane): number => Math.max(0, Math.floor(ceilingOf(lane, state, limits) - used));
  const exhaustedAt = predict(state, { remaining, now, slice: sliceMs(limits) });
  return {
    ...{ limit, windowMs: limits.window.ms, usedByLane: usedByLane(state), usedByOthers: others, remaining },
    ...(exhaustedAt === undefined ? {} : { exhaustedAt }),
    ...(state.blockedUntil !== undefined && state.blockedUntil > now ? { blockedUntil: new Date(state.blockedUntil) } : {}),
    openTo: {
      interactive: openTo('interactive'),
      webhook: openTo('webhook'),
      scheduled: openTo('scheduled'),
      bulk: openTo('bulk'),
    },
  };
}

function predict(
  state: BudgetState,
  { remaining, now, slice }: { remaining: number; now: number; slice: number },
): Date | undefined {
  const since = now - SLICES_LOOKED_AT * slice;
  const recent = usedByUs({ buckets: state.buckets.filter((bucket) => bucket.at + slice > since) });
  if (recent === 0) return undefined;
  const perMs = recent / (SLICES_LOOKED_AT * slice);
  return new Date(now + Math.round(remaining / perMs));
}
