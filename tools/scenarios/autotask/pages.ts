import { changePage, type RecordView } from '../../platform/journeys.ts';
import { idThere, pathOf, refusalOf, type AutotaskStory, type Figures } from './story.ts';

interface Page {
  settings: Readonly<Record<string, unknown>>;
  choices: Readonly<Record<string, readonly { key: string; label: string; isActive: boolean }[]>>;
}

/** Behind the seven of the product stands that of the invoices which Xero is told. */
const TITLES = [
  ...['Synchronize', 'Billing Codes', 'Data Import', 'Inventories', 'Opportunity', 'Purchase Order', 'Webhooks'],
  'Invoices',
];
/** Autotask's product categories, and what they are called here. */
const CATEGORIES = { 1: 'Hardware', 2: 'Laptops', 3: 'Network', 4: 'Software', 5: 'Accessories' } as const;
const STAGE = { presentation: '29683452', won: '29683454' };
const CLOSED = '3';
const MULTI_SELECT = 'is a multi-select field, which the Autotask API does not support. Choose another field.';

/** Point 1: each of the seven pages is read, checked against Autotask as it is now, and saved against what was seen. */
export async function pagesConfigured(story: AutotaskStory): Figures {
  const { api, autotask, checks, progress } = story;
  const { items } = await api.get<{ items: { title: string }[] }>(`${pathOf(story)}/pages`);
  checks.equal(
    items.map(({ title }) => title),
    TITLES,
    'the pages',
  );
  const wanted = await settingsWanted(story);
  autotask.control.resetCounters();
  for (const [page, changes] of Object.entries(wanted)) await checkedAndSaved(story, page, changes);
  checks.equal(autotask.control.counters().writes, {}, 'what checking and saving pages wrote to Autotask');
  progress('the seven pages are checked and saved');
  await mappingsRefused(story);
  await inactiveCodeSeen(story);
  progress('a multi-select field, a second mapping and an inactive code are refused by name');
  return { pages: Object.keys(wanted).length, ...(await webhookButtons(story)) };
}

async function settingsWanted(story: AutotaskStory): Promise<Record<string, Record<string, unknown>>> {
  const { api } = story;
  await api.post('/v1/field-values', { kind: 'company_type', key: 'customer', label: 'Customer' });
  const category = async (name: string): Promise<string> => (await api.post<RecordView>('/v1/categories', { name })).id;
  const { choices } = await pageOf(story, 'data-import');
  const active = (name: string) => (choices[name] ?? []).filter(({ isActive }) => isActive).map(({ key }) => key);
  const [labour, services] = [await category('Labour'), await category('Services')];
  const productCategories = Object.fromEntries(
    await Promise.all(Object.entries(CATEGORIES).map(async ([key, name]) => [key, await category(name)] as const)),
  );
  const code = (name: string): string => String(idThere(story, 'BillingCodes', 'name', name));
  const codes = { [productCategories['2'] ?? '']: code('Accessories') };
  return {
    synchronize: {},
    'billing-codes': { defaultBillingCode: code('Hardware'), categoryBillingCodes: codes },
    'data-import': {
      ...{ companyTypesIn: { 1: 'customer' }, companyTypesOut: { customer: '1' }, productCategories },
      companyUdfs: { 1: { tier: 'Customer Tier' } },
      roleCategories: Object.fromEntries(active('roles').map((key) => [key, labour])),
      serviceCategories: Object.fromEntries(active('services').map((key) => [key, services])),
    },
    inventories: { inventoryLocations: [String(idThere(story, 'InventoryLocations', 'locationName', 'Main Warehouse'))] },
    opportunity: {
      opportunityUdfs: { reference: 'Quote Reference', forecast: 'Forecast Category' },
      quoteStatuses: { sent: { stage: STAGE.presentation }, approved: { stage: STAGE.won, status: CLOSED } },
    },
    'purchase-order': { createTickets: true, ticketsPerQuote: 2, ticketQueue: '8', chargeBillingCode: code('Hardware') },
    webhooks: {},
  };
}

function pageOf(story: AutotaskStory, page: string): Promise<Page> {
  return story.api.get<Page>(`${pathOf(story)}/pages/${page}`);
}

