import type { Draft, Stored } from '@psa-bridge/persistence';

/** What is known of one entity type of one integration. */
export interface TypeStanding {
  entityType: string;
  /** When what the PSA has was last read to its end, by the start of that run; absent where it never was. */
  readAt?: Date;
  /** True where the type is read at all: one that is only pushed agrees while nothing waits. */
  isRead: boolean;
  /** Since when the PSA lacks what a record here says; absent where it lacks nothing. */
  lacksSince?: Date;
  /** How old an agreement may be. */
  objectiveMs: number;
}

/** Looks of one day, and how many of them found the agreement too old. */
export interface DayOfLooks {
  day: string;
  looks: number;
  late: number;
}

/** How often each type was late, by day: what the error budget is counted from. One document for each integration. */
export interface FreshnessRecord extends Stored {
  lookedAt: Date;
  days: Readonly<Record<string, readonly DayOfLooks[]>>;
}

export interface Freshness {
  entityType: string;
  /** When both sides were last known to agree; absent where they never were. */
  agreedAt?: Date;
  objectiveMs: number;
  isLate: boolean;
  /** What is left of the share of looks that may be late: 1 while none was, 0 or less once it is used up. */
  budgetRemaining: number;
}

/** This share of all looks within the kept days has to be in time. */
export const TARGET = 0.99;
const DAYS_KEPT = 30;
/** However quick the rhythm, agreement is never asked for oftener than this. */
const LEAST_MS = 15 * 60_000;
/** A type that no rhythm reads is to be read by hand or by a full sync, once a day. */
const WITHOUT_RHYTHM_MS = 24 * 60 * 60_000;
/** A reading may be missed twice before it is late. */
const MISSED = 3;

export function objectiveOf(rhythmMs: number): number {
  return rhythmMs === 0 ? WITHOUT_RHYTHM_MS : Math.max(LEAST_MS, MISSED * rhythmMs);
}

/** The last time at which what is here and what the PSA has was known to be the same. */
export function agreedAt({ isRead, readAt, lacksSince }: TypeStanding, now: Date): Date | undefined {
  if (!isRead) return lacksSince ?? now;
  if (readAt === undefined || lacksSince === undefined) return readAt;
  return readAt < lacksSince ? readAt : lacksSince;
}

export function freshnessOf(standing: TypeStanding, days: readonly DayOfLooks[], now: Date): Freshness {
  const { entityType, objectiveMs } = standing;
  const agreed = agreedAt(standing, now);
  const [looks, late] = [sum(days, 'looks'), sum(days, 'late')];
  return {
    ...{ entityType, objectiveMs, isLate: isLate(standing, now) },
    ...(agreed === undefined ? {} : { agreedAt: agreed }),
    budgetRemaining: looks === 0 ? 1 : 1 - late / (looks * (1 - TARGET)),
  };
}

/** What was never read is not late: the first sync has not been made. */
export function isLate(standing: TypeStanding, now: Date): boolean {
  const agreed = agreedAt(standing, now);
  return agreed !== undefined && now.getTime() - agreed.getTime() > standing.objectiveMs;
}

/** One more look, counted once however many replicas look; undefined where one came within the pause before. */
export function looked(
  current: FreshnessRecord | undefined,
  { _id, tenantId }: Pick<Stored, '_id' | 'tenantId'>,
  { standings, now, everyMs }: { standings: readonly TypeStanding[]; now: Date; everyMs: number },
): Draft<FreshnessRecord> | undefined {
  if (current && now.getTime() - current.lookedAt.getTime() < everyMs) return undefined;
  const day = now.toISOString().slice(0, 10);
  const oldest = new Date(now.getTime() - DAYS_KEPT * WITHOUT_RHYTHM_MS).toISOString().slice(0, 10);
  const days = standings
    .filter((standing) => agreedAt(standing, now) !== undefined)
    .map((standing) => {
      const kept = (current?.days[standing.entityType] ?? []).filter((one) => one.day > oldest);
      const today = kept.find((one) => one.day === day) ?? { day, looks: 0, late: 0 };
      const counted = { day, looks: today.looks + 1, late: today.late + (isLate(standing, now) ? 1 : 0) };
      return [standing.entityType, [...kept.filter((one) => one !== today), counted]] as const;
    });
  return { _id, tenantId, lookedAt: now, days: { ...current?.days, ...Object.fromEntries(days) } };
}

function sum(days: readonly DayOfLooks[], what: 'looks' | 'late'): number {
  return days.reduce((total, day) => total + day[what], 0);
}
