import { latest, type DocumentPage, type InvoicesPart, type PartContext, type PostedInvoice } from '@psa-bridge/connector-kit';
import { where } from '../client/query.ts';
import { AutotaskInvoice } from '../client/invoice.types.ts';
import { toPostedInvoice, type InvoiceParts } from '../mapping/invoice.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { readInvoiceParts } from './invoice-parts.ts';
import { noteInvoice } from './note-invoice.ts';

/** When posted invoices are looked at, in milliseconds: windows that scenarios scale (architecture rule 15). */
export interface InvoiceRhythm {
  /** Between two questions for what was posted. */
  everyMs: number;
  /** Between two readings of the whole history. */
  rereadEveryMs: number;
}

/** From half of the allowance on Autotask slows every call of the tenant (autotask.md section 3): others go first. */
export const STANDS_BACK_AT = 0.5;
export const DAY_MS = 24 * 60 * 60_000;
/** An invoice shows before its batch has ended (section 7.3); one in the making is read again for so long. */
const OVERLAP_MS = 30 * 60_000;
export const BEFORE_FIRST = -1;

/**
 * Posted invoices (section 7.3): by the time of their making, with an overlap; voids by theirs. Edits have no time, so the
 * history is read again and compared (7.4). A page of 500 costs a call each for invoices, lines, companies and contacts.
 */
export function postedInvoices(rhythm: InvoiceRhythm): InvoicesPart<AutotaskSession, AutotaskSettings> {
  return {
    isOn: (settings) => settings.readInvoices,
    everyMs: rhythm.everyMs,
    standsBackAt: STANDS_BACK_AT,
    overlapMs: OVERLAP_MS,
    reread: { everyMs: rhythm.rereadEveryMs },
    historyMs: (settings) => settings.invoiceHistoryDays * DAY_MS,
    page: readInvoicePage,
    note: noteInvoice,
  };
}

type PageOf = Parameters<InvoicesPart<AutotaskSession, AutotaskSettings>['page']>[1];

async function readInvoicePage(
  { session }: PartContext<AutotaskSession, AutotaskSettings>,
  { since, cursor }: PageOf,
): Promise<DocumentPage<PostedInvoice>> {
  const from = since.toISOString();
  const filter = [where.any(where.gte('createDateTime', from), where.gte('voidedDate', from))];
  const after = cursor === undefined ? BEFORE_FIRST : Number(cursor);
  const { rows, next } = await session.client.walk('Invoices', { after, filter }, AutotaskInvoice);
  const parts = await readInvoiceParts(session, rows);
  const watermark = latest(rows.map(({ createDateTime }) => createDateTime));
  return {
    documents: (await withVoids(rows, parts, session)).flatMap((row) => toPostedInvoice(row, parts) ?? []),
    ...(next === undefined ? {} : { next: String(next) }),
    ...(watermark === undefined ? {} : { watermark }),
  };
}

/** One that is voided between the question for it and that for its lines has none, and its row does not say why: it is read again. */
async function withVoids(
  rows: readonly AutotaskInvoice[],
  { lines }: InvoiceParts,
  { client }: AutotaskSession,
): Promise<readonly AutotaskInvoice[]> {
  const without = rows.filter(({ id, isVoided }) => isVoided !== true && !lines.has(id)).map(({ id }) => id);
  if (without.length === 0) return rows;
  const now = await client.list('Invoices', { filter: [where.oneOf('id', without)] }, AutotaskInvoice);
  const voided = new Map(now.filter(({ isVoided }) => isVoided === true).map((row) => [row.id, row]));
  return rows.map((row) => voided.get(row.id) ?? row);
}
