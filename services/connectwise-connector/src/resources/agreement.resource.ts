import { dayText, type Page, type PageRequest, type PartContext, type PollPart, type Resource } from '@psa-bridge/connector-kit';
import { CwAddition, CwAgreement } from '../client/fulfilment-types.ts';
import { periodOf } from '../mapping/catalog-class.ts';
import { toCanonicalAgreement, type AgreementLinks, type ServiceOnAgreement } from '../mapping/agreement.mapping.ts';
import { BILLING_CYCLES, type ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { PASSED_OVER, withoutCompany } from './company-of-row.ts';
import { keepingPage, keepingReads } from './keeping-reads.ts';
import { readPage, readRows, type Mapped } from './paging.ts';

type Context = PartContext<ConnectWiseSession, ConnectWiseSettings>;

export const AGREEMENTS = { path: 'finance/agreements', shape: CwAgreement } as const;
/** Each takes a call of its own for its additions, so that a page is small. */
const AGREEMENTS_AT_ONCE = 10;
/** The additions of agreements can wait for everyone else. */
const STANDS_BACK_AT = 0.5;
/** ConnectWise does not say which quote an agreement was made from: that stays as it stands here. */
const OURS = ['quoteId'] as const;

/**
 * Agreements with their additions (connectwise.md section 11). Whether an agreement changes with its additions is not documented,
 * so all active ones are read again now and then.
 */
export function agreementResource({
  rereadEveryMs,
}: {
  rereadEveryMs: number;
}): Resource<'agreement', ConnectWiseSession, ConnectWiseSettings> {
  return {
    pull: {
      label: 'Agreements',
      changes: 'since',
      page: readChanged,
      count: ({ session }) => session.client.count(AGREEMENTS.path),
      getMany: keptAgreements,
    },
    poll: agreementPoll(rereadEveryMs),
    naturalKeys: ({ name, companyId }) => [{ kind: 'name', value: `${companyId} ${name}` }],
  };
}

function agreementPoll(everyMs: number): PollPart<'agreement', ConnectWiseSession, ConnectWiseSettings> {
  const reread = {
    ...{ everyMs, atOnce: AGREEMENTS_AT_ONCE, read: keptAgreements },
    worthwhile: () => Promise.resolve(({ isActive }: { isActive: boolean }) => isActive),
  };
  return { everyMs, standsBackAt: STANDS_BACK_AT, reread };
}

function readChanged(context: Context, request: PageRequest): Promise<Page<'agreement'>> {
  return keepingPage('agreements', { context, request }, (kept) => {
    const map = (rows: readonly CwAgreement[], seenAt: Date) => mapAgreements(kept, rows, seenAt);
    return readPage(kept.session, request, { ...AGREEMENTS, rows: AGREEMENTS_AT_ONCE, map });
  });
}

function keptAgreements(context: Context, externalIds: readonly string[]): Promise<Mapped<'agreement'>> {
  return keepingReads(`agreements ${externalIds.join()}`, context, (kept) => readAgreements(kept, externalIds));
}

/** As they stand now, whatever another reading keeps. */
export async function readAgreements(context: Context, externalIds: readonly string[]): Promise<Mapped<'agreement'>> {
  const seenAt = context.session.clock.now();
  return mapAgreements(context, await readRows(context.session, AGREEMENTS, externalIds), seenAt);
}

async function mapAgreements(context: Context, rows: readonly CwAgreement[], seenAt: Date): Promise<Mapped<'agreement'>> {
  const linksOf = await findLinks(context, rows, seenAt);
  const items: Mapped<'agreement'>['items'][number][] = [];
  const refused: NonNullable<Mapped<'agreement'>['refused']>[number][] = [];
  const passedOver: string[] = [];
  for (const row of rows) {
    const links = linksOf(row);
    const externalId = String(row.id);
    if (links === PASSED_OVER) passedOver.push(externalId);
    else if ('reason' in links) refused.push({ externalId, name: row.name ?? externalId, reason: links.reason });
    else items.push({ externalId, data: toCanonicalAgreement(row, links), seenAt, silentOn: OURS });
  }
  return { items, refused, passedOver };
}

type LinksOf = (row: CwAgreement) => AgreementLinks | ReturnType<typeof withoutCompany>;

async function findLinks(context: Context, rows: readonly CwAgreement[], seenAt: Date): Promise<LinksOf> {
  const companies = await context.recordIds('company', idsIn(rows, 'company'));
  const contacts = await context.knownIds('contact', idsIn(rows, 'contact'));
  const opportunities = await context.knownIds('opportunity', idsIn(rows, 'opportunity'));
  const services = await servicesOf(context, rows);
  const billingCycles = await context.session.setup(BILLING_CYCLES);
  const today = seenAt.toISOString().slice(0, 10);
  return (row) => {
    const companyId = companies.get(String(row.company?.id));
    if (companyId === undefined) return withoutCompany(row.company, context.session.settings);
    const startDate = dayText(row.startDate);
    if (startDate === undefined) return { reason: 'startDate: is missing in ConnectWise. Enter one there.' };
    const period = periodOf({ recurringBillCycle: row.billingCycle, unitOfMeasure: undefined }, { billingCycles });
    return {
      ...{ companyId, startDate, today },
      contactId: contacts.get(String(row.contact?.id)),
      opportunityId: opportunities.get(String(row.opportunity?.id)),
      period: period === 'unsupported' ? undefined : period,
      services: services.get(row.id) ?? [],
    };
  };
}

function idsIn(rows: readonly CwAgreement[], field: 'company' | 'contact' | 'opportunity'): readonly string[] {
  return [...new Set(rows.flatMap((row) => (row[field] ? String(row[field].id) : [])))];
}

export function additionsOf(agreementId: number, { client }: ConnectWiseSession): Promise<readonly CwAddition[]> {
  return client.list(`${AGREEMENTS.path}/${agreementId}/additions`, {}, CwAddition);
}

/** Additions by agreement. What is no service here, such as hardware that is let, is told by its name alone. */
async function servicesOf(
  context: Context,
  rows: readonly CwAgreement[],
): Promise<ReadonlyMap<number, readonly ServiceOnAgreement[]>> {
  const additions = new Map<number, readonly CwAddition[]>();
  for (const { id } of rows) additions.set(id, await additionsOf(id, context.session));
  const items = [...new Set([...additions.values()].flat().flatMap(({ product }) => (product ? String(product.id) : [])))];
  const goods = await context.knownIds('product', items);
  const recordIds = await context.recordIds(
    'service',
    items.filter((id) => !goods.has(id)),
  );
  const known = new Map((await context.records.getMany('service', [...recordIds.values()])).map(({ _id, data }) => [_id, data]));
  const found = (row: CwAddition): ServiceOnAgreement => {
    const id = recordIds.get(String(row.product?.id));
    const data = id === undefined ? undefined : known.get(id);
    return { row, known: id === undefined || data === undefined ? undefined : { id, data } };
  };
  return new Map([...additions].map(([id, own]) => [id, own.map(found)] as const));
}
