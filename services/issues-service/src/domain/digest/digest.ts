import type { CauseGroup } from '../cause/cause-group.ts';
import type { DigestSubscription, ToldCause } from './subscription.ts';

/** What a subscription is told in one piece. */
export interface Digest {
  /** The same each time it is sent. */
  id: string;
  at: Date;
  causes: readonly DigestedCause[];
  /** How many causes have issues besides those named. */
  moreCauses: number;
  openIssues: number;
}

export interface DigestedCause {
  cause: string;
  integrationId: string;
  code: string;
  message: string;
  remedy: string;
  open: number;
  /** Told for the first time. */
  isNew: boolean;
}

const HOUR_MS = 60 * 60_000;
/** New causes are told at once, but whoever meets ever new ones is not mailed without end: the seventh waits for the digest. */
export const MOST_AT_ONCE = 6;
/** A cause that had no issues for so long is new when it comes back. */
const FORGOTTEN_AFTER_MS = 24 * HOUR_MS;
const MOST_NAMED = 50;
const MOST_REMEMBERED = 500;

/** What has issues now, of what the subscription is about. */
export interface Standing {
  groups: readonly CauseGroup[];
  /** Causes that have issues, also those beyond the groups. */
  total: number;
}

/** What the subscription is to be told now, and what is remembered of it. */
export interface Decided {
  digest: Omit<Digest, 'id'>;
  next: Pick<DigestSubscription, 'told' | 'atOnce' | 'toldAt'>;
}

/**
 * At once for the first of a new cause, else at most once an hour and only where something changed: a cause that waited, or more or
 * fewer issues of one. Undefined where nothing is to be told.
 */
export function decideDigest(subscription: DigestSubscription, { groups, total }: Standing, now: Date): Decided | undefined {
  const { told, toldAt } = subscription;
  const known = new Map(told.map((one) => [one.cause, one]));
  const isNew = ({ cause: { _id } }: CauseGroup): boolean => !known.has(_id);
  const atOnce = subscription.atOnce.filter((at) => now.getTime() - at.getTime() < HOUR_MS);
  const isHourOver = toldAt === undefined || now.getTime() - toldAt.getTime() >= HOUR_MS;
  const hasNew = groups.some(isNew);
  const isAtOnce = hasNew && atOnce.length < MOST_AT_ONCE;
  if (!isAtOnce && !(isHourOver && (hasNew || hasChanged(groups, known)))) return undefined;
  const causes = groups.slice(0, MOST_NAMED).map((group) => digested(group, isNew(group)));
  const openIssues = groups.reduce((sum, { open }) => sum + open, 0);
  return {
    digest: { at: now, causes, moreCauses: Math.max(0, total - causes.length), openIssues },
    next: { told: toldOf(groups, told, now), atOnce: isAtOnce && !isHourOver ? [...atOnce, now] : atOnce, toldAt: now },
  };
}

/** What is all mended is told too, once. */
function hasChanged(groups: readonly CauseGroup[], known: ReadonlyMap<string, ToldCause>): boolean {
  const isOther = groups.some(({ cause: { _id }, open }) => known.get(_id)?.open !== open);
  const stillOpen = new Set(groups.map(({ cause: { _id } }) => _id));
  return isOther || [...known.values()].some(({ cause, open }) => open > 0 && !stillOpen.has(cause));
}

function toldOf(groups: readonly CauseGroup[], before: readonly ToldCause[], now: Date): readonly ToldCause[] {
  const open = new Map(groups.map((group) => [group.cause._id, group.open]));
  const gone = before.filter(({ cause, seenAt }) => !open.has(cause) && now.getTime() - seenAt.getTime() < FORGOTTEN_AFTER_MS);
  return [
    ...[...open].map(([cause, count]) => ({ cause, open: count, seenAt: now })),
    ...gone.map((one) => ({ ...one, open: 0 })),
  ].slice(0, MOST_REMEMBERED);
}

function digested({ cause, open }: CauseGroup, isNew: boolean): DigestedCause {
  const { _id, integrationId, code, message, remedy } = cause;
  return { cause: _id, integrationId, code, message, remedy, open, isNew };
}
