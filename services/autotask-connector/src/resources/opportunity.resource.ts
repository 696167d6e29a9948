import { linkedId, type PushContext, type PushPart, type Resource } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { Opportunity } from '@psa-bridge/records';
import { where } from '../client/query.ts';
import { AutotaskOpportunity, type AutotaskWrite } from '../client/types.ts';
import { fromCanonicalOpportunity, newOpportunityRow } from '../mapping/opportunity.mapping.ts';
import { defaultChoice, type AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { MESSAGES } from '../failures.ts';
import { changedRow } from './changes.ts';
import { checkedRow } from './checked-row.ts';
import { opportunityPoll, readOpportunities, type OpportunityRhythm } from './opportunity-poll.ts';

type Context = PushContext<AutotaskSession, AutotaskSettings>;

const OPPORTUNITIES = 'Opportunities';
const DAY_MS = 24 * 60 * 60 * 1000;
/** A close date is mandatory in Autotask; where none is set, a month from now. */
const DEFAULT_CLOSE_DAYS = 30;

/**
 * Opportunities (autotask.md section 5.4): they carry no marker; a creation is found again by company, title and day. Autotask
 * is read when one is created (AT-51); later changes made there only where the tenant wants it (AT-80).
 */
export function opportunityResource(rhythm: OpportunityRhythm): Resource<'opportunity', AutotaskSession, AutotaskSettings> {
  return { push: opportunityPush(), poll: opportunityPoll(rhythm) };
}

function opportunityPush(): PushPart<'opportunity', AutotaskSession, AutotaskSettings> {
  return {
    requires: ({ data }) => [
      { type: 'company', id: data.companyId },
      ...(data.contactId ? [{ type: 'contact' as const, id: data.contactId }] : []),
    ],
    create: {
      async claim(record, context) {
        return {
          companyId: (await linksOf(record.data, context)).companyId,
          title: record.data.name,
          day: dayOf(context.clock.now(), 0),
        };
      },
      async find(claim, _record, { session }) {
        const filter = [
          where.eq('companyID', claim['companyId']),
          where.eq('title', claim['title']),
          where.gte('createDate', `${String(claim['day'])}T00:00:00.000Z`),
        ];
        const rows = await session.client.query(OPPORTUNITIES, { filter }, AutotaskOpportunity);
        return rows[0] && String(rows[0].id);
      },
      async send(record, claim, context) {
        const { session } = context;
        const infos = await session.fields(OPPORTUNITIES);
        const now = context.clock.now();
        const defaults = {
          stage: defaultChoice(infos, 'stage') ?? 1,
          status: defaultChoice(infos, 'status') ?? 1,
          ownerResourceId: ownerIn(record.data, context) ?? (await session.ownerResourceId()),
          today: String(claim['day']),
          closeDate: dayOf(now, DEFAULT_CLOSE_DAYS),
        };
        const links = await linksOf(record.data, context);
        const row = newOpportunityRow(record.data, links, defaults, session.settings.opportunityUdfs);
        return String(await session.client.create(OPPORTUNITIES, await checkedRow(OPPORTUNITIES, row, { isNew: true }, context)));
      },
    },
    readBack: { after: 'creation', read: (externalId, context) => readOpportunities(context, [externalId]) },
    async update(record, link, context) {
      const { client } = context.session;
      const existing = await client.get(OPPORTUNITIES, Number(link.id), AutotaskOpportunity);
      if (!existing) throw opportunityNotFound(link.id);
      const changes = await changesOf(record.data, link.seen as Opportunity | undefined, context);
      if (Object.keys(changes).length === 0) return;
      await checkedRow(OPPORTUNITIES, changes, { isNew: false }, context);
      await client.patch(OPPORTUNITIES, { id: existing.id, ...changes });
    },
  };
}

/** Company and contact go together: Autotask checks the one against the other (AT-63). */
async function changesOf(now: Opportunity, seen: Opportunity | undefined, context: Context): Promise<AutotaskWrite> {
  const points = context.session.settings.opportunityUdfs;
  const changes = {
    ...changedRow(seen && fromCanonicalOpportunity(seen, points), fromCanonicalOpportunity(now, points)),
    ...changedOwner(now, seen, context),
  };
  const hasMoved = seen !== undefined && (seen.companyId !== now.companyId || seen.contactId !== now.contactId);
  if (!hasMoved) return changes;
  const { companyId, contactId } = await linksOf(now, context);
  return { ...changes, companyID: companyId, contactID: contactId ?? null };
}

/** The resource that the owner is (PA-32); undefined where nobody was chosen, or one whom Autotask does not know. */
function ownerIn({ ownerExternalIds }: Opportunity, { integration }: Context): number | undefined {
  const id = ownerExternalIds?.[integration.id];
  return id === undefined ? undefined : Number(id);
}

/** Autotask always wants one: an owner who is taken away stays there. */
function changedOwner(now: Opportunity, seen: Opportunity | undefined, context: Context): AutotaskWrite {
  const owner = ownerIn(now, context);
  return owner === undefined || (seen && ownerIn(seen, context) === owner) ? {} : { ownerResourceID: owner };
}

/** AT-60: the linked opportunity is gone or hidden. */
export function opportunityNotFound(externalId: string): Error {
  return rejected('opportunity_not_found', MESSAGES.opportunityNotFound, { details: { externalId } });
}

async function linksOf(data: Opportunity, context: Context): Promise<{ companyId: number; contactId?: number | undefined }> {
  const companyId = await linkedId({ type: 'company', id: data.companyId }, context);
  if (data.contactId === undefined) return { companyId };
  return { companyId, contactId: await linkedId({ type: 'contact', id: data.contactId }, context) };
}

function dayOf(now: Date, daysLater: number): string {
  return new Date(now.getTime() + daysLater * DAY_MS).toISOString().slice(0, 10);
}
