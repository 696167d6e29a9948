import type { ImaginedIds, PsaAnswer, PsaRequest, Rehearsal } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { HaloSetupRow } from '../client/setup-types.ts';
import { rowId as idOfRow } from '../client/wire-fields.ts';
import { QUOTE_STATUS_LOOKUP } from '../mapping/setup-tables.ts';
import type { HaloSession } from '../session.ts';

type Row = Readonly<Record<string, unknown>>;

/** Members that refer to rows, and where those are read (halopsa.md section 6). */
const REFERS: Readonly<Record<string, string>> = {
  client_id: 'Client',
  site_id: 'Site',
  user_id: 'Users',
  agent_id: 'Agent',
  ticket_id: 'Opportunities',
  item_id: 'Item',
};

/** Rows that are looked at for one quote: each costs a call, for no list by ids is documented (section 5). */
const MOST_ROWS = 40;
const LiveRow = z.object({ id: idOfRow });

/** HaloPSA as far as a push is gone through: it publishes no rules of its fields, but shows what is referred to. */
export function rehearseHalo(session: HaloSession, ids: ImaginedIds): Rehearsal {
  const isThere = new Map<string, boolean>();
  const imagined = new Map<string, Row>();
  let statuses: ReadonlySet<number> | undefined;

  async function read({ entity, id }: Reference): Promise<void> {
    if (ids.isOne(id) || isThere.has(`${entity} ${id}`) || isThere.size >= MOST_ROWS) return;
    isThere.set(`${entity} ${id}`, (await session.client.detail(entity, id, LiveRow)) !== undefined);
  }

  return {
    imagine(request) {
      const { entity, id } = placeOf(request);
      if (request.method === 'GET') return ok(id === undefined ? { record_count: 0, rows: [] } : imagined.get(`${entity} ${id}`));
      const row = rowOf(request);
      const rowId = typeof row['id'] === 'number' ? row['id'] : ids.next();
      const saved = { ...ofServer(entity, ids), ...row, id: rowId, ...linesOf(row, ids) };
      imagined.set(`${entity} ${rowId}`, saved);
      return ok(saved);
    },
    async look(writes) {
      for (const write of writes) {
        const row = rowOf(write);
        for (const reference of referencesOf(placeOf(write).entity, row)) await read(reference);
        if (placeOf(write).entity === 'Quotation' && 'status' in row) statuses ??= await readStatuses(session);
      }
    },
    refusal(write) {
      const row = rowOf(write);
      const { entity } = placeOf(write);
      const missing = referencesOf(entity, row).find((one) => isThere.get(`${one.entity} ${one.id}`) === false);
      if (missing) return Promise.resolve(missingRow(missing));
      const status = entity === 'Quotation' ? row['status'] : undefined;
      const isUnknown = typeof status === 'number' && statuses !== undefined && !statuses.has(status);
      return Promise.resolve(isUnknown ? refused('The quotation status does not exist') : undefined);
    },
  };
}

interface Reference {
  member: string;
  entity: string;
  id: number;
}

function placeOf({ url }: PsaRequest): { entity: string; id: string | undefined } {
  const [entity = '', id] = new URL(url).pathname.replace(/^.*\/api\//, '').split('/');
  return { entity, id };
}

/** One element is sent for one call. */
function rowOf({ body }: PsaRequest): Row {
  return (Array.isArray(body) ? (body[0] as Row | undefined) : undefined) ?? {};
}

/** What the server makes with a row: a client comes with its main site (section 6). */
function ofServer(entity: string, ids: ImaginedIds): Row {
  return entity === 'Client' ? { main_site_id: ids.next() } : entity === 'Users' ? { site_id: ids.next() } : {};
}

function linesIn({ lines }: Row): readonly Row[] {
  return Array.isArray(lines) ? (lines as readonly Row[]) : [];
}

function linesOf(row: Row, ids: ImaginedIds): { lines?: readonly Row[] } {
  return 'lines' in row ? { lines: linesIn(row).map((line) => ({ ...line, id: line['id'] ?? ids.next() })) } : {};
}

/** What a row refers to, its lines and itself among it; 0 and -1 mean none (section 4). */
function referencesOf(entity: string, row: Row): readonly Reference[] {
  const within = [row, ...linesIn(row)].flatMap((one) =>
    Object.entries(REFERS).flatMap(([member, target]) => {
      const id = one[member];
      return typeof id === 'number' && id > 0 ? [{ member, entity: target, id }] : [];
    }),
  );
  const { id } = row;
  return typeof id === 'number' ? [{ member: 'id', entity, id }, ...within] : within;
}

async function readStatuses({ client }: HaloSession): Promise<ReadonlySet<number>> {
  return new Set((await client.list('Lookup', { lookupid: QUOTE_STATUS_LOOKUP }, HaloSetupRow)).map(({ id }) => id));
}

function ok(body: unknown): PsaAnswer {
  return { status: 200, headers: {}, body };
}

/** What is not there to be changed is answered with 404, what is referred to in words. */
function missingRow({ member }: Reference): PsaAnswer {
  if (member === 'id') return { status: 404, headers: {}, body: undefined };
  const text = member === 'item_id' ? 'The item of a quotation line does not exist' : `Invalid ${member}`;
  return refused(text);
}

function refused(text: string): PsaAnswer {
  return { status: 400, headers: {}, body: text };
}
