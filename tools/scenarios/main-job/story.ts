import { eventually } from '@psa-bridge/testing';
import type { AutotaskSimulator } from '@psa-bridge/simulators';
import type { ApiClient } from '../../platform/api-client.ts';
import {
  changePage,
  connectAutotask,
  inStep,
  issueCleared,
  issueOf,
  openIssues,
  type RecordPage,
  type RecordView,
  synchronize,
} from '../../platform/journeys.ts';
import { credentialsOf } from '../../platform/simulated-autotask.ts';
import { callsByEntity, seconds } from '../../scenario-run/figures.ts';
import type { Checks } from '../../scenario-run/checks.ts';

/** Calls beyond the pages that one entity type may cost in a full sync. */
const CALLS_BESIDE_PAGES = 12;
const DELTA_CALLS = 10;
const PAGE = 500;

/** What the simulated Autotask holds when it is connected. */
export const SEED = { companies: 2_000, contacts: 5_000, products: 1_000, services: 20, opportunities: 0, quotes: 0 };

export interface Story {
  api: ApiClient;
  autotask: AutotaskSimulator;
  integrationId: string;
  checks: Checks;
  figures: Record<string, unknown>;
  progress: (line: string) => void;
  /** The most calls where one process that nobody ends may spend so many. */
  mostCalls: (undisturbed: number) => number;
}

/** Autotask connected and kept in step, from the first sync to credentials that fail and are mended. */
export async function playMainJob(given: Omit<Story, 'integrationId'>): Promise<string> {
  const integrationId = await connectAutotask(given.api, given.autotask);
  const story: Story = { ...given, integrationId };
  await fullSync(story);
  await quietDelta(story);
  await webhookChange(story);
  await quotePush(story);
  await credentials(story);
  return integrationId;
}

async function fullSync({ api, autotask, integrationId, checks, figures, progress, mostCalls }: Story): Promise<void> {
  autotask.control.resetCounters();
  const startedAt = performance.now();
  const run = await synchronize(api, { provider: 'autotask', integrationId }, 'full', (view) =>
    progress(`full sync: ${view.done} of ${view.total}`),
  );
  figures['fullSyncSeconds'] = seconds(startedAt);
  checks.equal(run.state, 'completed', 'the full sync');
  figures['fullSyncCalls'] = run.callsSpent;
  const calls = callsByEntity(autotask.control);
  for (const [path, entity] of [
    ['companies', 'Companies'],
    ['contacts', 'Contacts'],
    ['products', 'Products'],
  ] as const) {
    const expected = autotask.control.count({ entity });
    const { total } = await api.get<RecordPage>(`/v1/${path}?size=1`);
    checks.equal(total, expected, `${path} here after the full sync`);
    const most = mostCalls(Math.ceil(expected / PAGE) + CALLS_BESIDE_PAGES);
    checks.that((calls[entity] ?? 0) <= most, `${entity} cost ${calls[entity] ?? 0} calls instead of at most ${most}`);
  }
  figures['callsByEntity'] = calls;
  await sample({ api, autotask, integrationId, checks });
}

/** Some companies are compared field by field with what Autotask holds. */
async function sample({
  api,
  autotask,
  integrationId,
  checks,
}: Pick<Story, 'api' | 'autotask' | 'integrationId' | 'checks'>): Promise<void> {
  const { items } = await api.get<RecordPage>('/v1/companies?size=20&sort=name');
  for (const company of items) {
    const id = Number(company.sync[integrationId]?.externalId);
    const row = autotask.control.get({ entity: 'Companies', id });
    checks.equal(company['name'], row?.values['companyName'], `the name of company ${id}`);
  }
}

async function quietDelta({ api, autotask, integrationId, checks, figures, progress, mostCalls }: Story): Promise<void> {
  const before = await revisions(api);
  autotask.control.resetCounters();
  const run = await synchronize(api, { provider: 'autotask', integrationId }, 'delta');
  const spent = Object.values(callsByEntity(autotask.control)).reduce((all, count) => all + count, 0);
  figures['deltaCalls'] = spent;
  progress(`a delta without changes spent ${spent} calls`);
  checks.equal(run.state, 'completed', 'the delta sync');
  const most = mostCalls(DELTA_CALLS);
  checks.that(spent <= most, `a delta without changes spent ${spent} calls instead of at most ${most}`);
  checks.equal(await revisions(api), before, 'revisions after a delta without changes');
}

async function revisions(api: ApiClient): Promise<unknown> {
  const { items } = await api.get<RecordPage>('/v1/companies?size=100&sort=name');
  return items.map(({ id, revision, updatedAt }) => [id, revision, updatedAt]);
}

