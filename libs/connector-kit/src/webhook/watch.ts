import type { Draft, Stored } from '@psa-bridge/persistence';
import type { Failure } from '../definition/failure.ts';
import type { DeliveryReport, Hint } from '../definition/webhooks.ts';
import type { TroubleCause } from './troubles.ts';

export type HintedType = Hint['entityType'];

/** Why entities of a type are read again. */
export type BackfillReason = 'gap' | 'silence' | 'failed_delivery' | 'repair' | 'burst';

/** Entities of one type that changed since a time are to be read, because webhooks may not have told of them. */
export interface Backfill {
  entityType: HintedType;
  reason: BackfillReason;
  /** Until then nothing is missing. */
  since: Date;
  /** Not begun before this time: what is missing may still come, and more may go missing until then. */
  dueAt: Date;
  /** When its first page was read; what changes later is none of its business. */
  startedAt?: Date;
  /** Where the next page begins. */
  cursor?: string;
  /** It was asked for once more while it was under way. */
  isAskedAgain?: boolean;
  /** Entities read, and those of them that webhooks had not told of. */
  read: number;
  unseen: number;
  calls: number;
}

export interface FinishedBackfill extends Pick<Backfill, 'entityType' | 'reason' | 'since' | 'read' | 'unseen' | 'calls'> {
  at: Date;
}

/** Reasons to repair that the PSA's list does not show: our intake refuses its deliveries, or changes come untold. */
export interface Suspicion {
  cause: 'refused' | 'silent';
  entityType: HintedType;
}

export interface Repair {
  at: Date;
  entityType: string;
  cause: TroubleCause | Suspicion['cause'];
  detail: string;
  outcome: 'repaired' | 'failed';
}

/** How the webhooks of one integration fare: what is to be looked at when, and what was found. Its id is the integration's. */
export interface WebhookWatch extends Stored {
  /** Somebody installed them and nobody took them away. */
  isInstalled: boolean;
  /** The earliest of what is to be done; absent while nothing is. */
  dueAt?: Date;
  checkAt: Date;
  checkedAt?: Date;
  /** Nothing is done before: a limit, an outage, a paused integration. */
  notBefore?: Date;
  /** At most one of each type. */
  backfills: readonly Backfill[];
  suspicions: readonly Suspicion[];
  /** Hints taken since a time, where only so many are read one by one. */
  hinted?: { since: Date; count: number };
  /** Newest last. */
  finished: readonly FinishedBackfill[];
  repairs: readonly Repair[];
  failures: readonly DeliveryReport[];
  failuresReadAt?: Date;
  callsSpent: number;
  /** What could not be repaired; shown as one issue. */
  problem?: Failure;
  /** Somebody retried the issue and waits for an answer. */
  isAnswerDue: boolean;
  resultSequence: number;
}

/** As its one writer changes it. */
export type Watch = Draft<WebhookWatch>;

const KEPT = 50;
/** A look that is asked for comes at the earliest after this part of the usual time: whoever asks costs little. */
const ASKED_PART = 5;

export function newWatch(tenantId: string, integrationId: string, checkAt: Date): Watch {
  return {
    ...{ _id: integrationId, tenantId, isInstalled: false, checkAt, backfills: [], suspicions: [], finished: [], repairs: [] },
    ...{ failures: [], callsSpent: 0, isAnswerDue: false, resultSequence: 0 },
  };
}

/** The watch with the time of what comes first. Pure, as everything here. */
export function withDue(watch: Watch): Watch {
  const { dueAt: _old, ...rest } = watch;
  if (!watch.isInstalled) return rest;
  const first = Math.min(watch.checkAt.getTime(), ...watch.backfills.map(({ dueAt }) => dueAt.getTime()));
  return { ...rest, dueAt: new Date(Math.max(first, watch.notBefore?.getTime() ?? 0)) };
}

/** A look soon; never sooner than a part of the usual time after the last one, however often it is asked for. */
export function askCheck(watch: Watch, now: Date, checkEveryMs: number): Watch {
  const earliest = (watch.checkedAt?.getTime() ?? 0) + checkEveryMs / ASKED_PART;
  const checkAt = new Date(Math.min(watch.checkAt.getTime(), Math.max(now.getTime(), earliest)));
  return { ...watch, checkAt };
}

/**
 * One more hint, where only so many are read one by one. One above them is read with all others of its type, once the time is
 * over: what changed since it began.
 */
