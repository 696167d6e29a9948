import type { ApiClient } from '../../platform/api-client.ts';
import { changePage, inStep, synchronize, type RecordPage, type RecordView } from '../../platform/journeys.ts';
import type { AutotaskStory } from './story.ts';

const NUMBER = 'Q-AGREE-1';

/**
 * Contracts are here as agreements; an approved quote with a recurring line becomes a contract, although Autotask never answers
 * the creation, and that contract comes in as an agreement of the quote (AT-03).
 */
export async function agreementsKeptInStep(story: AutotaskStory): Promise<Record<string, unknown>> {
  const { api, autotask, integrationId, checks, progress } = story;
  const before = (await api.get<RecordPage>('/v1/agreements?size=1')).total;
  checks.equal(before, autotask.control.count({ entity: 'Contracts' }), 'agreements here after the full sync');
  await changePage(api, { provider: 'autotask', integrationId, page: 'purchase-order' }, { createContracts: true });
  autotask.control.addFault({ match: { entity: 'Contracts', operation: 'create' }, action: { kind: 'resetAfterCommit' } });
  const quote = await approvedQuote(story);
  await inStep(api, `/v1/quotes/${quote.id}`, integrationId);
  progress('the approved quote is a contract, made once although the connection broke');
  const made = autotask.control.list({ entity: 'Contracts', filter: [{ op: 'eq', field: 'contractNumber', value: NUMBER }] });
  checks.equal(made.length, 1, 'contracts of the quote in Autotask');
  const contractID = made[0]?.id ?? 0;
  const filter = [{ op: 'eq', field: 'contractID', value: contractID }];
  const units = autotask.control.list({ entity: 'ContractServiceUnits', filter }).map(({ values }) => values['units']);
  checks.equal(units, [8], 'units of the service on the contract');
  const run = await synchronize(api, { provider: 'autotask', integrationId }, 'delta');
  checks.equal(run.state, 'completed', 'the delta that brings the agreement');
  const agreement = await agreementOf(api, quote.id);
  checks.equal(
    [agreement?.['number'], agreement?.sync[integrationId]?.externalId],
    [NUMBER, String(contractID)],
    'the agreement',
  );
  progress('the contract came in as an agreement of the quote');
  await unitsFollow(story, quote, contractID);
  return { agreements: before + 1, agreementDuplicates: made.length - 1, agreementDeltaCalls: run.callsSpent };
}

async function approvedQuote({ api }: AutotaskStory): Promise<RecordView> {
  const company = (await api.get<RecordPage>('/v1/companies?size=5&sort=-name')).items[0];
  const service = (await api.get<RecordPage>('/v1/services?size=1')).items[0];
  const opportunity = await api.post<RecordView>('/v1/opportunities', { name: 'Managed office', companyId: company?.id });
  const quote = await api.post<RecordView>('/v1/quotes', {
    ...{ title: 'Managed office', number: NUMBER, opportunityId: opportunity.id, companyId: company?.id },
    items: [{ name: 'Support', kind: 'service', serviceId: service?.id, quantity: 8, unitPrice: '45.00', period: 'monthly' }],
  });
  await api.post(`/v1/quotes/${quote.id}/send`);
  await api.post(`/v1/quotes/${quote.id}/approve`);
  return quote;
}

/** Seats that are added to the quote later reach the contract once, although Autotask never answers, and show here at once. */
async function unitsFollow(story: AutotaskStory, quote: RecordView, contractID: number): Promise<void> {
  const { api, autotask, integrationId, checks, progress } = story;
  const match = { entity: 'ContractServiceAdjustments', operation: 'create' } as const;
  autotask.control.addFault({ match, action: { kind: 'resetAfterCommit' } });
  const items = quote['items'] as readonly Record<string, unknown>[];
  await api.patch(`/v1/quotes/${quote.id}`, { items: items.map((item) => ({ ...item, quantity: 11 })) });
  await inStep(api, `/v1/quotes/${quote.id}`, integrationId);
  const filter = [{ op: 'eq' as const, field: 'contractID', value: contractID }];
  const units = autotask.control.list({ entity: 'ContractServiceUnits', filter }).map(({ values }) => values['units']);
  checks.equal(units, [8, 11], 'AT-03: units of the service on the contract after the quote was changed');
  const services = (await agreementOf(api, quote.id))?.['services'] as readonly { units: number }[] | undefined;
  checks.equal(
    services?.map((service) => service.units),
    [11],
    'AT-03: units of the agreement',
  );
  progress('three more seats on the quote are on the contract, once although the connection broke');
}

async function agreementOf(api: ApiClient, quoteId: string): Promise<RecordView | undefined> {
  const { items } = await api.get<RecordPage>('/v1/agreements?size=200');
  return items.find((agreement) => agreement['quoteId'] === quoteId);
}
