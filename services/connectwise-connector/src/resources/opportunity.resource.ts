import { changedFields, linkedId, type PushContext, type PushPart, type Resource } from '@psa-bridge/connector-kit';
import type { BusinessRecord, Opportunity } from '@psa-bridge/records';
import { where } from '../client/conditions.ts';
import { replacements, type ConnectWiseWrite } from '../client/patch.ts';
import { CwOpportunity } from '../client/sales-types.ts';
import { CreatedRow } from '../client/types.ts';
import { fromCanonicalOpportunity, midnight } from '../mapping/opportunity.mapping.ts';
import type { ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { checkedRow } from './checked-row.ts';
import { claimedNow, isMadeSince } from './made-since.ts';
import { keepingPage } from './keeping-reads.ts';
import { salesRepOf } from './members.ts';
import { mapOpportunities, OPPORTUNITIES, opportunityMaps, readOpportunities } from './opportunity-rows.ts';
import { readPage } from './paging.ts';

type Context = PushContext<ConnectWiseSession, ConnectWiseSettings>;

const DAY_MS = 24 * 60 * 60 * 1000;
/** ConnectWise wants to know when an opportunity is expected to close; where nobody said, a month from now. */
const DEFAULT_CLOSE_DAYS = 30;

/**
 * Opportunities (connectwise.md section 11). They carry no marker: a creation is found again by company, name and time. Location
 * and business unit of a new one are those of its sales representative, which the server fills in; they come with the next delta, by
 * when it is known what our status last stood for there.
 */
export const opportunityResource: Resource<'opportunity', ConnectWiseSession, ConnectWiseSettings> = {
  pull: {
    label: 'Opportunities',
    changes: 'since',
    async page(context, request) {
      // Had before the page, so that no page which was read is lost to a limit behind it (CW-60).
      await context.session.probabilities();
      return keepingPage('opportunities', { context, request }, (kept) =>
        readPage(kept.session, request, { ...OPPORTUNITIES, map: (rows, seenAt) => mapOpportunities(kept, rows, seenAt) }),
      );
    },
    count: ({ session }) => session.client.count(OPPORTUNITIES.path),
    getMany: readOpportunities,
  },
  push: opportunityPush(),
};

function opportunityPush(): PushPart<'opportunity', ConnectWiseSession, ConnectWiseSettings> {
  return {
    wants: isWanted,
    requires: ({ data }) => [
      { type: 'company', id: data.companyId },
      ...(data.contactId ? [{ type: 'contact' as const, id: data.contactId }] : []),
    ],
    create: {
      claim: (_record, { session }) => claimedNow(session),
      find: (claim, record, context) => findMade(record.data, new Date(String(claim['since'])), context),
      async send({ data }, _claim, context) {
        const { session, clock } = context;
        const row = {
          expectedCloseDate: midnight(dayIn(DEFAULT_CLOSE_DAYS, clock.now())),
          ...fromCanonicalOpportunity(data, await opportunityMaps(session)),
          ...(await partiesOf(data, context)),
          primarySalesRep: ownerIn(data, context) ?? { id: await salesRepOf(session) },
        };
        await checkedRow('opportunity', row, { isNew: true }, context);
        return String((await session.client.create(OPPORTUNITIES.path, row, CreatedRow)).id);
      },
    },
    async update({ data }, link, context) {
      const { session } = context;
      const maps = await opportunityMaps(session);
      const seen = link.seen as Opportunity | undefined;
      const hasMoved = seen === undefined || seen.companyId !== data.companyId || seen.contactId !== data.contactId;
      const changes: ConnectWiseWrite = {
        ...changedFields(seen && fromCanonicalOpportunity(seen, maps), fromCanonicalOpportunity(data, maps)),
        // Company and contact go together: ConnectWise checks the one against the other.
        ...(hasMoved ? await partiesOf(data, context) : {}),
        ...changedOwner(data, seen, context),
      };
      if (Object.keys(changes).length === 0) return;
      await checkedRow('opportunity', changes, { isNew: false }, context);
      await session.client.patch(`${OPPORTUNITIES.path}/${link.id}`, replacements(changes));
    },
  };
}

/** The member that the owner is (PA-32); undefined where nobody was chosen, or one whom ConnectWise does not know. */
function ownerIn({ ownerExternalIds }: Opportunity, { integration }: Context): { id: number } | undefined {
  const id = ownerExternalIds?.[integration.id];
  return id === undefined ? undefined : { id: Number(id) };
}

/** ConnectWise always wants one: an owner who is taken away stays there. */
function changedOwner(now: Opportunity, seen: Opportunity | undefined, context: Context): ConnectWiseWrite {
  const owner = ownerIn(now, context);
  return owner === undefined || (seen && ownerIn(seen, context)?.id === owner.id) ? {} : { primarySalesRep: owner };
}

function dayIn(days: number, now: Date): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

/** One that ConnectWise does not have yet is created there once a quote of it is approved (CW-31). */
async function isWanted(
  record: BusinessRecord<'opportunity'>,
  { records, integration }: Pick<Context, 'records' | 'integration'>,
) {
  if (record.external[integration.id]?.id !== undefined) return true;
  const { total } = await records.search('quote', {
    ...{ from: 0, size: 1 },
    filters: { opportunityId: record._id, status: 'approved' },
  });
  return total > 0;
}

async function partiesOf(data: Opportunity, context: Context): Promise<ConnectWiseWrite> {
  const company = { id: await linkedId({ type: 'company', id: data.companyId }, context) };
  if (data.contactId === undefined) return { company };
  return { company, contact: { id: await linkedId({ type: 'contact', id: data.contactId }, context) } };
}

/** One that stands for another record already is none of ours, however alike. */
async function findMade(data: Opportunity, since: Date, context: Context): Promise<string | undefined> {
  const company = where.eq('company/id', await linkedId({ type: 'company', id: data.companyId }, context));
  const conditions = where.all(company, where.eq('name', data.name), where.atLeast('lastUpdated', since));
  const rows = await context.session.client.list(OPPORTUNITIES.path, { conditions }, CwOpportunity);
  const ids = rows.filter((row) => row.name === data.name && isMadeSince(row, since)).map(({ id }) => String(id));
  const known = await context.knownIds('opportunity', ids);
  return ids.find((id) => !known.has(id));
}
