import { KEPT_OF_OWN_CHARGES, type PartContext, present } from '@psa-bridge/connector-kit';
import { AutotaskProduct, AutotaskTicket, type AutotaskTicketCharge } from '../client/types.ts';
import { chargeStage, type ChargeStage } from '../mapping/charge-status.ts';
import { toCanonicalTicketCharge } from '../mapping/ticket.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { readRows, type Mapped } from './paging.ts';

type Context = PartContext<AutotaskSession, AutotaskSettings>;
type Row = AutotaskTicketCharge;

export interface ReadCharges {
  rows: readonly Row[];
  isKnown: (row: Row) => boolean;
  seenAt: Date;
}

/** Charges with their tickets, companies and products; new ones that procurement has nothing to do with are left out. */
export async function mapCharges(context: Context, { rows, isKnown, seenAt }: ReadCharges): Promise<Mapped<'ticket_charge'>> {
  const fresh = rows.filter((row) => !isKnown(row));
  const skipped = new Set([...(await withoutProcurement(fresh, context)), ...(await madeHere(fresh, context))]);
  const kept = rows.filter(({ id }) => !skipped.has(id));
  if (kept.length === 0) return { items: [] };
  const links = await linksOf(kept, context);
  const charges = kept.map((row) => ({
    id: String(row.id),
    name: row.name ?? '',
    data: toCanonicalTicketCharge(row, links(row)),
  }));
  return {
    items: charges.flatMap(({ id, data }) => (data ? [{ externalId: id, data, seenAt, silentOn: KEPT_OF_OWN_CHARGES }] : [])),
    refused: charges.flatMap(({ id, name, data }) =>
      data ? [] : [{ externalId: id, name, reason: 'createDate: is missing in Autotask.' }],
    ),
  };
}

/** AT-92: by the product's flag in Autotask as it is now, or as it stands here. */
async function withoutProcurement(fresh: readonly Row[], context: Context): Promise<readonly number[]> {
  const productIds = distinct(fresh.map(({ productID }) => productID));
  if (productIds.length === 0) return [];
  const products = await readRows(context.session, { entity: 'Products', shape: AutotaskProduct }, productIds);
  const known = await context.knownIds('product', productIds);
  const ours = await context.records.getMany('product', [...known.values()]);
  const flaggedHere = new Set(ours.filter(({ data }) => data.doesNotRequireProcurement).map(({ _id }) => _id));
  const flagged = new Set([
    ...products.filter((product) => product.doesNotRequireProcurement === true).map(({ id }) => String(id)),
    ...[...known].filter(([, recordId]) => flaggedHere.has(recordId)).map(([externalId]) => externalId),
  ]);
  return fresh.filter(({ productID }) => flagged.has(String(productID))).map(({ id }) => id);
}

/**
 * Charges that we put on the ticket of a quote are no news: procurement has its lines from the quote (FP-10). What a person
 * adds there, or makes again (AT-95), is.
 */
async function madeHere(fresh: readonly Row[], context: Context): Promise<readonly number[]> {
  const ours = await context.knownIds('ticket', distinct(fresh.map(({ ticketID }) => ticketID)));
  const made: number[] = [];
  for (const { id, ticketID, creatorResourceID } of fresh) {
    if (!ours.has(String(ticketID)) || typeof creatorResourceID !== 'number') continue;
    if (await context.session.isApiUser(creatorResourceID)) made.push(id);
  }
  return made;
}

async function linksOf(rows: readonly Row[], context: Context) {
  const { session } = context;
  const ticketIds = distinct(rows.map(({ ticketID }) => ticketID));
  const ticketRows = await readRows(session, { entity: 'Tickets', shape: AutotaskTicket }, ticketIds);
  const tickets = new Map(ticketRows.map((ticket) => [String(ticket.id), ticket]));
  const companies = await context.recordIds('company', distinct(ticketRows.map(({ companyID }) => companyID)));
  const products = await context.recordIds('product', distinct(rows.map(({ productID }) => productID)));
  const stageOf = await readStages(context);
  return (row: Row) => {
    const ticket = tickets.get(String(row.ticketID));
    return {
      companyId: companies.get(String(ticket?.companyID)),
      productId: products.get(String(row.productID)),
      ticketNumber: present(ticket?.ticketNumber),
      stage: stageOf(row),
    };
  };
}

/** What the tenant's own statuses mean; one that nobody documented is kept as it is and told to operators (AT-94). */
export async function readStages({
  session,
  log,
}: Pick<Context, 'session' | 'log'>): Promise<(row: Row) => ChargeStage | undefined> {
  const infos = await session.fields('TicketCharges');
  const choices = infos.find(({ name }) => name === 'status')?.picklistValues ?? [];
  const labels = new Map(choices.map(({ value, label }) => [value, label ?? '']));
  return ({ status }) => {
    if (status === null || status === undefined) return undefined;
    const label = labels.get(String(status));
    const stage = label === undefined ? undefined : chargeStage(label);
    if (stage === undefined) log.warn({ status: String(status), label }, 'charge_status_unknown');
    return stage;
  };
}

function distinct(ids: readonly (number | null | undefined)[]): readonly string[] {
  return [...new Set(ids.flatMap((id) => (id === null || id === undefined ? [] : [String(id)])))];
}