async function webhookChange({ api, autotask, integrationId, checks, figures, progress }: Story): Promise<void> {
  await api.post(`/v1/integrations/autotask/${integrationId}/webhooks`);
  const { items } = await api.get<RecordPage>('/v1/companies?size=5&sort=name');
  const company = items.find(({ sync }) => sync[integrationId]?.externalId !== '0');
  if (!company) throw new Error('There is no company to change.');
  const startedAt = performance.now();
  autotask.control.patch({
    entity: 'Companies',
    id: Number(company.sync[integrationId]?.externalId),
    values: { phone: '555-0199' },
  });
  await eventually(
    async () => {
      const now = await api.get<RecordView>(`/v1/companies/${company.id}`);
      if (now['telephone'] !== '555-0199') throw new Error(`the telephone is ${String(now['telephone'])}`);
    },
    { timeoutMs: 30_000 },
  );
  figures['webhookSeconds'] = seconds(startedAt);
  progress('a change made in Autotask arrived by webhook');
  checks.that(true, '');
}

async function quotePush(story: Story): Promise<void> {
  const { api, autotask, integrationId, checks, progress } = story;
  const company = (await api.get<RecordPage>('/v1/companies?size=5&sort=-name')).items[0];
  const products = (await api.get<RecordPage>('/v1/products?size=2')).items;
  const opportunity = await api.post<RecordView>('/v1/opportunities', {
    name: 'Demo opportunity',
    companyId: company?.id,
    onetimeRevenue: '1000.00',
  });
  const codes = await api.get<RecordPage>('/v1/field-values?kind=billing_code&size=200');
  const code = codes.items.find(({ details }) =>
    /material/i.test(String((details as { useType?: string } | undefined)?.useType)),
  );
  if (!code) throw new Error('Autotask shows no material billing code.');
  await changePage(
    api,
    { provider: 'autotask', integrationId, page: 'billing-codes' },
    { defaultBillingCode: String(code['key']) },
  );

  // The third line is a charge, which needs a billing code: it is made inactive first, so that one line fails.
  autotask.control.deactivate({ entity: 'BillingCodes', id: Number(code['key']) });
  autotask.control.resetCounters();
  const quote = await api.post<RecordView>('/v1/quotes', {
    title: 'Demo quote',
    opportunityId: opportunity.id,
    companyId: company?.id,
    items: [
      line('First product', { kind: 'product', productId: products[0]?.id }),
      line('Second product', { kind: 'product', productId: products[1]?.id }),
      line('Set-up', { kind: 'charge' }),
    ],
  });
  await api.post(`/v1/quotes/${quote.id}/send`);
  const warning = await issueOf(api, quote.id);
  progress(`the quote is there with a warning: ${warning.message}`);
  checks.equal(
    [warning.level, warning.message],
    ['warning', 'Some line items not synchronized'],
    'IS-09: the issue of the quote',
  );
  checks.equal(
    warning.failedItems?.map(({ itemName, message }) => [itemName, message]),
    [['Set-up', 'BillingCode does not exist or is invalid']],
    'IS-09, AT-14: the line that failed',
  );

  autotask.control.patch({ entity: 'BillingCodes', id: Number(code['key']), values: { isActive: true } });
  await api.post('/v1/issues/retry-all', { filter: {} });
  await issueCleared(api, quote.id);
  progress('the billing code is mended; Retry All cleared the issue');
  const external = (await api.get<RecordView>(`/v1/quotes/${quote.id}`)).sync[integrationId];
  const quoteId = Number(external?.externalId);
  checks.equal(autotask.control.count({ entity: 'Quotes' }), 1, 'quotes in Autotask');
  checks.equal(autotask.control.count({ entity: 'Opportunities' }), 1, 'opportunities in Autotask');
  checks.equal(autotask.control.count({ entity: 'QuoteLocations' }), 3, 'quote locations in Autotask');
  const items = autotask.control.list({ entity: 'QuoteItems', filter: [{ op: 'eq', field: 'quoteID', value: quoteId }] });
  checks.equal(
    items.map((item) => item.values['name']),
    ['First product', 'Second product', 'Set-up'],
    'the lines of the quote in Autotask',
  );
}

function line(name: string, more: Record<string, unknown>): Record<string, unknown> {
  return { name, quantity: 1, unitPrice: '100.00', ...more };
}

async function credentials({ api, autotask, integrationId, checks, progress }: Story): Promise<void> {
  autotask.control.setCredentials({ secret: 'changed-in-autotask' });
  const company = (await api.get<RecordPage>('/v1/companies?size=5&sort=name')).items[1];
  await api.patch(`/v1/companies/${company?.id ?? ''}`, { telephone: '555-0142' });
  const issue = await issueOf(api, integrationId);
  checks.equal(
    [issue.entityType, issue.message],
    ['integration', 'Autotask authentication error: please verify your credentials'],
    'AT-05: the issue of the integration',
  );
  autotask.control.resetCounters();
  await api.request('PUT', `/v1/integrations/autotask/${integrationId}/credentials`, {
    body: { ...credentialsOf(autotask), secret: autotask.credentials.secret },
  });
  await issueCleared(api, integrationId);
  await inStep(api, `/v1/companies/${company?.id ?? ''}`, integrationId);
  progress('the credentials are mended, the waiting change went out');
  checks.equal(
    (await openIssues(api)).map(({ message }) => message),
    [],
    'issues that are still open',
  );
}
