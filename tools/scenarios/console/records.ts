import type { Page } from 'playwright-core';
import type { ApiClient } from '../../platform/api-client.ts';
import type { RecordPage, RecordView } from '../../platform/journeys.ts';
import type { Checks } from '../../scenario-run/checks.ts';
import type { Place } from './looks.ts';

interface Recorded {
  companyId: string;
  quoteId: string;
}

/** A company that came from Autotask, and a quote that somebody is about to promise it. */
export async function findRecords(api: ApiClient): Promise<Recorded> {
  const { items } = await api.get<RecordPage>('/v1/companies?size=1');
  const [company] = items;
  if (!company) throw new Error('There are no companies.');
  const companyId = company.id;
  const opportunity = await api.post<RecordView>('/v1/opportunities', { name: 'Demo renewal', companyId });
  const quote = await api.post<RecordView>('/v1/quotes', {
    ...{ title: 'Demo renewal', companyId, opportunityId: opportunity.id },
    items: [
      { kind: 'charge', name: 'Demo onboarding', quantity: 1, unitPrice: '250.00' },
      { kind: 'charge', name: 'Demo support', quantity: 12, unitPrice: '80.00', period: 'monthly', isOptional: true },
    ],
  });
  return { companyId, quoteId: quote.id };
}

/** The pages about records, to be looked at. */
export function recordPlaces({ companyId, quoteId }: Recorded): readonly Place[] {
  const row = (page: Page) => page.getByRole('listitem').first().waitFor();
  const fields = (page: Page) => page.getByRole('heading', { name: 'Fields' }).waitFor();
  const lists = ['companies', 'contacts', 'products', 'opportunities', 'quotes'];
  return [
    ...lists.map((kind) => ({ name: `records-${kind}`, path: `/records/${kind}`, ready: row })),
    { name: 'record-company', path: `/records/companies?record=${companyId}`, ready: fields },
    { name: 'record-quote', path: `/records/quotes?record=${quoteId}`, ready: fields },
    {
      name: 'records-none',
      path: '/records/companies?search=nobody',
      ready: (page) => page.getByText('Nothing matches').waitFor(),
    },
  ];
}

/** An admin checks a quote before promising it, and has a company synchronized. */
export async function checkAQuote(
  page: Page,
  { url, checks, quoteId }: { url: string; checks: Checks; quoteId: string },
): Promise<void> {
  await page.goto(`${url}/records/quotes?record=${quoteId}`);
  await page
    .getByRole('button', { name: /^Check against/ })
    .first()
    .click();
  const outcome = page.getByText(/It took \d+ calls?\./).first();
  await outcome.waitFor();
  checks.that(await outcome.isVisible(), 'the preflight of a quote says what it found');
  await page.getByRole('button', { name: 'Synchronize now' }).click();
  await page
    .getByText(/is asked\.|is not/)
    .first()
    .waitFor();
}
