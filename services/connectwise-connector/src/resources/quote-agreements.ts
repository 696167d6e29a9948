import { attempt, linkedId, sendParts, withPeriod, type Claim, type PushContext } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { BusinessRecord, QuoteItem } from '@psa-bridge/records';
import { where } from '../client/conditions.ts';
import { CwAgreement } from '../client/fulfilment-types.ts';
import { CreatedRow } from '../client/types.ts';
import { agreementName, newAgreementRow } from '../mapping/agreement.mapping.ts';
import type { Period } from '../mapping/catalog-class.ts';
import { isSent } from '../mapping/quote.mapping.ts';
import { AGREEMENT_TYPES, type ConnectWiseSession } from '../session.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { AGREEMENTS, readAgreements } from './agreement.resource.ts';
import { pushAddition, type AdditionPlace } from './agreement-additions.ts';
import { checkedRow } from './checked-row.ts';
import { AGREEMENT_STEP, endGoneLines } from './ended-additions.ts';
import { cycleAt } from './item-references.ts';
import { claimedNow, isMadeSince } from './made-since.ts';

type Context = PushContext<ConnectWiseSession, ConnectWiseSettings>;
type QuoteRecord = BusinessRecord<'quote'>;

/**
 * The agreements of an approved quote with recurring lines, where the tenant wants them: one for each billing cycle, because all
 * of an agreement is billed at once, each made once, then each line put onto it once; from then on it follows its line, and ends
 * with it. The agreement itself goes on until somebody ends it: what people added there is none of the quote's.
 */
export async function pushAgreements(record: QuoteRecord, opportunity: number, context: Context): Promise<void> {
  if (!context.session.settings.createAgreements || record.data.status !== 'approved') return;
  const lines = await Promise.all(record.data.items.filter(isSent).map((item) => withPeriod(item, context)));
  const byPeriod = Map.groupBy(lines, ({ period }) => period);
  byPeriod.delete('one-time');
  const changed = new Set(await endGoneLines([...byPeriod.values()].flat(), context));
  for (const [period, own] of byPeriod) {
    if (period === 'one-time') continue;
    const sold = { record, opportunity, period, name: agreementName(record.data, period, byPeriod.size > 1) };
    const agreement = await attempt(own, () => makeAgreement(sold, context), context);
    if (agreement !== undefined && (await putOnto({ agreement, opportunity }, own, context))) changed.add(agreement);
  }
  await bringIn([...changed].map(String), record._id, context);
}

interface Sold {
  record: QuoteRecord;
  opportunity: number;
  period: Period;
  name: string;
}

/** @returns whether the agreement stands here otherwise now, or not at all */
async function putOnto(place: AdditionPlace, lines: readonly QuoteItem[], context: Context): Promise<boolean> {
  let hasChanged = false;
  await sendParts(
    lines,
    async (line) => {
      const isNews = await pushAddition(line, place, context);
      hasChanged ||= isNews;
    },
    context,
  );
  const externalId = String(place.agreement);
  return hasChanged || !(await context.knownIds('agreement', [externalId])).has(externalId);
}

async function bringIn(externalIds: readonly string[], quoteId: string, context: Context): Promise<void> {
  if (externalIds.length === 0) return;
  const { items } = await readAgreements(context, externalIds);
  await context.bringIn(
    'agreement',
    items.map(({ externalId, data, seenAt }) => ({ externalId, seenAt, data: { ...data, quoteId } })),
  );
}

/** No field of an agreement is free for a marker: one of the company and opportunity with its name, entered since and known by nobody. */
async function makeAgreement(sold: Sold, context: Context): Promise<number> {
  const id = await context.once(`${AGREEMENT_STEP}${sold.period}`, {
    claim: () => ({ ...claimedNow(context), name: sold.name, startDate: context.clock.now().toISOString().slice(0, 10) }),
    find: (claim) => findMade(sold, claim, context),
    create: (claim) => sendAgreement(sold, claim, context),
  });
  return Number(id);
}

async function findMade({ record, opportunity, period }: Sold, claim: Claim, context: Context): Promise<string | undefined> {
  const company = await linkedId({ type: 'company', id: record.data.companyId }, context);
  const cycle = await cycleAt(period, context.session);
  const since = new Date(String(claim['since']));
  const conditions = where.all(
    ...[where.eq('company/id', company), where.eq('opportunity/id', opportunity), where.atLeast('lastUpdated', since)],
  );
  const rows = await context.session.client.list(AGREEMENTS.path, { conditions }, CwAgreement);
  const made = rows.filter((row) => row.name === claim['name'] && row.billingCycle?.id === cycle && isMadeSince(row, since));
  const ids = made.map(({ id }) => String(id));
  const known = await context.knownIds('agreement', ids);
  return ids.find((id) => !known.has(id));
}

async function sendAgreement({ record, opportunity, period }: Sold, claim: Claim, context: Context): Promise<string> {
  const { session } = context;
  const { data } = record;
  const row = newAgreementRow(data, {
    ...{ name: String(claim['name']), startDate: String(claim['startDate']), opportunity },
    company: await linkedId({ type: 'company', id: data.companyId }, context),
    contact: await contactOf(record, context),
    type: await agreementType(session),
    cycle: await cycleAt(period, session),
    months: session.settings.agreementMonths,
  });
  await checkedRow('agreement', row, { isNew: true }, context);
  return String((await session.client.create(AGREEMENTS.path, row, CreatedRow)).id);
}

/** ConnectWise wants to know who signed: the contact of the quote, else that of its opportunity. */
async function contactOf({ data }: QuoteRecord, context: Context): Promise<number | undefined> {
  const opportunity = data.contactId === undefined ? await context.records.get('opportunity', data.opportunityId) : undefined;
  const id = data.contactId ?? opportunity?.data.contactId;
  return id === undefined ? undefined : linkedId({ type: 'contact', id }, context);
}

/** @throws AppError `agreement_type_missing` */
async function agreementType(session: ConnectWiseSession): Promise<number> {
  const { agreementType: chosen } = session.settings;
  if (chosen !== undefined) return Number(chosen);
  const type = (await session.setup(AGREEMENT_TYPES)).find(({ defaultFlag }) => defaultFlag === true);
  if (type) return type.id;
  throw rejected('agreement_type_missing', 'An agreement needs a type, and ConnectWise has no default one.');
}
