import { changedFields, linkedId, type PushContext, type PushPart, type Resource } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { BusinessRecord, Opportunity } from '@psa-bridge/records';
import type { HaloWrite } from '../client/halo.client.ts';
import { HaloOpportunity } from '../client/sales-types.ts';
import { SavedRow } from '../client/types.ts';
import { choiceId, fromCanonicalOpportunity } from '../mapping/opportunity.mapping.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { checkedRow } from './checked-row.ts';
import { OPPORTUNITIES, opportunityRows } from './opportunity-rows.ts';
import { readById, readPage } from './paging.ts';
import { placeOf } from './place.ts';

type Context = PushContext<HaloSession, HaloSettings>;

/**
 * Opportunities (halopsa.md section 6). No webhook tells of them, so that they are read every hour (SY-22). The marker is `third_party_id_string`.
 */
export function opportunityResource(rhythm: { everyMs: number }): Resource<'opportunity', HaloSession, HaloSettings> {
  return {
    pull: {
      label: 'Opportunities',
      changes: 'since',
      everyMs: rhythm.everyMs,
      page: (context, request) => readPage(context, request, opportunityRows(context)),
      getMany: (context, externalIds) => readById(context, externalIds, opportunityRows(context)),
    },
    push: opportunityPush(),
  };
}

function opportunityPush(): PushPart<'opportunity', HaloSession, HaloSettings> {
  return {
    wants: isWanted,
    requires: ({ data }) => [
      { type: 'company', id: data.companyId },
      ...(data.contactId ? [{ type: 'contact' as const, id: data.contactId }] : []),
    ],
    create: {
      claim: ({ _id }) => ({ marker: _id }),
      find: (claim, { data }, context) => findMade(data, String(claim['marker']), context),
      async send({ data }, claim, context) {
        const { session } = context;
        const row = {
          ...(await newOpportunityChoices(data, session)),
          ...fromCanonicalOpportunity(data, session.settings),
          ...(await placeOf(data, context)),
          ...ownerIn(data, context),
          third_party_id_string: claim['marker'],
        };
        await checkedRow('opportunity', row, { isNew: true }, context);
        return String((await session.client.save(OPPORTUNITIES, row, SavedRow)).id);
      },
    },
    async update({ data }, link, context) {
      const { session } = context;
      const seen = link.seen as Opportunity | undefined;
      const hasMoved = seen === undefined || seen.companyId !== data.companyId || seen.contactId !== data.contactId;
      const changes: HaloWrite = {
        ...changedFields(
          seen && fromCanonicalOpportunity(seen, session.settings),
          fromCanonicalOpportunity(data, session.settings),
        ),
        // Client, site and user go together, so that they stay with one another.
        ...(hasMoved ? await placeOf(data, context) : {}),
        ...changedOwner(data, seen, context),
      };
      if (Object.keys(changes).length === 0) return;
      await checkedRow('opportunity', changes, { isNew: false }, context);
      await session.client.save(OPPORTUNITIES, { id: Number(link.id), ...changes }, SavedRow);
    },
  };
}

/** One that HaloPSA does not have yet is made there with its first proposal, a draft too (HP-18). */
async function isWanted(
  record: BusinessRecord<'opportunity'>,
  { records, integration }: Pick<Context, 'records' | 'integration'>,
): Promise<boolean> {
  if (record.external[integration.id]?.id !== undefined) return true;
  const { total } = await records.search('quote', { from: 0, size: 1, filters: { opportunityId: record._id } });
  return total > 0;
}

/** The agent that the owner is (PA-32); none where nobody was chosen, or one whom HaloPSA does not know. */
function ownerIn({ ownerExternalIds }: Opportunity, { integration }: Context): HaloWrite {
  const agent = choiceId(ownerExternalIds?.[integration.id]);
  return agent === undefined ? {} : { agent_id: agent };
}

/** Which number stands for nobody differs by tenant (halopsa.md section 4), so an owner who is taken away stays there. */
function changedOwner(now: Opportunity, seen: Opportunity | undefined, context: Context): HaloWrite {
  const owner = ownerIn(now, context);
  return seen && ownerIn(seen, context)['agent_id'] === owner['agent_id'] ? {} : owner;
}

/** What an opportunity gets that is made there and leaves it open (HP-12). */
async function newOpportunityChoices({ category }: Opportunity, session: HaloSession): Promise<HaloWrite> {
  const { opportunityType, opportunityTeam, opportunityAgent } = session.settings;
  return {
    ...(category === undefined || !/^\d+$/.test(category)
      ? { tickettype_id: opportunityType === undefined ? await firstType(session) : Number(opportunityType) }
      : {}),
    // A ticket holds its team by name, which may change: the setting holds its id.
    ...(opportunityTeam === undefined ? {} : await teamOf(opportunityTeam, session)),
    ...(opportunityAgent === undefined ? {} : { agent_id: Number(opportunityAgent) }),
  };
}

/** @throws AppError `opportunity_type_missing` */
async function firstType(session: HaloSession): Promise<number> {
  const types = await session.setup('TicketType', { domain: 'opps' });
  const first = types.find(({ use, inactive }) => inactive !== true && (use ?? 'opportunity') === 'opportunity');
  if (first) return first.id;
  throw rejected('opportunity_type_missing', 'HaloPSA shows the API agent no type of opportunities.');
}

async function teamOf(key: string, session: HaloSession): Promise<HaloWrite> {
  const team = (await session.setup('Team', { showall: true })).find(({ id }) => String(id) === key);
  return team?.name ? { team: team.name } : {};
}

/** One of the client that carries the marker, which only its details tell. */
async function findMade(data: Opportunity, marker: string, context: Context): Promise<string | undefined> {
  const { client } = context.session;
  const clientId = await linkedId({ type: 'company', id: data.companyId }, context);
  const rows = await client.list(OPPORTUNITIES, { client_id: clientId, order: 'id', orderdesc: true }, HaloOpportunity);
  for (const { id } of rows.filter((row) => row.client_id === clientId && row.summary === data.name)) {
    const whole = await client.detail(OPPORTUNITIES, id, HaloOpportunity);
    if (whole?.third_party_id_string === marker) return String(id);
  }
  return undefined;
}
