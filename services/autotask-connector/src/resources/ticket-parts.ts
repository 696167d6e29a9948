import { CHARGE_STEPS, chargeStep, sendParts, type PushContext } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { BusinessRecord, Ticket } from '@psa-bridge/records';
import { where } from '../client/query.ts';
import { AutotaskTicketCharge, AutotaskTicketNote, type AutotaskWrite } from '../client/types.ts';
import { fromCanonicalTicketLine } from '../mapping/ticket.mapping.ts';
import { productReference } from '../mapping/quote.mapping.ts';
import { dayTime } from '../mapping/day-time.ts';
import { choiceLike, defaultChoice, type AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { activeChargeCode } from './billing-code.ts';
import { checkedRow } from './checked-row.ts';
import { bringInOwnCharges } from './own-charges.ts';
import { linkedId } from './quote-item-reference.ts';

type Context = PushContext<AutotaskSession, AutotaskSettings>;
type Line = Ticket['lines'][number];

const CHARGES = 'TicketCharges';
const NOTES = 'TicketNotes';
const NOTE = { id: 'note', name: 'Internal note' };

/** The charges of a ticket one by one, then its note: what is refused is named, the rest goes on (IS-09). */
export async function pushTicketParts(record: BusinessRecord<'ticket'>, ticketId: number, context: Context): Promise<void> {
  const { lines, internalNote } = record.data;
  const day = record.createdAt.toISOString().slice(0, 10);
  await sendParts(lines, (line) => pushCharge(line, { ticketId, day }, context), context);
  await bringInOwnCharges(record, context);
  if (internalNote !== undefined) await sendParts([NOTE], () => pushNote(internalNote, ticketId, context), context);
}

async function pushCharge(line: Line, of: { ticketId: number; day: string }, context: Context): Promise<void> {
  const step = chargeStep(line);
  if (context.stepId(step) !== undefined) return;
  const { ticketId, day } = of;
  const product = line.productId === undefined ? undefined : await context.records.get('product', line.productId);
  const infos = await context.session.fields(CHARGES);
  const row = fromCanonicalTicketLine(line, {
    productID: await productIdOf(line, context),
    billingCodeID: await activeChargeCode({ billingCode: line.billingCode, categoryId: product?.data.categoryId }, context),
    chargeType: choiceLike(infos, 'chargeType', /operational/i) ?? defaultChoice(infos, 'chargeType'),
  });
  await checkedRow(CHARGES, row, { isNew: true }, context);
  const target = { parent: 'Tickets', parentId: ticketId, child: 'Charges' };
  await context.once(step, {
    find: () => findUnknownCharge(ticketId, row, context),
    create: async () =>
      String(await context.session.client.create(target, { ticketID: ticketId, datePurchased: dayTime(day), ...row })),
  });
}

/** A labour product of ours is a role in Autotask, which no charge refers to. */
async function productIdOf({ productId }: Line, context: Context): Promise<number | undefined> {
  if (productId === undefined) return undefined;
  const { field, id } = productReference(await linkedId('product', productId, context));
  return field === 'productID' ? id : undefined;
}

/** Charges carry no marker: one of this ticket with equal content that no line of ours is known by is the one sought. */
async function findUnknownCharge(ticketId: number, row: AutotaskWrite, context: Context): Promise<string | undefined> {
  const known = new Set(context.stepIds(CHARGE_STEPS).values());
  const rows = await context.session.client.list(CHARGES, { filter: [where.eq('ticketID', ticketId)] }, AutotaskTicketCharge);
  const same = ['name', 'unitQuantity', 'unitPrice', 'productID', 'billingCodeID'] as const;
  const match = rows.find(
    (candidate) => !known.has(String(candidate.id)) && same.every((field) => (candidate[field] ?? null) === (row[field] ?? null)),
  );
  return match && String(match.id);
}

/**
 * A note of its own: customers see a ticket's description. The ids of note types and of who may read differ from tenant to
 * tenant (autotask.md section 8); where none is internal, nothing is published.
 */
async function pushNote(text: string, ticketId: number, context: Context): Promise<void> {
  const { client } = context.session;
  const infos = await context.session.fields(NOTES);
  const publish = choiceLike(infos, 'publish', /internal/i);
  if (publish === undefined)
    throw rejected('no_internal_note', 'Autotask shows no choice by which a ticket note stays internal. Enter the note there.');
  const noteType = choiceLike(infos, 'noteType', /internal/i) ?? defaultChoice(infos, 'noteType');
  const target = { parent: 'Tickets', parentId: ticketId, child: 'Notes' };
  await context.once(NOTE.id, {
    async find() {
      const notes = await client.list(NOTES, { filter: [where.eq('ticketID', ticketId)] }, AutotaskTicketNote);
      const match = notes.find(({ title, description }) => title === NOTE.name && description === text);
      return match && String(match.id);
    },
    create: async () =>
      String(await client.create(target, { ticketID: ticketId, title: NOTE.name, description: text, noteType, publish })),
  });
}