export function takeHint(
  watch: Watch,
  entityType: HintedType,
  { now, count, withinMs }: { now: Date; count: number; withinMs: number },
): { watch: Watch; isTaken: boolean } {
  const current =
    watch.hinted && watch.hinted.since.getTime() + withinMs > now.getTime() ? watch.hinted : { since: now, count: 0 };
  if (current.count < count) return { watch: { ...watch, hinted: { ...current, count: current.count + 1 } }, isTaken: true };
  const dueAt = new Date(current.since.getTime() + withinMs);
  return { watch: askBackfill(watch, { entityType, reason: 'burst', since: current.since, dueAt }), isTaken: false };
}

/**
 * One more reason to read a type again. Many of them make one reading; one that is under way may have passed by what is asked
 * for now, so another one follows it.
 */
export function askBackfill(watch: Watch, asked: Pick<Backfill, 'entityType' | 'reason' | 'since' | 'dueAt'>): Watch {
  const known = watch.backfills.find(({ entityType }) => entityType === asked.entityType);
  if (!known) return { ...watch, backfills: [...watch.backfills, { ...asked, read: 0, unseen: 0, calls: 0 }] };
  const next = known.startedAt ? { ...known, isAskedAgain: true } : wider(known, asked);
  const isNews = known.isAskedAgain !== next.isAskedAgain || known.since > next.since || known.dueAt > next.dueAt;
  return isNews ? replaced(watch, next) : watch;
}

function wider(known: Backfill, asked: Pick<Backfill, 'since' | 'dueAt' | 'reason'>): Backfill {
  const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
  // A gap may close by itself; whatever else asks does not.
  const reason = known.reason === 'gap' ? asked.reason : known.reason;
  return { ...known, reason, since: earlier(known.since, asked.since), dueAt: earlier(known.dueAt, asked.dueAt) };
}

function replaced(watch: Watch, backfill: Backfill): Watch {
  const isOther = ({ entityType }: Backfill): boolean => entityType !== backfill.entityType;
  return { ...watch, backfills: [...watch.backfills.filter(isOther), backfill] };
}

/** How far a reading is; what was asked for meanwhile stays asked for. */
export function withBackfill(watch: Watch, backfill: Backfill): Watch {
  const stored = watch.backfills.find(({ entityType }) => entityType === backfill.entityType);
  if (!stored) return watch;
  return replaced(watch, stored.isAskedAgain ? { ...backfill, isAskedAgain: true } : backfill);
}

/** The reason fell away before anything was read. */
export function dropBackfill(watch: Watch, { entityType }: Backfill): Watch {
  return { ...watch, backfills: watch.backfills.filter((other) => other.entityType !== entityType) };
}

/** The reading ended. Silence in which something changed makes the webhook suspicious, and only that. */
export function finishBackfill(watch: Watch, backfill: Backfill & { startedAt: Date }, again: { at: Date; now: Date }): Watch {
  const { entityType, reason, since, read, unseen, calls } = backfill;
  const done: FinishedBackfill = { entityType, reason, since, read, unseen, calls, at: again.now };
  const isAskedAgain = watch.backfills.some((other) => other.entityType === entityType && other.isAskedAgain);
  const ended = { ...dropBackfill(watch, backfill), finished: [...watch.finished, done].slice(-KEPT) };
  const next = isAskedAgain ? askBackfill(ended, { entityType, reason, since: backfill.startedAt, dueAt: again.at }) : ended;
  return reason === 'silence' && unseen > 0 ? suspect(next, { cause: 'silent', entityType }) : next;
}

export function suspect(watch: Watch, suspicion: Suspicion): Watch {
  const isKnown = watch.suspicions.some(
    ({ cause, entityType }) => cause === suspicion.cause && entityType === suspicion.entityType,
  );
  return isKnown ? watch : { ...watch, suspicions: [...watch.suspicions, suspicion] };
}

export function withRepairs(watch: Watch, repairs: readonly Repair[]): Watch {
  return { ...watch, repairs: [...watch.repairs, ...repairs].slice(-KEPT) };
}

/** New ones among the failed deliveries that the PSA shows. */
export function newFailures(watch: Watch, shown: readonly DeliveryReport[]): readonly DeliveryReport[] {
  const keyOf = ({ entityType, webhookId, sequence, at }: DeliveryReport): string =>
    [entityType, webhookId, sequence ?? '', at.getTime()].join(':');
  const known = new Set(watch.failures.map(keyOf));
  return shown.filter((failure) => !known.has(keyOf(failure)));
}

export function withFailures(watch: Watch, fresh: readonly DeliveryReport[], now: Date): Watch {
  return { ...watch, failures: [...watch.failures, ...fresh].slice(-KEPT * 2), failuresReadAt: now };
}
