import type { Draft, Stored } from '@psa-bridge/persistence';
import type { Judgement, ServiceState } from './service-state.ts';

/** How a service was for some time. */
export interface Period {
  state: ServiceState;
  from: Date;
  /** Absent while it lasts. */
  to?: Date;
  /** Why it began, where the service was not up. */
  cause?: string;
}

export interface EndedPeriod extends Period {
  to: Date;
}

/** All that is known of one service, in one document, so that its state and its history are one write; `_id` is its name. */
export interface ServiceHistory extends Stored {
  current: Period;
  /** When it was up or degraded for the last time; absent while it is, or where it never was. */
  lastUp?: Date;
  /** What was before, the oldest first. */
  ended: readonly EndedPeriod[];
}

const DAY_MS = 24 * 60 * 60_000;
/** Bounds of what is kept of one service. */
export const KEPT = { ms: 90 * DAY_MS, periods: 500 } as const;
/** A service that was down for so long was taken out of the platform. */
const TAKEN_OUT_MS = 30 * DAY_MS;

export type WhoseHistory = Pick<ServiceHistory, '_id' | 'tenantId'>;

/** A new period where the state changed; undefined where it is as it was. */
export function afterJudgement(
  history: ServiceHistory | undefined,
  { _id, tenantId }: WhoseHistory,
  { state, from, cause }: Judgement,
): Draft<ServiceHistory> | undefined {
  if (history?.current.state === state) return undefined;
  const why = cause === undefined ? {} : { cause };
  if (!history) return { _id, tenantId, current: { state, from, ...why }, ended: [] };
  const { current, ended } = history;
  // What was told is not taken back: a period begins where the one before it began at the earliest.
  const to = current.from > from ? current.from : from;
  const { lastUp, ...rest } = history;
  const until = isUp(current.state) ? to : lastUp;
  const gone = isUp(state) || until === undefined ? {} : { lastUp: until };
  return { ...rest, ...gone, current: { state, from: to, ...why }, ended: kept([...ended, { ...current, to }], to) };
}

/** Nobody watched from then on. Told of twice, it is one gap. */
export function interrupted(history: ServiceHistory, gap: Judgement): Draft<ServiceHistory> | undefined {
  return history.current.from >= gap.from ? undefined : afterJudgement(history, history, gap);
}

export function isTakenOut({ current, lastUp = current.from }: Pick<ServiceHistory, 'current' | 'lastUp'>, now: Date): boolean {
  return !isUp(current.state) && now.getTime() - lastUp.getTime() > TAKEN_OUT_MS;
}

function isUp(state: ServiceState): boolean {
  return state === 'up' || state === 'degraded';
}

function kept(ended: ServiceHistory['ended'], now: Date): ServiceHistory['ended'] {
  const oldest = now.getTime() - KEPT.ms;
  return ended.filter(({ to }) => to.getTime() >= oldest).slice(-KEPT.periods);
}
