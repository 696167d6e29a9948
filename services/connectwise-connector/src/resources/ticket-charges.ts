import {
  bringInOwnCharges,
  chargeStep,
  KEPT_OF_OWN_CHARGES,
  sendParts,
  type PartContext,
  type PushContext,
} from '@psa-bridge/connector-kit';
import type { BusinessRecord, Incoming, Ticket } from '@psa-bridge/records';
import type { CwProductItem } from '../client/sales-types.ts';
import { lineMark, productRow } from '../mapping/quote.mapping.ts';
import { toCanonicalTicketCharge } from '../mapping/ticket.mapping.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { checkedRow } from './checked-row.ts';
import { readRows } from './paging.ts';
import { catalogItemOf, makeProduct, PRODUCTS, type ProductParent } from './product-items.ts';

type Context = PushContext<ConnectWiseSession, ConnectWiseSettings>;
type Line = Ticket['lines'][number];

/** The charges of a ticket one by one, each once: one that is refused is named and the others go on (IS-09). */
export async function pushTicketCharges(record: BusinessRecord<'ticket'>, ticketId: number, context: Context): Promise<void> {
  const { lines } = record.data;
  const parent = { field: 'ticket', id: ticketId } as const;
  const places = new Map(lines.map(({ id }, index) => [id, index + 1]));
  const send = (line: Line): Promise<void> =>
    pushCharge(line, { ticket: record._id, parent, position: places.get(line.id) ?? 0 }, context);
  await sendParts(lines, send, context);
  await bringInOwnCharges(record, (externalIds) => readCharges(context, externalIds), context);
}

async function pushCharge(
  line: Line,
  { ticket, parent, position }: { ticket: string; parent: ProductParent; position: number },
  context: Context,
): Promise<void> {
  const step = chargeStep(line);
  if (context.stepId(step) !== undefined) return;
  // A service is charged once here: what recurs stands on an agreement.
  const row = productRow(line, { catalogItem: await catalogItemOf(line, context), position });
  await checkedRow('productItem', row, { isNew: true }, context);
  await makeProduct({ step, mark: lineMark(ticket, line.id), parent, row }, context);
}

/** Charges of our tickets by the ids of their products there. */
async function readCharges(
  context: PartContext<ConnectWiseSession, ConnectWiseSettings>,
  externalIds: readonly string[],
): Promise<readonly Incoming<'ticket_charge'>[]> {
  const seenAt = context.session.clock.now();
  return mapCharges(context, await readRows(context.session, PRODUCTS, externalIds), seenAt);
}

export async function mapCharges(
  { knownIds, records }: PartContext<ConnectWiseSession, ConnectWiseSettings>,
  rows: readonly CwProductItem[],
  seenAt: Date,
): Promise<readonly Incoming<'ticket_charge'>[]> {
  const tickets = await knownIds('ticket', idsOf(rows, 'ticket'));
  const products = await knownIds('product', idsOf(rows, 'catalogItem'));
  const companies = new Map(
    (await records.getMany('ticket', [...tickets.values()])).map(({ _id, data }) => [_id, data.companyId]),
  );
  return rows.flatMap((row) => {
    const companyId = companies.get(tickets.get(String(row.ticket?.id)) ?? '');
    const links = { companyId, productId: products.get(String(row.catalogItem?.id)) };
    const data = toCanonicalTicketCharge(row, { links, seenAt });
    return data ? [{ externalId: String(row.id), data, seenAt, silentOn: KEPT_OF_OWN_CHARGES }] : [];
  });
}

function idsOf(rows: readonly CwProductItem[], field: 'ticket' | 'catalogItem'): readonly string[] {
  return [...new Set(rows.flatMap((row) => (row[field] ? String(row[field].id) : [])))];
}
