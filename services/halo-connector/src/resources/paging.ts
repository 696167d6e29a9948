import { instant, latest, type Page, type PageRequest, type PartContext } from '@psa-bridge/connector-kit';
import { canonicalJson } from '@psa-bridge/core';
import type { Incoming, RecordData, RecordInput, RecordType } from '@psa-bridge/records';
import type { z } from 'zod';
import { changedFrom } from '../client/changes.ts';
import { PAGE_ROWS, type Query } from '../client/halo.client.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { afterPage, readCursor } from './cursor.ts';
import { readingDetails, type Details } from './details.ts';

type Context = PartContext<HaloSession, HaloSettings>;

export interface Mapped<Type extends RecordType> {
  items: readonly Incoming<Type>[];
  refused?: NonNullable<Page<Type>['refused']>;
  notImported?: ReadonlySet<string>;
  companions?: NonNullable<Page<Type>['companions']>;
  /** Times of change of what was read besides the rows, such as that of a client's site. */
  changedAt?: readonly (string | null | undefined)[];
}

/** A list whose rows say less than the entities themselves (halopsa.md section 5). */
export interface ListedRows<Type extends RecordType, Row extends { id: number }> {
  type: Type;
  entity: string;
  /** Of a row of the list and of a whole one: what is left out is undefined, what is empty is null. */
  shape: z.ZodType<Row>;
  query?: Query;
  /** Rows that stand for nothing here, such as pseudo-contacts. */
  isNone?(row: Row): boolean;
  /** Which of the rows are read at all, where that depends on what stands here already. */
  select?(context: Context, rows: readonly Row[]): Promise<readonly Row[]>;
  /** The row says all that is read of the entity. */
  isWhole(row: Row): boolean;
  /** What the list says already of an entity that is known here; what is empty there is undefined. */
  listed(row: Row, seen: Partial<RecordData<Type>>): Readonly<Record<string, unknown>>;
  changedAt(row: Row): string | null | undefined;
  /** Ids of entities that changed without their rows having changed. */
  alsoChanged?(session: HaloSession, since: Date): Promise<readonly number[]>;
  map(context: Context, rows: readonly Row[], details: Details): Promise<Mapped<Type>>;
}

/** Where few rows need details, as many as the list gives at once: how many that are it shows by its answer. */
const LONG_PAGE = 1_000;
/** By how much HaloPSA's clock may differ from ours. */
const CLOCK_SKEW_MS = 10 * 60_000;

/**
 * One page of a list, with the details of those rows that say too little. Not read again is what an earlier run read whole and
 * what neither changed since by HaloPSA's word nor looks otherwise in the list. Where HaloPSA does not tell what changed, a delta
 * goes by the look alone, and a full pass reads all.
 */
export function readPage<Type extends RecordType, Row extends { id: number }>(
  context: Context,
  request: PageRequest,
  rows: ListedRows<Type, Row>,
): Promise<Page<Type>> {
  const { cursor, since, readUpTo } = request;
  const kind = since === undefined ? 'pass' : 'delta';
  const name = `${rows.type} ${JSON.stringify(rows.query ?? {})} ${kind} ${(since ?? readUpTo)?.toISOString() ?? ''} ${cursor ?? ''}`;
  return readingDetails(context, name, async (details, piece) => {
    const plan = await planReading(context.session, request, rows);
    const place = readCursor(cursor);
    const query = { includeinactive: true, order: 'id', ...rows.query, ...plan.query };
    const listed = await piece('list', () => context.session.client.page(rows.entity, place.pageNo, query, rows.shape));
    const next = afterPage(place, listed);
    const all = listed.rows.filter((row) => rows.isNone?.(row) !== true);
    const some = rows.select ? await rows.select(context, all) : all;
    const known = await knownRows(context, rows, { some, plan });
    const open = some.filter(({ id }) => !known.has(String(id)));
    const others = next === undefined ? await plan.alsoChanged() : [];
    // A preview matches by what lists say: names and e-mail addresses.
    const sparing = context.isPreview === true ? { ...details, read: () => Promise.resolve([]) } : details;
    const whole = context.isPreview === true ? open : await wholeRows(open, others, { rows, details });
    const mapped = await rows.map(context, whole, sparing);
    return {
      ...toPage(whole, mapped, rows, details.seenAt),
      items: [...mapped.items, ...(since === undefined ? asSeen(known, details.seenAt) : [])],
      ...(next === undefined ? {} : { next }),
      ...(since !== undefined || listed.total === undefined ? {} : { total: listed.total }),
    };
  });
}

/** How one page of a run is read. */
interface ReadingPlan {
  query: Query;
  /** Rows that look as they did are not read again, but those that are said to have changed. */
  goesByLook: boolean;
  changed: ReadonlySet<number>;
  /** Rows that say themselves that they changed from then on are read again too. */
  from?: Date;
  /** Ids of entities that changed without their rows having changed; asked for with the last page. */
  alsoChanged(): Promise<readonly number[]>;
}

const NONE = () => Promise.resolve([]);

