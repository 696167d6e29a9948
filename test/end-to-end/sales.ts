import { eventually } from '@psa-bridge/testing';
import type { AutotaskSimulator } from '@psa-bridge/simulators';
import { inStep, openIssues, type RecordPage, type RecordView } from '../../tools/platform/journeys.ts';
import type { EndToEndStack } from './stack.ts';

/** A new company with an opportunity and a quote of two product lines, all of which Autotask is to have once. */
export interface Sale {
  name: string;
  company: string;
  opportunity: string;
  quote: string;
}

export const ARRIVED = { timeoutMs: 90_000, everyMs: 100 };

export async function makeSale({ api }: EndToEndStack, name: string): Promise<Sale> {
  const products = (await api.get<RecordPage>('/v1/products?size=2')).items;
  const company = await api.post<RecordView>('/v1/companies', { name: `${name} company`, telephone: '555-0100' });
  const opportunity = await api.post<RecordView>('/v1/opportunities', {
    name: `${name} opportunity`,
    companyId: company.id,
    onetimeRevenue: '200.00',
  });
  const quote = await api.post<RecordView>('/v1/quotes', {
    title: `${name} quote`,
    companyId: company.id,
    opportunityId: opportunity.id,
    items: products.map(({ id }, index) => ({
      ...{ name: `${name} line ${index + 1}`, kind: 'product', productId: id },
      ...{ quantity: 1, unitPrice: '100.00' },
    })),
  });
  await api.post(`/v1/quotes/${quote.id}/send`);
  return { name, company: company.id, opportunity: opportunity.id, quote: quote.id };
}

/** Waits until Autotask has a record as it is now, and answers it. */
export function synchronized({ api, integrationId }: EndToEndStack, path: string): Promise<RecordView> {
  return inStep(api, path, integrationId, ARRIVED);
}

export async function saleSynchronized(stack: EndToEndStack, sale: Sale): Promise<void> {
  await synchronized(stack, `/v1/companies/${sale.company}`);
  await synchronized(stack, `/v1/opportunities/${sale.opportunity}`);
  await synchronized(stack, `/v1/quotes/${sale.quote}`);
}

/** How often Autotask has each part of a sale. */
export function copiesOf(autotask: AutotaskSimulator, { name }: Sale): Record<string, number> {
  const count = (entity: string, field: string): number =>
    autotask.control.count({ entity, filter: [{ op: 'beginsWith', field, value: `${name} ` }] });
  return {
    companies: count('Companies', 'companyName'),
    opportunities: count('Opportunities', 'title'),
    quotes: count('Quotes', 'name'),
    lines: count('QuoteItems', 'name'),
  };
}

export const EACH_ONCE = { companies: 1, opportunities: 1, quotes: 1, lines: 2 };

/** Issues travel through the broker: what is open once nothing is on its way. */
export function noOpenIssues({ api }: EndToEndStack): Promise<void> {
  return eventually(async () => {
    const open = await openIssues(api);
    if (open.length > 0) throw new Error(`Open issues: ${JSON.stringify(open)}`);
  }, ARRIVED);
}
