import { lives, unreplaced, type Replica } from './replica.ts';

/** `unknown`: nobody watched, or nobody has watched long enough to say. */
export const SERVICE_STATES = ['up', 'degraded', 'down', 'unknown'] as const;
export type ServiceState = (typeof SERVICE_STATES)[number];

/** How a service is. */
export interface Judgement {
  state: ServiceState;
  /** Since when at least. */
  from: Date;
  /** Why it is not `up`. */
  cause?: string;
}

const STARTING = 'it is starting';

/** By the processes that it has: `down` where none is ready, `degraded` where one of several is missing or not ready. */
export function judge(replicas: readonly Replica[], now: Date): Judgement {
  // Begun for the first time it was not there before, so it is not down either.
  if (replicas.length > 0 && replicas.every(({ state }) => state === 'starting'))
    return { state: 'unknown', from: now, cause: STARTING };
  const isAny = (state: Replica['state']): boolean => replicas.some((replica) => replica.state === state);
  const trouble = replicas.find(({ state }) => state === 'not_ready')?.trouble;
  if (!isAny('ready')) return { state: 'down', from: downSince(replicas, now), cause: trouble ?? absence(isAny) };
  if (trouble !== undefined) return { state: 'degraded', from: now, cause: `one process is not ready: ${trouble}` };
  const [missing] = unreplaced(replicas);
  if (missing) return { state: 'degraded', from: missing.seenAt, cause: 'one process has vanished' };
  return { state: 'up', from: now };
}

function absence(isAny: (state: Replica['state']) => boolean): string {
  if (isAny('starting')) return STARTING;
  return isAny('vanished') || !isAny('stopped') ? 'no process answers' : 'it was stopped';
}

/** Where nobody lives any more, since the last sign of life. */
function downSince(replicas: readonly Replica[], now: Date): Date {
  const isOver = !replicas.some(lives);
  const last = replicas.reduce<Date | undefined>(
    (latest, { seenAt }) => (latest && latest > seenAt ? latest : seenAt),
    undefined,
  );
  return isOver && last ? last : now;
}

const WORST_FIRST: readonly ServiceState[] = ['down', 'degraded', 'unknown', 'up'];

/** Of the platform: that of the service that is worst off. */
export function worstOf(states: readonly ServiceState[]): ServiceState {
  return WORST_FIRST.find((state) => states.includes(state)) ?? 'unknown';
}