async function planReading<Type extends RecordType, Row extends { id: number }>(
  session: HaloSession,
  { cursor, since, readUpTo }: PageRequest,
  { entity, alsoChanged = NONE }: ListedRows<Type, Row>,
): Promise<ReadingPlan> {
  const from = since ?? readUpTo;
  const isTold = from !== undefined && (await session.hearsChangeDates(entity));
  const plan = { query: { page_size: PAGE_ROWS }, goesByLook: false, changed: new Set<number>(), alsoChanged: NONE };
  if (from === undefined || (since === undefined && !isTold)) return plan;
  if (!isTold) return { ...plan, query: { page_size: LONG_PAGE }, goesByLook: true, from };
  if (since !== undefined)
    return { ...plan, query: { ...plan.query, ...changedFrom(since) }, alsoChanged: () => alsoChanged(session, since) };
  const changed = [
    ...(await session.changedSince(entity, from, { isFirst: cursor === undefined })),
    ...(await alsoChanged(session, from)),
  ];
  return { ...plan, query: { page_size: LONG_PAGE }, goesByLook: true, changed: new Set(changed) };
}

type Known<Type extends RecordType> = ReadonlyMap<string, Partial<RecordData<Type>>>;

/** What need not be read again, with our data of it. */
async function knownRows<Type extends RecordType, Row extends { id: number }>(
  context: Context,
  { type, listed, changedAt }: ListedRows<Type, Row>,
  { some, plan }: { some: readonly Row[]; plan: ReadingPlan },
): Promise<Known<Type>> {
  if (!plan.goesByLook) return new Map();
  const seen = await context.lastSeen(
    type,
    some.map(({ id }) => String(id)),
  );
  return new Map(
    some.flatMap((row) => {
      const data = seen.get(String(row.id));
      const isTold = plan.changed.has(row.id) || saysLater(changedAt(row), plan.from);
      const isAsSeen = data !== undefined && !isTold && saysTheSame(listed(row, data), data);
      return isAsSeen ? [[String(row.id), data] as const] : [];
    }),
  );
}

function saysLater(changedAt: string | null | undefined, from: Date | undefined): boolean {
  const at = instant(changedAt);
  return at !== undefined && from !== undefined && at >= from;
}

/** Whether some fields stand in our data as they are said to be. */
export function saysTheSame(fields: Readonly<Record<string, unknown>>, data: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(fields).every(([field, value]) => canonicalJson(data[field]) === canonicalJson(value));
}

async function wholeRows<Type extends RecordType, Row extends { id: number }>(
  open: readonly Row[],
  others: readonly number[],
  { rows: { entity, shape, isWhole }, details }: { rows: ListedRows<Type, Row>; details: Details },
): Promise<readonly Row[]> {
  const listed = new Set(open.map(({ id }) => id));
  const ids = [...open.filter((row) => !isWhole(row)).map(({ id }) => id), ...others.filter((id) => !listed.has(id))];
  const read = new Map((await details.read(entity, shape, ids)).map((row) => [row.id, row]));
  // In the list's order; a row that is gone by now is left out.
  return [...open.filter((row) => isWhole(row) || read.has(row.id)), ...others.flatMap((id) => read.get(id) ?? [])].map(
    (row) => read.get(row.id) ?? row,
  );
}

function toPage<Type extends RecordType, Row extends { id: number }>(
  whole: readonly Row[],
  { changedAt = [], ...mapped }: Mapped<Type>,
  rows: ListedRows<Type, Row>,
  seenAt: Date,
): Page<Type> {
  const times = whole.map((row) => rows.changedAt(row));
  // Some lists say everything but when it changed: by then all of it was seen, whatever their clock says.
  const seenBefore = new Date(seenAt.getTime() - CLOCK_SKEW_MS).toISOString();
  const watermark = latest([...times.map((time) => (time === undefined ? seenBefore : time)), ...changedAt]);
  return { ...mapped, ...(watermark === undefined ? {} : { watermark }) };
}

/** It came in whole once, and was merged field by field since. */
function asSeen<Type extends RecordType>(known: Known<Type>, seenAt: Date): readonly Incoming<Type>[] {
  return [...known].map(([externalId, data]) => ({ externalId, data: data as unknown as RecordInput<Type>, seenAt }));
}

/** Whole rows by id, as the kit asks for them; those that are gone are absent. */
export function readById<Type extends RecordType, Row extends { id: number }>(
  context: Context,
  externalIds: readonly string[],
  rows: Pick<ListedRows<Type, Row>, 'entity' | 'shape' | 'isNone' | 'map'>,
): Promise<Pick<Mapped<Type>, 'items' | 'refused'>> {
  return readingDetails(context, `${rows.entity} by id ${externalIds.join(',')}`, async (details) => {
    const found = await details.read(rows.entity, rows.shape, externalIds);
    const { items, refused = [] } = await rows.map(
      context,
      found.filter((row) => rows.isNone?.(row) !== true),
      details,
    );
    return { items, refused };
  });
}
