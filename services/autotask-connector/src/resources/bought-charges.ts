import type { PushContext } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { BusinessRecord, PurchaseOrder } from '@psa-bridge/records';
import { AutotaskTicketCharge } from '../client/types.ts';
import type { ChargeStage } from '../mapping/charge-status.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { readRows } from './paging.ts';
import { mapCharges, readStages } from './ticket-charges.ts';

type Context = PushContext<AutotaskSession, AutotaskSettings>;
type Lines = PurchaseOrder['lines'];

const CHARGES = { entity: 'TicketCharges', shape: AutotaskTicketCharge } as const;

/** By the line's id: the charge of a ticket that it buys, as it stands in Autotask. */
export type BoughtCharges = ReadonlyMap<string, { id: number; stage: ChargeStage | undefined }>;

/** Not to be ordered yet: ordered as anything else, it would be ordered once more when somebody lets it pass. */
const TOO_EARLY: ReadonlySet<ChargeStage | undefined> = new Set(['new', 'waiting_approval', 'waiting_customer', 'rejected']);
/** Somebody moved it on in Autotask: it is left as it is. */
const MOVED_ON: ReadonlySet<ChargeStage | undefined> = new Set(['on_order', 'ready', 'delivered', 'cancelled', 'billed']);

/** Charges that are gone in Autotask are absent. One call for all lines; none where no line buys a charge. */
export async function readBoughtCharges(lines: Lines, context: Context): Promise<BoughtCharges> {
  const linked = await linkedCharges(lines, context);
  if (linked.size === 0) return new Map();
  const rows = await readRows(context.session, CHARGES, [...new Set(linked.values())]);
  const stageOf = await readStages(context);
  const byId = new Map(rows.map((row) => [String(row.id), row]));
  return new Map(
    [...linked].flatMap(([lineId, externalId]) => {
      const row = byId.get(externalId);
      return row ? [[lineId, { id: row.id, stage: row.isBilled === true ? 'billed' : stageOf(row) }] as const] : [];
    }),
  );
}

/**
 * The charge that a line is ordered as; undefined where it is none, or one that was moved on in Autotask.
 * @throws AppError `charge_not_to_order` for one that is not to be ordered yet: Autotask takes no other (autotask.md section 5.20)
 */
export function chargeToOrder(lineId: string, charges: BoughtCharges): number | undefined {
  const charge = charges.get(lineId);
  if (charge === undefined || MOVED_ON.has(charge.stage)) return undefined;
  if (!TOO_EARLY.has(charge.stage)) return charge.id;
  throw rejected(
    'charge_not_to_order',
    `The charge of this line is "${charge.stage?.replaceAll('_', ' ')}" in Autotask, and only one that is to be ordered can be put on an order.`,
  );
}

/** What an order made of its charges shows here at once: Autotask moves them with it. */
export async function followCharges({ lines }: PurchaseOrder, context: Context): Promise<void> {
  const linked = await linkedCharges(lines, context);
  if (linked.size === 0) return;
  const seenAt = context.clock.now();
  const rows = await readRows(context.session, CHARGES, [...new Set(linked.values())]);
  await context.bringIn('ticket_charge', (await mapCharges(context, { rows, isKnown: () => true, seenAt })).items);
}

/** Autotask's ids by line; a line that was put on the order before its charge was made has it through its procurement item. */
async function linkedCharges(lines: Lines, { records, integration }: Context): Promise<ReadonlyMap<string, string>> {
  const itemIds = lines.flatMap((line) => (line.ticketChargeId === undefined ? line.procurementItemId : []));
  const items = new Map((await records.getMany('procurement_item', itemIds)).map(({ _id, data }) => [_id, data]));
  const chargeOf = (line: Lines[number]) => line.ticketChargeId ?? items.get(line.procurementItemId)?.ticketChargeId;
  const chargeIds = [...new Set(lines.flatMap((line) => chargeOf(line) ?? []))];
  const charges = new Map((await records.getMany('ticket_charge', chargeIds)).map((charge) => [charge._id, charge]));
  return new Map(
    lines.flatMap((line) => {
      const id = standingId(charges.get(chargeOf(line) ?? ''), integration.id);
      return id === undefined ? [] : [[line.id, id] as const];
    }),
  );
}

function standingId(charge: BusinessRecord<'ticket_charge'> | undefined, integrationId: string): string | undefined {
  const link = charge?.external[integrationId];
  return link?.deletedAt === undefined ? link?.id : undefined;
}
