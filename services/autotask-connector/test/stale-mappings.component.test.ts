import { afterEach, describe, expect, it } from '@jest/globals';
import { createConnectorHarness, hurried, TENANT } from '@psa-bridge/connector-kit/contract-suite';
import { Outcome, Severity } from '@psa-bridge/contracts';
import { newId, systemClock } from '@psa-bridge/core';
import { simulateAutotask } from './simulated-autotask.ts';

const user = { source: 'user', pushTo: [] };
const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

type Prepared = Awaited<ReturnType<typeof prepare>>;

/** The connector before a simulated Autotask, its field values read. */
async function prepare() {
  const autotask = await simulateAutotask();
  endings.push(() => autotask.close());
  const harness = createConnectorHarness({ definition: hurried(autotask.definition), http: autotask.http, clock: systemClock });
  endings.push(() => harness.stop());
  await harness.start();
  const integration = await harness.connect({ ...autotask.simulator.credentials });
  const params = { id: integration._id };

  async function sync(kind: 'fields' | 'full'): Promise<string | undefined> {
    await harness.call('POST', '/{id}/sync', { params, body: { kind } });
    return harness.until(async () => {
      const { items } = (await harness.call('GET', '/{id}/sync', { params })) as { items: { state: string }[] };
      expect(items.map(({ state }) => state)).not.toContain('running');
      return items[0]?.state;
    });
  }
  async function save(page: string, body: object): Promise<void> {
    const { settingsRevision } = await harness.connector.integrations.load(TENANT, integration._id);
    await harness.call('PUT', `/pages/${page}`, { params, body, headers: { 'if-match': `"${settingsRevision}"` } });
  }
  /** All that was told of mappings, in order. */
  const told = async () => (await harness.results()).filter(({ entityType }) => entityType === 'mapping');

  await sync('fields');
  const { control } = autotask.simulator;
  return { harness, integration, params, records: harness.records.forTenant(TENANT), control, sync, save, told };
}

/** The first active billing code for products. */
async function materialCode({ harness, params }: Prepared): Promise<string> {
  const { choices } = (await harness.call('GET', '/pages/billing-codes', { params })) as {
    choices: { billingCodes: { key: string; isActive: boolean; details?: Record<string, unknown> }[] };
  };
  const code = choices.billingCodes.find(({ isActive, details }) => isActive && /material/i.test(String(details?.['useType'])));
  return code?.key ?? '';
}

/** A category with products, one of which an open quote sells and another one a declined quote. */
async function sellServers({ records }: Prepared, products: number): Promise<string> {
  const category = (await records.create('category', { name: 'Servers' }, user))._id;
  const ids: string[] = [];
  for (let at = 1; at <= products; at++)
    ids.push((await records.create('product', { name: `Server ${at}`, categoryId: category }, user))._id);
  const companyId = (await records.create('company', { name: 'Acme' }, user))._id;
  const opportunityId = (
    await records.create('opportunity', { name: 'Deal', companyId, customFields: { reference: 'Q1' } }, user)
  )._id;
  const line = (productId: string | undefined) => ({ id: newId(), name: 'Line', quantity: 1, unitPrice: '1.00', productId });
  const quote = { opportunityId, companyId, items: [line(ids[0])] };
  await records.create('quote', { ...quote, title: 'Open offer', status: 'sent' }, user);
  await records.create('quote', { ...quote, title: 'Lost offer', status: 'declined' }, user);
  return category;
}

