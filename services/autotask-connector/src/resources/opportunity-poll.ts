import { labelKey, type PartContext, type PollPart } from '@psa-bridge/connector-kit';
import { PAGE_ROWS, where, type QueryFilter } from '../client/query.ts';
import { AutotaskOpportunity } from '../client/types.ts';
import { toCanonicalOpportunity } from '../mapping/opportunity.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { readPage, readRows, type Mapped } from './paging.ts';

type Context = PartContext<AutotaskSession, AutotaskSettings>;

/** When opportunities are looked at, in milliseconds: windows that scenarios scale (architecture rule 15). */
export interface OpportunityRhythm {
  /** Between two questions for what changed: a call each. */
  everyMs: number;
  /** Between two readings of all that are linked and open: a call for 500. */
  rereadEveryMs: number;
}

const SOURCE = { entity: 'Opportunities', shape: AutotaskOpportunity } as const;
/** What the mapping reads, and the dates that tell of changes. */
const READ_FIELDS = Object.keys(AutotaskOpportunity.shape).filter((field) => field !== 'userDefinedFields');
/** From half of the allowance on Autotask slows every call of the tenant (autotask.md section 3): others go first. */
const STANDS_BACK_AT = 0.5;
/** Statuses of opportunities that are done with; all others are open (section 5.4). */
const CLOSED = new Set(['lost', 'closed', 'implemented']);

/**
 * Changes made in Autotask (AT-80): there is no webhook, and whether an edit moves `lastActivity` is not known (section 5.4.1).
 * So each look asks for what the dates tell, and from time to time all linked open ones are read again and compared.
 */
export function opportunityPoll(rhythm: OpportunityRhythm): PollPart<'opportunity', AutotaskSession, AutotaskSettings> {
  return {
    isOn: (settings) => settings.readOpportunityChanges,
    everyMs: rhythm.everyMs,
    standsBackAt: STANDS_BACK_AT,
    changed: (context, request) =>
      readPage(context.session, request, {
        ...SOURCE,
        fields: readFields(context.session),
        filter: request.since ? [movedSince(request.since)] : [],
        changedAt: (row) => row.lastActivity ?? row.createDate,
        map: (rows, seenAt) => mapOpportunities(context, rows, seenAt),
      }),
    reread: {
      everyMs: rhythm.rereadEveryMs,
      atOnce: PAGE_ROWS,
      async worthwhile({ session }) {
        const status = (await session.fields(SOURCE.entity)).find(({ name }) => name === 'status');
        const closed = new Set(
          (status?.picklistValues ?? []).flatMap(({ value, label }) => (CLOSED.has(labelKey(label)) ? value : [])),
        );
        return (opportunity) => !closed.has(opportunity.status ?? '');
      },
      read: readOpportunities,
    },
  };
}

/** Opportunities by id, at most a page. */
export async function readOpportunities(context: Context, externalIds: readonly string[]): Promise<Mapped<'opportunity'>> {
  const seenAt = context.clock.now();
  const source = { ...SOURCE, fields: readFields(context.session) };
  return mapOpportunities(context, await readRows(context.session, source, externalIds), seenAt);
}

/** Closing and losing are noted by the day. */
function movedSince(since: Date): QueryFilter {
  const day = `${since.toISOString().slice(0, 10)}T00:00:00.000Z`;
  return where.any(
    where.gte('lastActivity', since.toISOString()),
    where.gte('createDate', since.toISOString()),
    where.gte('closedDate', day),
    where.gte('lostDate', day),
  );
}

/** User-defined fields are answered where they are named (section 2.3): those that are mapped. */
function readFields({ settings }: AutotaskSession): readonly string[] {
  return [...READ_FIELDS, ...Object.values(settings.opportunityUdfs)];
}

async function mapOpportunities(
  context: Context,
  rows: readonly AutotaskOpportunity[],
  seenAt: Date,
): Promise<Mapped<'opportunity'>> {
  const ids = (field: 'companyID' | 'contactID'): string[] => [
    ...new Set(rows.flatMap((row) => (typeof row[field] === 'number' ? String(row[field]) : []))),
  ];
  const companies = await context.recordIds('company', ids('companyID'));
  const contacts = await context.knownIds('contact', ids('contactID'));
  const items: Mapped<'opportunity'>['items'][number][] = [];
  const refused: NonNullable<Mapped<'opportunity'>['refused']>[number][] = [];
  for (const row of rows) {
    const companyId = companies.get(String(row.companyID ?? ''));
    const externalId = String(row.id);
    if (companyId !== undefined) {
      const links = { companyId, contactId: contacts.get(String(row.contactID ?? '')) };
      items.push({ externalId, data: toCanonicalOpportunity(row, links, context.session.settings.opportunityUdfs), seenAt });
    } else {
      const reason = `companyID: company ${String(row.companyID)} does not exist in Autotask or is hidden from the API user.`;
      refused.push({ externalId, name: row.title ?? externalId, reason });
    }
  }
  return { items, refused };
}
