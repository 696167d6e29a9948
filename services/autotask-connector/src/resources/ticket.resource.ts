import {
  latest,
  linkedPage,
  ownTickets,
  type PageRequest,
  type PartContext,
  picklistKey,
  picklistValue,
  present,
  type PullPart,
  type PushContext,
  type PushPart,
  type Resource,
} from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { BusinessRecord, Ticket } from '@psa-bridge/records';
import { PAGE_ROWS, where } from '../client/query.ts';
import { AutotaskTicket } from '../client/types.ts';
import { MESSAGES } from '../failures.ts';
import { fromCanonicalTicket, type TicketIds } from '../mapping/ticket.mapping.ts';
import { defaultChoice, type AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { checkedRow } from './checked-row.ts';
import { readRows, type Mapped } from './paging.ts';
import { pushTicketParts } from './ticket-parts.ts';
import { changedSince } from './watermark.ts';

type Context = PartContext<AutotaskSession, AutotaskSettings>;

const TICKETS = { entity: 'Tickets', shape: AutotaskTicket } as const;

/**
 * Service tickets made from approved quotes (autotask.md section 5.16). The marker is `externalID`. Their number and status
 * are read back; tickets that were made in Autotask are none of ours.
 */
export const ticketResource: Resource<'ticket', AutotaskSession, AutotaskSettings> = { pull: ticketPull(), push: ticketPush() };

function ticketPull(): PullPart<'ticket', AutotaskSession, AutotaskSettings> {
  return {
    label: 'Tickets',
    changes: 'since',
    page: readOwnTickets,
    getMany: readTickets,
  };
}

async function readTickets(context: Context, externalIds: readonly string[]) {
  const seenAt = context.session.clock.now();
  return mapTickets(context, await readRows(context.session, TICKETS, externalIds), seenAt);
}

/** A page of our tickets, and which of them changed: no call where there are none. */
async function readOwnTickets(context: Context, { cursor, since }: PageRequest) {
  const { session } = context;
  const seenAt = session.clock.now();
  const { externalIds, next } = await linkedPage('ticket', { cursor, size: PAGE_ROWS }, context);
  const filter = [where.oneOf('id', externalIds.map(Number)), ...changedSince('lastTrackedModificationDateTime', since)];
  const rows = externalIds.length === 0 ? [] : await session.client.query(TICKETS.entity, { filter }, TICKETS.shape);
  return {
    ...(await mapTickets(context, rows, seenAt)),
    ...(next === undefined ? {} : { next }),
    // Nothing was seen yet: whatever comes is news.
    watermark: latest(rows.map((row) => row.lastTrackedModificationDateTime)) ?? since ?? new Date(0),
  };
}

function mapTickets(context: Context, rows: readonly AutotaskTicket[], seenAt: Date): Promise<Mapped<'ticket'>> {
  const there = rows.map(({ id, ticketNumber, status }) => ({
    ...{ externalId: String(id), number: present(ticketNumber), status: picklistKey(status) },
  }));
  return ownTickets(there, seenAt, context);
}

function ticketPush(): PushPart<'ticket', AutotaskSession, AutotaskSettings> {
  return {
    requires: ({ data }) => [
      { type: 'company', id: data.companyId },
      ...(data.contactId ? [{ type: 'contact' as const, id: data.contactId }] : []),
    ],
    prefers: ({ data }) => [
      ...(data.opportunityId ? [{ type: 'opportunity' as const, id: data.opportunityId }] : []),
      ...[...new Set(data.lines.flatMap((line) => line.productId ?? []))].map((id) => ({ type: 'product' as const, id })),
    ],
    create: {
      claim: (record) => ({ marker: record._id }),
      async find(claim, _record, { session }) {
        const rows = await session.client.query(
          TICKETS.entity,
          { filter: [where.eq('externalID', claim['marker'])] },
          TICKETS.shape,
        );
        return rows[0] && String(rows[0].id);
      },
      async send(record, claim, context) {
        const row = fromCanonicalTicket(record.data, await idsOf(record.data, context));
        await checkedRow(TICKETS.entity, row, { isNew: true }, context);
        return String(await context.session.client.create(TICKETS.entity, { ...row, externalID: claim['marker'] }));
      },
    },
    // Nobody changes it here after its creation; but one that is gone must not pass for synchronized.
    async update(_record, link, { session }) {
      if (await session.client.get(TICKETS.entity, Number(link.id), TICKETS.shape)) return;
      throw rejected('entity_gone', MESSAGES.noMatch, { details: { externalId: link.id } });
    },
    parts: (record: BusinessRecord<'ticket'>, externalId, context) => pushTicketParts(record, Number(externalId), context),
    readBack: { after: 'every_push', read: (externalId, context) => readTickets(context, [externalId]) },
  };
}

/** What a ticket refers to. The queue is only sent where one was chosen: Autotask says itself when it wants one. */
async function idsOf(
  { companyId, contactId, opportunityId }: Ticket,
  context: PushContext<AutotaskSession, AutotaskSettings>,
): Promise<TicketIds> {
  const { session } = context;
  const { ticketStatus, ticketPriority, ticketQueue } = session.settings;
  const infos = await session.fields(TICKETS.entity);
  const idOf = async (type: 'company' | 'contact' | 'opportunity', id: string | undefined): Promise<number | undefined> => {
    const externalId = id === undefined ? undefined : await context.externalId(type, id);
    return externalId === undefined ? undefined : Number(externalId);
  };
  return {
    companyID: await idOf('company', companyId),
    contactID: await idOf('contact', contactId),
    opportunityID: await idOf('opportunity', opportunityId),
    status: picklistValue(ticketStatus) ?? defaultChoice(infos, 'status'),
    priority: picklistValue(ticketPriority) ?? defaultChoice(infos, 'priority'),
    queueID: picklistValue(ticketQueue),
  };
}
