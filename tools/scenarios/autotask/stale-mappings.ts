import { eventually } from '@psa-bridge/testing';
import { changePage, openIssues, synchronize, type IssueView, type RecordView } from '../../platform/journeys.ts';
import { arrived, idThere, line, LIMIT, offered, pathOf, type AutotaskStory, type Figures } from './story.ts';

const STAGE = { entity: 'Opportunities', field: 'stage', value: '88' };
const CATEGORY = { entity: 'Products', field: 'productCategory', value: '77' };
const QUOTE = 'Open rack offer';

/**
 * Point 8: a billing code and a stage are made inactive, a product category and a field vanish. Each mapping warns with the
 * products, categories and open quotes that would fail, before anything fails, and clears once it is mended.
 */
export async function staleMappingsWarn(story: AutotaskStory): Figures {
  const { api, integrationId, checks, progress } = story;
  const mended = await mapped(story);
  await warnings(story, 0);
  makeStale(story);
  const startedAt = performance.now();
  await synchronize(api, { provider: 'autotask', integrationId }, 'fields');
  const warned = await warnings(story, 4);
  const warnedMs = Math.round(performance.now() - startedAt);
  for (const [name, parts] of EXPECTED) {
    const message = warned.get(name)?.message ?? 'no warning';
    for (const part of parts) checks.that(message.includes(part), `the warning of ${name} says "${part}": ${message}`);
  }
  const failed = (await openIssues(api)).filter(({ level }) => level !== 'warning').map(({ message }) => message);
  checks.equal(failed, [], 'what has failed when the warnings are told');
  progress('four mappings warn of who would fail');
  await mended();
  await warnings(story, 0);
  progress('they are mended and clear');
  return { staleWarnings: warned.size, staleWarnedMs: warnedMs };
}

/** What each warning names. */
const EXPECTED: readonly (readonly [string, readonly string[]])[] = [
  [
    'Billing code of category Racks',
    ['Billing code "Freight" is inactive in Autotask.', '1 category: Racks', '1 product: Rack 42', `1 open quote: ${QUOTE}`],
  ],
  [
    'Our category of product category Rack systems',
    ['Product category "Rack systems" is inactive in Autotask.', '1 product: Rack 42', `1 open quote: ${QUOTE}`],
  ],
  ['Stage of sent quotes', ['Pipeline stage "Offered" is inactive in Autotask.', QUOTE]],
  ['Field of data point "decision"', ['Opportunity udf "Decision Date" is inactive in Autotask.', `1 opportunity: ${QUOTE}`]],
];

/** Everything that is to go stale is mapped and used by an open quote. @returns what mends it */
async function mapped(story: AutotaskStory): Promise<() => Promise<void>> {
  const { api, autotask, integrationId } = story;
  autotask.control.setPicklistValue({ ...CATEGORY, label: 'Rack systems' });
  autotask.control.setPicklistValue({ ...STAGE, label: 'Offered' });
  await synchronize(api, { provider: 'autotask', integrationId }, 'fields');
  const racks = await api.post<RecordView>('/v1/categories', { name: 'Racks' });
  const settingsOf = async (page: string) =>
    (await api.get<{ settings: Record<string, Record<string, unknown>> }>(`${pathOf(story)}/pages/${page}`)).settings;
  const [codes, data, deals] = [
    await settingsOf('billing-codes'),
    await settingsOf('data-import'),
    await settingsOf('opportunity'),
  ];
  const freight = String(idThere(story, 'BillingCodes', 'name', 'Freight'));
  const save = (page: string, changes: object) =>
    changePage(api, { provider: 'autotask', integrationId, page }, changes as Record<string, unknown>);
  await save('billing-codes', { categoryBillingCodes: { ...codes['categoryBillingCodes'], [racks.id]: freight } });
  await save('data-import', { productCategories: { ...data['productCategories'], [CATEGORY.value]: racks.id } });
  await save('opportunity', {
    opportunityUdfs: { ...deals['opportunityUdfs'], decision: 'Decision Date' },
    quoteStatuses: { ...deals['quoteStatuses'], sent: { stage: STAGE.value } },
  });
  await usedByQuote(story, racks.id);
  return async () => {
    autotask.control.deactivate({ entity: 'BillingCodes', id: Number(freight), active: true });
    await synchronize(api, { provider: 'autotask', integrationId }, 'fields');
    await save('data-import', { productCategories: data['productCategories'] });
    await save('opportunity', { opportunityUdfs: deals['opportunityUdfs'], quoteStatuses: deals['quoteStatuses'] });
  };
}

/** A product of the category on a sent quote, whose opportunity carries the field. */
async function usedByQuote(story: AutotaskStory, categoryId: string): Promise<void> {
  const company = await arrived(story, 'companies', { name: 'Acme Racks', telephone: '555-0100' });
  const rack = await arrived(story, 'products', { name: 'Rack 42', categoryId, price: '99.00' });
  const items = [line('Rack', { kind: 'product', productId: rack.id })];
  const deal = { customFields: { decision: '2027-05-01' } };
  await offered(story, { title: QUOTE, companyId: company.id, items, deal });
}

function makeStale(story: AutotaskStory): void {
  const { control } = story.autotask;
  control.deactivate({ entity: 'BillingCodes', id: idThere(story, 'BillingCodes', 'name', 'Freight') });
  control.setPicklistValue({ ...STAGE, isActive: false });
  control.removePicklistValue(CATEGORY);
  const field = idThere(story, 'UserDefinedFieldDefinitions', 'name', 'Decision Date');
  control.patch({ entity: 'UserDefinedFieldDefinitions', id: field, values: { isActive: false } });
}

/** The open warnings of mappings by what they are of, once there are as many. */
function warnings({ api }: AutotaskStory, count: number): Promise<ReadonlyMap<string, IssueView>> {
  return eventually(async () => {
    const open = (await openIssues(api)).filter(({ entityType }) => entityType === 'mapping');
    if (open.length !== count)
      throw new Error(`${open.length} mappings warn: ${open.map(({ entityName }) => entityName).join('; ')}`);
    return new Map(open.map((issue) => [issue.entityName, issue]));
  }, LIMIT);
}