describe('a mapping of an Autotask integration', () => {
  it('warns once of an inactive billing code, naming category, products and open quotes, and clears when it is active again (AT-14)', async () => {
    const given = await prepare();
    const { harness, control, sync, save, told, params } = given;
    const category = await sellServers(given, 12);
    const key = await materialCode(given);
    const { name } = (control.get({ entity: 'BillingCodes', id: Number(key) })?.values ?? {}) as { name?: string };
    await save('billing-codes', { categoryBillingCodes: { [category]: key } });
    await sync('fields');
    const before = await told();

    control.deactivate({ entity: 'BillingCodes', id: Number(key) });
    await sync('fields');
    await sync('fields');
    const warned = await harness.until(async () => {
      const results = await told();
      expect(results).toHaveLength(1);
      return results;
    });
    const page = (await harness.call('GET', '/pages/billing-codes', { params })) as { problems: { message: string }[] };
    control.patch({ entity: 'BillingCodes', id: Number(key), values: { isActive: true } });
    await sync('fields');
    await sync('fields');
    const mended = await harness.until(async () => {
      const results = await told();
      expect(results).toHaveLength(2);
      return results;
    });

    expect(before).toEqual([]);
    expect(warned[0]).toMatchObject({
      entityId: `billing-codes:categoryBillingCodes.${category}`,
      entityName: 'Billing code of category Servers',
      outcome: Outcome.FAILED,
      severity: Severity.WARNING,
      failure: {
        code: 'mapping_stale',
        message:
          `Billing code "${name}" is inactive in Autotask. ` +
          'It is set as "Billing code of category Servers" on the page Billing Codes. ' +
          'Affected: 1 category: Servers; 12 products: Server 1, Server 2, Server 3, Server 4, Server 5, Server 6, Server 7, ' +
          'Server 8, Server 9, Server 10 and 2 more; 1 open quote: Open offer.',
        remedy: expect.stringContaining('Choose another, or activate it there.'),
      },
    });
    // The page says it in the same words.
    expect(page.problems.map(({ message }) => message)).toEqual([
      `Billing code "${name}" is inactive in Autotask. Choose another, or activate it there.`,
    ]);
    expect(mended[1]).toMatchObject({ entityId: warned[0]?.entityId, outcome: Outcome.SUCCEEDED });
  });

  it('warns of a vanished billing code, product category and field and of inactive picklist values, of nothing else, and clears when another one is chosen', async () => {
    const given = await prepare();
    const { harness, control, sync, save, told } = given;
    const category = await sellServers(given, 1);
    control.setPicklistValue({ entity: 'Products', field: 'productCategory', value: '77', label: 'Rack servers' });
    control.setPicklistValue({ entity: 'Opportunities', field: 'stage', value: '88', label: 'Offered' });
    await sync('fields');
    const code = await materialCode(given);
    await save('billing-codes', { categoryBillingCodes: { [category]: code } });
    await save('data-import', { productCategories: { 1: category, 77: category } });
    await save('opportunity', {
      opportunityUdfs: { reference: 'Quote Reference' },
      quoteStatuses: { sent: { stage: '88' }, approved: { stage: '29683454' } },
    });
    const [udf] = control.list({
      entity: 'UserDefinedFieldDefinitions',
      filter: [{ op: 'eq', field: 'name', value: 'Quote Reference' }],
    });

    control.remove({ entity: 'BillingCodes', id: Number(code) });
    control.removePicklistValue({ entity: 'Products', field: 'productCategory', value: '77' });
    control.setPicklistValue({ entity: 'Opportunities', field: 'stage', value: '88', isActive: false });
    control.patch({ entity: 'UserDefinedFieldDefinitions', id: udf?.id ?? 0, values: { isActive: false } });
    await sync('fields');
    const warned = await harness.until(async () => {
      const results = await told();
      expect(results).toHaveLength(4);
      return results;
    });
    await save('billing-codes', { categoryBillingCodes: { [category]: await materialCode(given) } });
    await save('data-import', { productCategories: { 1: category } });
    await save('opportunity', { opportunityUdfs: {}, quoteStatuses: { sent: { stage: '29683454' } } });
    await harness.until(async () =>
      expect((await told()).filter(({ outcome }) => outcome === Outcome.SUCCEEDED)).toHaveLength(4),
    );

    const messages = new Map(warned.map(({ entityName, failure }) => [entityName, failure?.message]));
    expect([...messages.keys()].sort()).toEqual([
      'Billing code of category Servers',
      'Field of data point "reference"',
      'Our category of product category Rack servers',
      'Stage of sent quotes',
    ]);
    expect(messages.get('Billing code of category Servers')).toMatch(
      /^Billing code ".*" is inactive in Autotask\..* Affected: 1 category: Servers; 1 product: Server 1; 1 open quote: Open offer\.$/,
    );
    expect(messages.get('Our category of product category Rack servers')).toMatch(
      /^Product category "Rack servers" is inactive in Autotask\..* Affected: 1 category: Servers; 1 product: Server 1; 1 open quote: Open offer\.$/,
    );
    expect(messages.get('Stage of sent quotes')).toMatch(
      /^Pipeline stage "Offered" is inactive in Autotask\. .* Affected: 1 open quote: Open offer\.$/,
    );
    expect(messages.get('Field of data point "reference"')).toMatch(
      /^Opportunity udf "Quote Reference" is inactive in Autotask\. .* Affected: 1 opportunity: Deal; 1 open quote: Open offer\.$/,
    );
    expect(await harness.openIssues()).toEqual([]);
  });

  it('is not taken for gone when a narrowed security level hides every billing code, or when the refresh fails', async () => {
    const given = await prepare();
    const { control, sync, save, told } = given;
    await save('billing-codes', { defaultBillingCode: await materialCode(given) });

    control.hide({ entity: 'BillingCodes', ids: 'all' });
    const hidden = await sync('fields');
    control.reveal({});
    control.setSecurity({ denied: [{ entity: 'BillingCodes' }] });
    const denied = await sync('fields');

    expect([hidden, denied]).toEqual(['completed', 'failed']);
    expect(await told()).toEqual([]);
  });

  it('is read again and compared by a retry: it warns once more while it is stale, and clears once it is mended (IS-03)', async () => {
    const given = await prepare();
    const { harness, integration, control, sync, save, told } = given;
    const key = await materialCode(given);
    await save('billing-codes', { defaultBillingCode: key });
    control.deactivate({ entity: 'BillingCodes', id: Number(key) });
    await sync('fields');
    const retry = () => harness.retry(integration, 'mapping', 'billing-codes:defaultBillingCode');

    await retry();
    await harness.until(async () =>
      expect((await told()).map(({ outcome }) => outcome)).toEqual([Outcome.FAILED, Outcome.FAILED]),
    );
    control.patch({ entity: 'BillingCodes', id: Number(key), values: { isActive: true } });
    await retry();
    await harness.until(async () => expect((await told()).at(-1)?.outcome).toBe(Outcome.SUCCEEDED));

    expect(await told()).toHaveLength(3);
  });
});
