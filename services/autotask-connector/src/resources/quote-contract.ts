import { attempt, picklistValue, withPeriod, type PushContext } from '@psa-bridge/connector-kit';
import { rejected } from '@psa-bridge/core';
import type { BusinessRecord, QuoteItem } from '@psa-bridge/records';
import { where } from '../client/query.ts';
import { AutotaskContract, AutotaskContractService } from '../client/types.ts';
import { adjustmentRow, newContractRow, termsOf, unitPriceOf, type ServiceLines } from '../mapping/agreement.mapping.ts';
import { quoteMarker } from '../mapping/quote.mapping.ts';
import { defaultChoice, type AutotaskSession } from '../session.ts';
import type { AutotaskSettings } from '../settings/settings.ts';
import { readContracts } from './agreement.resource.ts';
import { checkedRow } from './checked-row.ts';
import { CONTRACTS, followTerms, readContract, serviceStep } from './contract-changes.ts';
import { endGoneServices } from './ended-services.ts';
import { recurringType } from './contract-choices.ts';
import { itemStep } from './quote-items.ts';

type Context = PushContext<AutotaskSession, AutotaskSettings>;

const CONTRACT_STEP = 'contract';

/**
 * The contract of an approved quote with recurring lines, where the tenant wants it (AT-03): made once, then each service is
 * put onto it once, follows its lines from then on, and has no units any more once they are gone. Its number is the quote's
 * marker, by which it is found again after an unclear answer. The agreement itself comes in when Autotask is read.
 */
export async function pushContract(record: BusinessRecord<'quote'>, context: Context): Promise<void> {
  const { settings } = context.session;
  if (!settings.createContracts || record.data.status !== 'approved') return;
  const ordered = record.data.items.filter(({ isOptional }) => !isOptional);
  const lines = await Promise.all(ordered.map((item) => withPeriod(item, context)));
  const recurring = lines.filter(({ period }) => period !== 'one-time');
  const made = context.stepId(CONTRACT_STEP);
  let hasChanged = made !== undefined && (await endGoneServices(Number(made), await servicesOf(recurring, context), context));
  // A line that failed as part of the quote is named already.
  const sent = recurring.filter((item) => context.stepId(itemStep(item)) !== undefined);
  const contract = sent.length === 0 ? made : await attempt(sent, () => contractOf(record, context), context);
  if (contract === undefined) return;
  for (const service of [...Map.groupBy(sent, ({ serviceId }) => serviceId).values()]) {
    const [first, ...others] = service;
    const change = first && (await attempt(service, () => putOnto(Number(contract), [first, ...others], context), context));
    hasChanged ||= change === true;
  }
  // No contract tells that its services changed.
  if (hasChanged) await context.bringIn('agreement', (await readContracts(context, [String(contract)])).items);
}

/** Autotask's ids of the services that these lines sell. */
async function servicesOf(lines: readonly QuoteItem[], context: Context): Promise<ReadonlySet<number>> {
  const ids = [...new Set(lines.flatMap(({ serviceId }) => serviceId ?? []))];
  const externalIds = await Promise.all(ids.map((id) => context.externalId('service', id)));
  return new Set(externalIds.flatMap((id) => (id === undefined ? [] : Number(id))));
}

async function contractOf(record: BusinessRecord<'quote'>, context: Context): Promise<number> {
  const { session } = context;
  return Number(
    await context.once(CONTRACT_STEP, {
      claim: () => ({ number: quoteMarker(record), startDate: context.clock.now().toISOString().slice(0, 10) }),
      find: async ({ number }) => {
        const links = await linksOf(record, context);
        const filter = [
          ...[where.eq('companyID', links.companyId), where.eq('opportunityID', links.opportunityId)],
          where.eq('contractNumber', number),
        ];
        const rows = await session.client.query(CONTRACTS, { filter }, AutotaskContract);
        return rows[0] && String(rows[0].id);
      },
      create: async ({ number, startDate }) => {
        const { settings } = session;
        const infos = await session.fields(CONTRACTS);
        const row = newContractRow(record.data, {
          ...(await linksOf(record, context)),
          ...{ number: String(number), startDate: String(startDate), months: settings.contractMonths },
          type: await recurringType(session),
          status: defaultChoice(infos, 'status'),
          timeReporting: defaultChoice(infos, 'timeReportingRequiresStartAndStopTimes'),
          category: picklistValue(settings.contractCategory),
          period: picklistValue(settings.contractPeriod),
        });
        return String(await session.client.create(CONTRACTS, await checkedRow(CONTRACTS, row, { isNew: true }, context)));
      },
    }),
  );
}

async function linksOf({ data }: BusinessRecord<'quote'>, context: Context) {
  const companyId = Number(await context.externalId('company', data.companyId));
  const opportunityId = Number(await context.externalId('opportunity', data.opportunityId));
  const contactId = data.contactId === undefined ? undefined : await context.externalId('contact', data.contactId);
  return { companyId, opportunityId, contactId: contactId === undefined ? undefined : Number(contactId) };
}

/**
 * One adjustment brings the units of all lines of a service: the contract holds each service once. It begins with the contract,
 * also where another try puts it there on a later day; what its lines say later goes after it.
 *
 * @returns whether something that ran already was changed
 */
async function putOnto(contractId: number, lines: ServiceLines, context: Context): Promise<boolean> {
  const { client } = context.session;
  const [first] = lines;
  const of = { contractId, serviceId: await serviceOf(lines, context) };
  const terms = termsOf(lines);
  await context.once(serviceStep(of), {
    claim: () => ({ ...terms }),
    find: async () => {
      const filter = [where.eq('contractID', contractId), where.eq('serviceID', of.serviceId)];
      const rows = await client.query('ContractServices', { filter }, AutotaskContractService);
      return rows[0] && String(rows[0].id);
    },
    create: async () => {
      const quoteItemId = Number(context.stepId(itemStep(first)));
      const { startDate } = await readContract(contractId, context);
      const row = adjustmentRow(lines, { ...of, startDate, quoteItemId });
      return String(await client.create({ parent: CONTRACTS, parentId: contractId, child: 'ServiceAdjustments' }, row));
    },
  });
  return followTerms(of, terms, context);
}

/** @throws AppError (rejected) where the lines cannot be one service of a contract */
async function serviceOf(lines: ServiceLines, context: Context): Promise<number> {
  const [first, ...others] = lines;
  const externalId = first.serviceId === undefined ? undefined : await context.externalId('service', first.serviceId);
  if (first.kind !== 'service' || externalId === undefined)
    throw rejected('contract_needs_service', 'Only services that exist in Autotask can be part of a contract.');
  if (lines.some(({ quantity }) => !Number.isInteger(quantity)))
    throw rejected('contract_needs_whole_units', 'A contract takes whole units of a service only.');
  if (others.some((line) => unitPriceOf(line) !== unitPriceOf(first)))
    throw rejected(
      'contract_has_service_once',
      'A contract holds each service once, with one price: give its lines the same price.',
    );
  return Number(externalId);
}
