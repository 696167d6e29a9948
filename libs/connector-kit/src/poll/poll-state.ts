import type { CollectionSpec, Draft, Stored } from '@psa-bridge/persistence';
import type { AnyDefinition, AnyInvoices, AnyPoll, AnyVendorOrders } from '../sessions.ts';
import type { SyncedType } from '../sync/run.ts';

/** What is polled: records of a type, or documents for an accounting system, which are no records. */
export type PolledType = SyncedType | DocumentType;
export type DocumentType = 'invoice' | 'vendor_order';

/** What is read by a poll, and how. */
export type Polling =
  { type: SyncedType; part: AnyPoll } | { type: 'invoice'; part: AnyInvoices } | { type: 'vendor_order'; part: AnyVendorOrders };

/** Of all polls alike. */
type Rhythm = Pick<AnyPoll, 'everyMs' | 'overlapMs'> & { reread: Pick<AnyPoll['reread'], 'everyMs'> };

/**
 * The rhythm of one poll, shared by all replicas: due times are here, so a restart neither forgets nor repeats a look.
 * `_id` is `<integrationId>:<type>`.
 */
export interface PollState extends Stored {
  integrationId: string;
  entityType: PolledType;
  /** The next look. */
  dueAt: Date;
  /** From then on a look reads all linked ones again. */
  rereadAt: Date;
  /** The latest change seen, by the PSA's clock. */
  mark?: Date;
  /** When a person asked for a look. */
  askedAt?: Date;
  /** Waits in a row for the same trouble. */
  retries: number;
  /** An issue about the poll itself is open. */
  isFailed: boolean;
  /** Rises with every result. */
  sequence: number;
}

export function pollCollection(provider: string): CollectionSpec<PollState> {
  return { name: `polls_${provider}`, writer: `${provider}-connector` };
}

const DEFAULT_OVERLAP_MS = 2 * 60_000;
/** By how much our clock may differ from the PSA's, where no change was seen yet. */
const CLOCK_SKEW_MS = 10 * 60_000;

const LEFT_OUT_MS = 10 * 60_000;

/** The types that are polled, with their parts. */
export function polledTypes(definition: AnyDefinition): readonly Polling[] {
  const records = (Object.keys(definition.resources) as SyncedType[]).flatMap((type) => {
    const part = definition.resources[type]?.poll as AnyPoll | undefined;
    return part ? [{ type, part }] : [];
  });
  return [
    ...records,
    ...(definition.invoices ? [{ type: 'invoice' as const, part: definition.invoices }] : []),
    ...(definition.vendorOrders ? [{ type: 'vendor_order' as const, part: definition.vendorOrders }] : []),
  ];
}

/** A poll that has not looked yet is due at once, and reads everything. */
export function newPoll(of: { tenantId: string; integrationId: string; type: PolledType }, now: Date): Draft<PollState> {
  const { tenantId, integrationId, type } = of;
  return {
    ...{ _id: `${integrationId}:${type}`, tenantId, integrationId, entityType: type },
    ...{ dueAt: now, rereadAt: now, retries: 0, isFailed: false, sequence: 0 },
  };
}

/** From when on changes are asked for. */
export function sinceOf(poll: Pick<PollState, 'mark'>, { overlapMs = DEFAULT_OVERLAP_MS }: Rhythm, now: Date): Date {
  return new Date((poll.mark?.getTime() ?? now.getTime() - CLOCK_SKEW_MS) - overlapMs);
}

export interface Look {
  startedAt: Date;
  hasReread: boolean;
  mark: Date;
}

/** Whoever asks wants to be told what is there from now on: a look that is under way is no answer. */
export function asked(poll: Draft<PollState>, now: Date): Draft<PollState> {
  return { ...poll, askedAt: now, dueAt: now };
}

/** After a look that came to its end. */
export function afterLook(poll: Draft<PollState>, { startedAt, hasReread, mark }: Look, part: Rhythm): Draft<PollState> {
  const { askedAt, ...rest } = poll;
  const isAskedAnew = askedAt !== undefined && askedAt > startedAt;
  return {
    ...rest,
    mark,
    retries: 0,
    dueAt: isAskedAnew ? askedAt : new Date(startedAt.getTime() + part.everyMs),
    ...(hasReread ? { rereadAt: new Date(startedAt.getTime() + part.reread.everyMs) } : {}),
  };
}

/** The look is left out for a while; what it would have read again is read by the next one. */
export function leftOut(poll: Draft<PollState>, now: Date, part: Rhythm): Draft<PollState> {
  return { ...poll, dueAt: new Date(now.getTime() + Math.min(part.everyMs, LEFT_OUT_MS)) };
}
