import type { Draft } from '@psa-bridge/persistence';
import { fromFields, isSame, toFields } from './fields.ts';
import { mergeThreeWays, type MergeResult } from './merge.ts';
import { importAction, recordAction, recordChanged, type Cause } from './record-events.ts';
import type { RecordData, RecordType } from './record-types.ts';
import type { BusinessRecord, ExternalLink } from './record.ts';
import { parseRecord } from './validate.ts';

const MAX_CONFLICTS = 20;

/** One entity of a PSA that passed our schema. */
export interface CheckedIncoming<Type extends RecordType> {
  externalId: string;
  /** With the schema's defaults. */
  data: RecordData<Type>;
  /** Only what the PSA gave, in our schema's form. */
  given: Partial<RecordData<Type>>;
  seenAt: Date;
  group?: string | undefined;
  silentOn: readonly string[];
}

export interface Applying {
  tenantId: string;
  service: string;
  integrationId: string;
  at: Date;
  /** Fields that this PSA is known to speak of. */
  spokenOf: ReadonlySet<string>;
}

/** A new record for an entity that has none yet. The audit is told by whoever knows how many are made at once. */
export function recordFromIncoming<Type extends RecordType>(
  type: Type,
  id: string,
  incoming: CheckedIncoming<Type>,
  applying: Applying,
): Draft<BusinessRecord<Type>> {
  const { tenantId, integrationId, at } = applying;
  const link: ExternalLink = {
    id: incoming.externalId,
    seen: fromFields(toFields(incoming.given)),
    seenAt: incoming.seenAt,
    ...(incoming.group === undefined ? {} : { group: incoming.group }),
    pushedRevision: 1,
    sync: { status: 'synchronized', at },
  };
  const data = fromFields(toFields(incoming.data)) as RecordData<Type>;
  const record = {
    _id: id,
    tenantId,
    type,
    data,
    dataRevision: 1,
    createdAt: at,
    updatedAt: at,
    external: { [integrationId]: link },
  };
  return { ...record, outbox: [recordChanged(record, 'created', causeOf(applying))] };
}

/** New records as they are told to the audit: many made at once are one deed, which the first of them carries. */
export function toldAsMade<Type extends RecordType>(
  news: readonly [Draft<BusinessRecord<Type>>, ...Draft<BusinessRecord<Type>>[]],
  applying: Applying,
): Draft<BusinessRecord<Type>> {
  const [first, ...others] = news;
  const cause = causeOf(applying);
  const action =
    others.length === 0
      ? recordAction(first, undefined, 'created', cause)
      : importAction(
          first,
          others.map(({ _id }) => _id),
          cause,
        );
  return { ...first, outbox: [...(first.outbox ?? []), action] };
}

/**
 * The record after the PSA's answer was merged into it, or undefined where it changes nothing. An answer older than the last
 * one that changed something is left aside. Nothing is pushed back: what the PSA said is no news to it.
 */
export function mergeIncoming<Type extends RecordType>(
  current: BusinessRecord<Type>,
  incoming: CheckedIncoming<Type>,
  applying: Applying,
): Draft<BusinessRecord<Type>> | undefined {
  const { integrationId, at } = applying;
  const spokenOf = new Set([...applying.spokenOf].filter((field) => !incoming.silentOn.includes(field)));
  const link = current.external[integrationId];
  if (isOlder(incoming, link)) return undefined;

  const base = toFields(link?.seen ?? {});
  const local = toFields(current.data);
  const merge = mergeThreeWays({ base, local, incoming: toFields(incoming.given), spokenOf, at });
  if (!merge.isChanged && !merge.isNews && isSeen(link, incoming)) return undefined;

  const dataRevision = current.dataRevision + (merge.isChanged ? 1 : 0);
  const changed = merge.isChanged
    ? { data: parseRecord(current.type, fromFields(merge.merged)), dataRevision, updatedAt: at }
    : {};
  const next = linkAfter(link, { incoming, merge, at, isLevel: isLevel(current, link, merge, spokenOf), dataRevision });
  const record = { ...current, ...changed, external: { ...current.external, [integrationId]: next } };
  const isToBeTold = merge.isChanged || link?.deletedAt !== undefined;
  const cause = causeOf(applying);
  return {
    ...record,
    outbox: isToBeTold ? [recordChanged(record, 'updated', cause), recordAction(record, current.data, 'updated', cause)] : [],
  };
}

function causeOf({ service, integrationId, at }: Applying): Cause {
  return { service, by: integrationId, byKind: 'integration', at };
}

/** True when the record was read from this entity before, and stands as there. */
function isSeen(link: ExternalLink | undefined, { externalId, group }: CheckedIncoming<RecordType>): boolean {
  return link?.id === externalId && link.seenAt !== undefined && link.deletedAt === undefined && link.group === group;
}

function isOlder({ seenAt }: CheckedIncoming<RecordType>, link: ExternalLink | undefined): boolean {
  return [link?.seenAt, link?.deletedAt].some((known) => known !== undefined && seenAt < known);
}

/**
 * True when the PSA has everything that stands here: nothing waited for its push before, and in the fields it speaks of both
 * sides now agree.
 */
function isLevel(
  current: BusinessRecord,
  link: ExternalLink | undefined,
  { merged, seen }: MergeResult,
  spokenOf: ReadonlySet<string>,
): boolean {
  const isWaiting =
    link?.pushedRevision === undefined ? link?.sync.status === 'synchronizing' : link.pushedRevision !== current.dataRevision;
  const fields = new Set([...Object.keys(seen), ...spokenOf]);
  return !isWaiting && [...fields].every((field) => isSame(merged[field], seen[field]));
}

interface LinkChange {
  incoming: CheckedIncoming<RecordType>;
  merge: MergeResult;
  at: Date;
  isLevel: boolean;
  dataRevision: number;
}

function linkAfter(link: ExternalLink | undefined, { incoming, merge, at, isLevel, dataRevision }: LinkChange): ExternalLink {
  const { deletedAt: _, group: _former, ...known } = link ?? { sync: { status: 'pending' as const, at } };
  const conflicts = [...merge.conflicts, ...(known.conflicts ?? [])].slice(0, MAX_CONFLICTS);
  return {
    ...known,
    id: incoming.externalId,
    seen: fromFields(merge.seen),
    seenAt: incoming.seenAt,
    ...(incoming.group === undefined ? {} : { group: incoming.group }),
    ...(conflicts.length > 0 ? { conflicts } : {}),
    ...(isLevel ? { pushedRevision: dataRevision, sync: levelSync(known.sync, at) } : {}),
  };
}

/** A push that failed or was only partly taken stays shown until the connector says otherwise. */
function levelSync(sync: ExternalLink['sync'], at: Date): ExternalLink['sync'] {
  return sync.status === 'pending' ? { status: 'synchronized', at } : sync;
}
