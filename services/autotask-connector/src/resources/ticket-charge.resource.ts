import { instant, latest, type Page, type PageRequest, type PartContext, type Resource } from '@psa-bridge/connector-kit';
import { PAGE_ROWS, where, type QueryFilter } from '../client/query.ts';
import { AutotaskTicketCharge } from '../client/types.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { readRows, type Mapped } from './paging.ts';
import { mapCharges } from './ticket-charges.ts';

type Context = PartContext<AutotaskSession, AutotaskSettings>;

const CHARGES = { entity: 'TicketCharges', shape: AutotaskTicketCharge } as const;
/** Where the second part of a full pass begins; the first goes by ids. */
const KNOWN = 'known:';
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

/** By id first what is new or, in a delta, changed; then, in a full pass, what is known and may still move. */
async function readCharges(context: Context, request: PageRequest, windowMs: number): Promise<Page<'ticket_charge'>> {
  const seenAt = context.session.clock.now();
  const from = windowStart(seenAt, windowMs);
  const { rows, next } = request.cursor?.startsWith(KNOWN)
    ? await readKnown(context, Number(request.cursor.slice(KNOWN.length)))
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
  const afterwards = since === undefined ? `${KNOWN}0` : undefined;
  if (conditions.length === 0) return { rows: [], next: afterwards };
  const walk = { after: cursor === undefined ? BEFORE_FIRST : Number(cursor), filter: [where.any(...conditions)] };
  const { rows, next } = await session.client.walk(CHARGES.entity, walk, CHARGES.shape);
  return { rows, next: next === undefined ? afterwards : String(next) };
}

async function knowsAny({ records }: Context): Promise<boolean> {
  return (await records.search('ticket_charge', { from: 0, size: 1 })).total > 0;
}

async function readKnown({ session, records, integration }: Context, offset: number): Promise<ChargePage> {
  const filters = { isBilled: false, isCancelled: false };
  const { items, total } = await records.search('ticket_charge', { from: offset, size: PAGE_ROWS, filters });
  const ids = items.flatMap(({ external }) => external[integration.id]?.id ?? []);
  const next = offset + items.length;
  return {
    rows: await readRows(session, CHARGES, ids),
    next: items.length > 0 && next < total ? `${KNOWN}${next}` : undefined,
  };
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
