import {
  dayText,
  labelKey,
  type Page,
  type PageRequest,
  type PartContext,
  type PollPart,
  type Resource,
} from '@psa-bridge/connector-kit';
import type { BusinessRecord } from '@psa-bridge/records';
import { PAGE_ROWS, where } from '../client/query.ts';
import { AutotaskContract, AutotaskContractService, AutotaskContractServiceUnits } from '../client/types.ts';
import { presentUnits, toCanonicalAgreement, type AgreementLinks, type ServiceOnContract } from '../mapping/agreement.mapping.ts';
import { quoteMarker } from '../mapping/quote.mapping.ts';
import type { AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { recurringType } from './contract-choices.ts';
import { readPage, readRows, type Mapped } from './paging.ts';
import { changedSince } from './watermark.ts';

type Context = PartContext<AutotaskSession, AutotaskSettings>;

const SOURCE = { entity: 'Contracts', shape: AutotaskContract } as const;
const CHANGED_AT = 'lastModifiedDateTime';
/** The services of contracts can wait for everyone else. */
const STANDS_BACK_AT = 0.5;
const ENDED = new Set(['inactive', 'cancelled', 'canceled']);
const MOST_QUOTES = 1_000;

/**
 * Agreements: Autotask's contracts with their services (autotask.md section 5.22). Not every tenant's Autotask notes when a
 * contract changed (section 5.4.2), and none notes it of the services: so all active ones are read again now and then.
 */
export function agreementResource({
  rereadEveryMs,
}: {
  rereadEveryMs: number;
}): Resource<'agreement', AutotaskSession, AutotaskSettings> {
  return {
    pull: {
      label: 'Agreements',
      changes: 'since',
      page: async (context, request) =>
        (await hasChangeDate(context.session))
          ? readChanged(context, request)
          : readAllNowAndThen(context, request, rereadEveryMs),
      count: ({ session }) => session.client.count(SOURCE.entity, [where.gte('id', 0)]),
      getMany: readContracts,
    },
    poll: agreementPoll(rereadEveryMs),
    naturalKeys: ({ number, companyId }) => (number ? [{ kind: 'number', value: `${companyId} ${number}` }] : []),
  };
}

function agreementPoll(everyMs: number): PollPart<'agreement', AutotaskSession, AutotaskSettings> {
  const reread = {
    ...{ everyMs, atOnce: PAGE_ROWS, read: readContracts },
    worthwhile: async () => (agreement: { isActive: boolean }) => agreement.isActive,
  };
  return { everyMs, standsBackAt: STANDS_BACK_AT, reread };
}

async function hasChangeDate(session: AutotaskSession): Promise<boolean> {
  return (await session.fields(SOURCE.entity)).some(({ name }) => name === CHANGED_AT);
}

function readChanged(context: Context, request: PageRequest): Promise<Page<'agreement'>> {
  return readPage(context.session, request, {
    ...SOURCE,
    filter: changedSince(CHANGED_AT, request.since),
    changedAt: (row) => row.lastModifiedDateTime,
    map: (rows, seenAt) => mapContracts(context, rows, seenAt),
  });
}

/** Without a change date the mark of the deltas is the time of the last walk over all contracts. */
async function readAllNowAndThen(context: Context, request: PageRequest, everyMs: number): Promise<Page<'agreement'>> {
  const now = context.clock.now();
  const isFresh = request.since !== undefined && now.getTime() - request.since.getTime() < everyMs;
  if (isFresh && request.cursor === undefined) return { items: [] };
  const map = (rows: readonly AutotaskContract[], seenAt: Date) => mapContracts(context, rows, seenAt);
  return { ...(await readPage(context.session, request, { ...SOURCE, filter: [], map })), watermark: now };
}

export async function readContracts(context: Context, externalIds: readonly string[]): Promise<Mapped<'agreement'>> {
  const seenAt = context.clock.now();
  return mapContracts(context, await readRows(context.session, SOURCE, externalIds), seenAt);
}

async function mapContracts(context: Context, rows: readonly AutotaskContract[], seenAt: Date): Promise<Mapped<'agreement'>> {
  const linksOf = await findLinks(context, rows);
  const items: Mapped<'agreement'>['items'][number][] = [];
  const refused: NonNullable<Mapped<'agreement'>['refused']>[number][] = [];
  for (const row of rows) {
    const links = linksOf(row);
    const externalId = String(row.id);
    if ('reason' in links) refused.push({ externalId, name: row.contractName ?? externalId, reason: links.reason });
    else items.push({ externalId, data: toCanonicalAgreement(row, links), seenAt });
  }
  return { items, refused };
}

type LinksOf = (row: AutotaskContract) => AgreementLinks | { reason: string };

async function findLinks(context: Context, rows: readonly AutotaskContract[]): Promise<LinksOf> {
  const companies = await context.recordIds('company', idsIn(rows, 'companyID'));
  const contacts = await context.knownIds('contact', idsIn(rows, 'contactID'));
  const opportunities = await context.knownIds('opportunity', idsIn(rows, 'opportunityID'));
  const quotes = await quotesOf([...opportunities.values()], context);
  const services = await servicesOf(context, rows);
  const statuses = (await context.session.fields(SOURCE.entity)).find(({ name }) => name === 'status')?.picklistValues ?? [];
  const ended = new Set(statuses.flatMap(({ value, label }) => (ENDED.has(labelKey(label)) ? value : [])));
  return (row) => {
    const companyId = companies.get(String(row.companyID ?? ''));
    const startDate = dayText(row.startDate);
    if (companyId === undefined)
      return { reason: `companyID: company ${String(row.companyID)} does not exist in Autotask or is hidden from the API user.` };
    if (startDate === undefined) return { reason: 'startDate: is missing in Autotask. Enter one there.' };
    const opportunityId = opportunities.get(String(row.opportunityID ?? ''));
    return {
      ...{ companyId, startDate, opportunityId },
      contactId: contacts.get(String(row.contactID ?? '')),
      quoteId: quotes.find((quote) => quote.data.opportunityId === opportunityId && quoteMarker(quote) === row.contractNumber)
        ?._id,
      isActive: !ended.has(String(row.status)),
      services: services.get(row.id) ?? [],
    };
  };
}

function idsIn(rows: readonly AutotaskContract[], field: 'companyID' | 'contactID' | 'opportunityID'): readonly string[] {
  return [...new Set(rows.flatMap((row) => (typeof row[field] === 'number' ? String(row[field]) : [])))];
}

/** A contract that was made from a quote carries the quote's marker as its number. */
async function quotesOf(opportunityIds: readonly string[], { records }: Context): Promise<readonly BusinessRecord<'quote'>[]> {
  if (opportunityIds.length === 0) return [];
  return (await records.search('quote', { from: 0, size: MOST_QUOTES, filters: { opportunityId: opportunityIds } })).items;
}

/** Services by contract; only contracts of the recurring type have any. */
async function servicesOf(
  context: Context,
  rows: readonly AutotaskContract[],
): Promise<ReadonlyMap<number, readonly ServiceOnContract[]>> {
  const { session, records } = context;
  const type = await recurringType(session);
  const contractIds = rows.filter((row) => row.contractType === type).map(({ id }) => id);
  if (contractIds.length === 0) return new Map();
  const onThem = where.oneOf('contractID', contractIds);
  const onContracts = await session.client.list('ContractServices', { filter: [onThem] }, AutotaskContractService);
  const day = `${context.clock.now().toISOString().slice(0, 10)}T00:00:00.000Z`;
  const present = [onThem, where.lte('startDate', day), where.gte('endDate', day)];
  const periods =
    onContracts.length === 0
      ? []
      : await session.client.list('ContractServiceUnits', { filter: present }, AutotaskContractServiceUnits);
  const units = presentUnits(periods);
  const ids = [...new Set(onContracts.map(({ serviceID }) => String(serviceID ?? '')))].filter(Boolean);
  const recordIds = await context.recordIds('service', ids);
  const known = new Map((await records.getMany('service', [...recordIds.values()])).map((record) => [record._id, record.data]));
  const found = onContracts.map((row): ServiceOnContract => {
    const id = recordIds.get(String(row.serviceID ?? ''));
    const data = id === undefined ? undefined : known.get(id);
    return { row, units: units.get(row.id) ?? 0, known: id === undefined || data === undefined ? undefined : { id, data } };
  });
  return Map.groupBy(found, ({ row }) => row.contractID ?? 0);
}