async function checkedAndSaved(story: AutotaskStory, page: string, changes: Record<string, unknown>): Promise<void> {
  const { api, integrationId, checks } = story;
  const path = `${pathOf(story)}/pages/${page}`;
  const seen = await api.request<Page>('GET', path);
  const body = { ...seen.body.settings, ...changes };
  const { problems } = await api.post<{ problems: readonly unknown[] }>(`${path}/check`, body);
  checks.equal(problems, [], `problems that the check of ${page} finds`);
  checks.equal((await pageOf(story, page)).settings, seen.body.settings, `${page} after its check`);
  const blind = await refusalOf(story, 'PUT', path, { body });
  checks.equal([blind.status, blind.code], [428, 'if_match_required'], `${page} saved without If-Match`);
  await changePage(api, { provider: 'autotask', integrationId, page }, changes);
  const saved = await pageOf(story, page);
  checks.equal(
    Object.keys(changes).map((name) => saved.settings[name]),
    Object.values(changes),
    `the settings of ${page}`,
  );
  const late = await refusalOf(story, 'PUT', path, { body, headers: { 'if-match': seen.headers.get('etag') ?? '' } });
  checks.equal([late.status, late.code], [412, 'settings_conflict'], `${page} saved against what was seen before the other save`);
}

/** AT-23, AT-50, AT-52: by name and with the reason, and nothing is saved. */
async function mappingsRefused(story: AutotaskStory): Promise<void> {
  const { api, checks } = story;
  const path = `${pathOf(story)}/pages/opportunity`;
  const { headers, body } = await api.request<Page>('GET', path);
  for (const [opportunityUdfs, field, message] of [
    [{ areas: 'Solution Areas' }, 'body.opportunityUdfs.areas', `"Solution Areas" ${MULTI_SELECT}`],
    [
      { reference: 'Quote Reference', other: 'Quote Reference' },
      'body.opportunityUdfs.other',
      '"Quote Reference" is mapped to "reference" already. Each field can be mapped once.',
    ],
  ] as const) {
    const settings = { ...body.settings, opportunityUdfs };
    const { status, problems } = await refusalOf(story, 'PUT', path, {
      body: settings,
      headers: { 'if-match': headers.get('etag') ?? '' },
    });
    const found = problems?.map((problem) => [problem.field, problem.message]);
    checks.equal(
      [status, found],
      [400, [[field, message]]],
      `AT-23, AT-50, AT-52: the mapping ${JSON.stringify(opportunityUdfs)}`,
    );
  }
  checks.equal((await pageOf(story, 'opportunity')).settings, body.settings, 'the Opportunity page after refused mappings');
}

/** AT-15: the check asks Autotask, before any sync has told that the code is inactive. */
async function inactiveCodeSeen(story: AutotaskStory): Promise<void> {
  const { api, autotask, checks } = story;
  const id = idThere(story, 'BillingCodes', 'name', 'Accessories');
  const { settings } = await pageOf(story, 'billing-codes');
  autotask.control.deactivate({ entity: 'BillingCodes', id });
  const { problems } = await api.post<{ problems: readonly { message: string }[] }>(
    `${pathOf(story)}/pages/billing-codes/check`,
    settings,
  );
  autotask.control.deactivate({ entity: 'BillingCodes', id, active: true });
  const message = 'Billing code "Accessories" is inactive in Autotask. Choose another, or activate it there.';
  checks.equal(
    problems.map((problem) => problem.message),
    [message],
    'AT-15: what the check says of a code that is inactive since',
  );
}

/** AT-100 to AT-102: pressed twice there is one set, and Uninstall removes it. */
async function webhookButtons(story: AutotaskStory): Figures {
  const { api, checks, autotask } = story;
  const path = `${pathOf(story)}/webhooks`;
  const countThere = () => ['CompanyWebhooks', 'ContactWebhooks'].map((entity) => autotask.control.count({ entity }));
  await api.post(path);
  await api.post(path);
  const { items } = await api.get<{ items: { entityType: string; status: string }[] }>(path);
  checks.equal(
    items.map(({ entityType, status }) => [entityType, status]).sort(),
    [
      ['company', 'active'],
      ['contact', 'active'],
    ],
    'AT-101: webhooks shown after Install was pressed twice',
  );
  checks.equal(countThere(), [1, 1], 'AT-101: webhooks in Autotask after Install was pressed twice');
  await api.request('DELETE', path);
  checks.equal(countThere(), [0, 0], 'AT-102: webhooks in Autotask after Uninstall');
  return { webhooksAfterTwoInstalls: items.length };
}
