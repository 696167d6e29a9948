import {
  latest,
  linkedId,
  linkedPage,
  ownTickets,
  picklistKey,
  type Page,
  type PageRequest,
  type PartContext,
  type PushContext,
  type PushPart,
  type Resource,
} from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { RecordType, Ticket } from '@psa-bridge/records';
import { where } from '../client/conditions.ts';
import { CwTicket } from '../client/fulfilment-types.ts';
import { CreatedRow } from '../client/types.ts';
import { fromCanonicalTicket, type TicketLinks } from '../mapping/ticket.mapping.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { checkedRow } from './checked-row.ts';
import { changedSince, OWN_AT_ONCE, readRows } from './paging.ts';
import { pushTicketCharges } from './ticket-charges.ts';

type Context = PartContext<ConnectWiseSession, ConnectWiseSettings>;

const TICKETS = { path: 'service/tickets', shape: CwTicket } as const;

/**
 * Service tickets made from approved quotes (CW-42; connectwise.md section 11). The marker is `externalXRef`. Their status is read
 * back, their number is their id; tickets that were made in ConnectWise are none of ours.
 */
export const ticketResource: Resource<'ticket', ConnectWiseSession, ConnectWiseSettings> = {
  pull: { label: 'Tickets', changes: 'since', page: readOwnTickets, getMany: readTickets },
  push: ticketPush(),
};

/** A page of our tickets, and which of them changed: no call where there are none. */
async function readOwnTickets(context: Context, { cursor, since }: PageRequest): Promise<Page<'ticket'>> {
  const seenAt = context.session.clock.now();
  const { externalIds, next } = await linkedPage('ticket', { cursor, size: OWN_AT_ONCE }, context);
  const rows = await readRows(context.session, { ...TICKETS, conditions: changedSince(since) }, externalIds);
  return {
    ...(await mapTickets(context, rows, seenAt)),
    ...(next === undefined ? {} : { next }),
    // Nothing was seen yet: whatever comes is news.
    watermark: latest(rows.map(({ _info }) => _info?.lastUpdated)) ?? since ?? new Date(0),
  };
}

async function readTickets(context: Context, externalIds: readonly string[]) {
  const seenAt = context.session.clock.now();
  return mapTickets(context, await readRows(context.session, TICKETS, externalIds), seenAt);
}

function mapTickets(context: Context, rows: readonly CwTicket[], seenAt: Date) {
  const there = rows.map(({ id, status }) => ({
    ...{ externalId: String(id), number: String(id), status: picklistKey(status?.id) },
  }));
  return ownTickets(there, seenAt, context);
}

function ticketPush(): PushPart<'ticket', ConnectWiseSession, ConnectWiseSettings> {
  return {
    requires: ({ data }) => [
      { type: 'company', id: data.companyId },
      ...(data.contactId ? [{ type: 'contact' as const, id: data.contactId }] : []),
    ],
    prefers: ({ data }) => [
      ...(data.opportunityId ? [{ type: 'opportunity' as const, id: data.opportunityId }] : []),
      ...[...new Set(data.lines.flatMap((line) => line.productId ?? []))].map((id) => ({ type: 'product' as const, id })),
      ...[...new Set(data.lines.flatMap((line) => line.serviceId ?? []))].map((id) => ({ type: 'service' as const, id })),
    ],
    create: {
      claim: (record) => ({ marker: record._id }),
      async find(claim, _record, { session }) {
        const conditions = where.eq('externalXRef', String(claim['marker']));
        const [row] = await session.client.list(TICKETS.path, { conditions, fields: ['id'] }, CreatedRow);
        return row && String(row.id);
      },
      async send({ data }, claim, context) {
        const { client, settings } = context.session;
        const row = { ...fromCanonicalTicket(data, await linksOf(data, context), settings), externalXRef: claim['marker'] };
        await checkedRow('ticket', row, { isNew: true }, context);
        return String((await client.create(TICKETS.path, row, CreatedRow)).id);
      },
    },
    // Nobody changes it here after its creation; but one that is gone must not pass for synchronized.
    async update(_record, link, { session }) {
      if (await session.client.get(`${TICKETS.path}/${link.id}`, CwTicket)) return;
      throw rejected('entity_gone', `Ticket ${link.id} was not found in ConnectWise.`, { details: { externalId: link.id } });
    },
    parts: (record, externalId, context) => pushTicketCharges(record, Number(externalId), context),
    readBack: { after: 'every_push', read: (externalId, context) => readTickets(context, [externalId]) },
  };
}

async function linksOf(
  { companyId, contactId, opportunityId }: Ticket,
  context: PushContext<ConnectWiseSession, ConnectWiseSettings>,
): Promise<TicketLinks> {
  const idOf = async (type: RecordType, id: string | undefined): Promise<number | undefined> => {
    const externalId = id === undefined ? undefined : await context.externalId(type, id);
    return externalId === undefined ? undefined : Number(externalId);
  };
  return {
    company: await linkedId({ type: 'company', id: companyId }, context),
    contact: await idOf('contact', contactId),
    opportunity: await idOf('opportunity', opportunityId),
  };
}
