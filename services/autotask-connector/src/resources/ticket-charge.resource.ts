import {
  instant,
  latest,
  linkedPage,
  type Page,
  type PageRequest,
  type PartContext,
  type Resource,
} from '@psa-bridge/connector-kit';
import { PAGE_ROWS, where, type QueryFilter } from '../client/query.ts';
import { AutotaskTicketCharge } from '../client/types.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { readRows, type Mapped } from './paging.ts';
import { mapCharges } from './ticket-charges.ts';

type Context = PartContext<AutotaskSession, AutotaskSettings>;

const CHARGES = { entity: 'TicketCharges', shape: AutotaskTicketCharge } as const;
/** Where the second part of a run begins, and from where it goes on; the first goes by ids. */
const KNOWN = 'known:';
const DAY_MS = 24 * 60 * 60 * 1000;
/** Deltas ask no longer whether a charge was billed that nobody billed within a quarter; full syncs do. */
const BILLED_WITHIN_MS = 92 * DAY_MS;
const BEFORE_FIRST = -1;

/**
 * Charges that people put on Autotask's tickets (AT-90 to AT-95, autotask.md section 5.17): new ones of the last two hours
 * where the switch is on, and changes of those that came in before. They are only ever read.
 */
export function ticketChargeResource(windowMs: number): Resource<'ticket_charge', AutotaskSession, AutotaskSettings> {
  return {
    pull: {
      label: 'Ticket charges',
      changes: 'since',
      page: (context, request) => readCharges(context, request, windowMs),
      async getMany(context, externalIds) {
        const seenAt = context.session.clock.now();
        const rows = await readRows(context.session, CHARGES, externalIds);
        return mapWanted(context, rows, { seenAt, from: windowStart(seenAt, windowMs) });
      },
    },
  };
}

function windowStart(now: Date, windowMs: number): Date {
  return new Date(now.getTime() - windowMs);
}

/** By id first what is new or, in a delta, changed; then what is known and may still move, in a delta what of it was billed. */
async function readCharges(context: Context, request: PageRequest, windowMs: number): Promise<Page<'ticket_charge'>> {
  const seenAt = context.session.clock.now();
  const from = windowStart(seenAt, windowMs);
  const { rows, next } = request.cursor?.startsWith(KNOWN)
    ? await readOpen(context, request)
    : await readNews(context, request, from);
  const changed = latest(rows.map((row) => row.statusLastModifiedDate));
  return {
    ...(await mapWanted(context, rows, { seenAt, from })),
    ...(next === undefined ? {} : { next }),
    // What changed before the window was read by now, whatever Autotask's clock says.
    watermark: changed !== undefined && changed > from ? changed : from,
  };
}

interface ChargePage {
  rows: readonly AutotaskTicketCharge[];
  next: string | undefined;
}

async function readNews(context: Context, { cursor, since }: PageRequest, from: Date): Promise<ChargePage> {
  const { session } = context;
  const isImporting = session.settings.importTicketCharges;
  const watches = since !== undefined && (isImporting || (await knowsAny(context)));
  const conditions: QueryFilter[] = [
    ...(isImporting ? [where.gte('createDate', from.toISOString())] : []),
    ...(watches ? [where.gte('statusLastModifiedDate', since.toISOString())] : []),
  ];
  if (conditions.length === 0) return { rows: [], next: KNOWN };
  const walk = { after: cursor === undefined ? BEFORE_FIRST : Number(cursor), filter: [where.any(...conditions)] };
  const { rows, next } = await session.client.walk(CHARGES.entity, walk, CHARGES.shape);
  return { rows, next: next === undefined ? KNOWN : String(next) };
}

async function knowsAny({ records }: Context): Promise<boolean> {
  return (await records.search('ticket_charge', { from: 0, size: 1 })).total > 0;
}

/**
 * Charges that are neither billed nor cancelled here, a call for each 500, the latest first. Nothing is known to tell that one
 * was billed (autotask.md section 5.17), so a delta asks which of them were.
 */
async function readOpen(context: Context, { cursor = KNOWN, since }: PageRequest): Promise<ChargePage> {
  const { session, integration, clock } = context;
  const at = cursor === KNOWN ? undefined : cursor.slice(KNOWN.length);
  const filters = { isBilled: false, isCancelled: false };
  const page = await linkedPage('ticket_charge', { cursor: at, size: PAGE_ROWS, filters }, context);
  const oldest = new Date(since === undefined ? 0 : clock.now().getTime() - BILLED_WITHIN_MS).toISOString();
  const asked = page.records.filter(({ data }) => data.madeAt >= oldest);
  const ids = asked.flatMap(({ external }) => external[integration.id]?.id ?? []);
  const isWorthMore = asked.length === page.records.length;
  return {
    rows: await (since === undefined ? readRows(session, CHARGES, ids) : readBilled(session, ids)),
    next: page.next !== undefined && isWorthMore ? `${KNOWN}${page.next}` : undefined,
  };
}

async function readBilled(session: AutotaskSession, externalIds: readonly string[]): Promise<readonly AutotaskTicketCharge[]> {
  if (externalIds.length === 0) return [];
  const filter = [where.oneOf('id', externalIds.map(Number)), where.eq('isBilled', true)];
  return session.client.query(CHARGES.entity, { filter }, CHARGES.shape);
}

/** What is known is kept up to date; what is not comes in only while it is new and the switch is on (AT-90, AT-91). */
async function mapWanted(
  context: Context,
  rows: readonly AutotaskTicketCharge[],
  { seenAt, from }: { seenAt: Date; from: Date },
): Promise<Mapped<'ticket_charge'>> {
  const isImporting = context.session.settings.importTicketCharges;
  const known = await context.knownIds(
    'ticket_charge',
    rows.map(({ id }) => String(id)),
  );
  const isKnown = ({ id }: AutotaskTicketCharge): boolean => known.has(String(id));
  const isNew = (row: AutotaskTicketCharge): boolean => (instant(row.createDate) ?? from) >= from;
  const wanted = rows.filter((row) => isKnown(row) || (isImporting && isNew(row)));
  return mapCharges(context, { rows: wanted, isKnown, seenAt });
}
