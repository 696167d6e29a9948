import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ConnectorHarness, createConnectorHarness, hurried, TENANT } from '@psa-bridge/connector-kit/contract-suite';
import { newId, systemClock } from '@psa-bridge/core';
import type { Integration } from '@psa-bridge/connector-kit';
import { simulateAutotask, type SimulatedAutotask } from './simulated-autotask.ts';

interface Shown {
  settings: Record<string, unknown>;
  choices: Record<string, readonly { key: string; label: string; isActive: boolean; details?: Record<string, unknown> }[]>;
  problems: readonly { field: string; message: string; isStale: boolean }[];
}

describe('the configuration pages of Autotask', () => {
  let autotask: SimulatedAutotask;
  let harness: ConnectorHarness;
  let integration: Integration;

  beforeAll(async () => {
    autotask = await simulateAutotask();
    harness = createConnectorHarness({ definition: hurried(autotask.definition), http: autotask.http, clock: systemClock });
    await harness.start();
    integration = await harness.connect({ ...autotask.simulator.credentials });
    await fieldsSync();
  });
  afterAll(async () => {
    await harness.stop();
    await autotask.close();
  });

  const params = () => ({ id: integration._id });
  const show = async (page: string): Promise<Shown> =>
    (await harness.call('GET', `/pages/${page}`, { params: params() })) as Shown;
  const check = async (page: string, body: unknown) =>
    (await harness.call('POST', `/pages/${page}/check`, { params: params(), body })) as Pick<Shown, 'problems'>;

  async function save(page: string, body: unknown): Promise<Shown> {
    const { settingsRevision } = await harness.connector.integrations.load(TENANT, integration._id);
    const headers = { 'if-match': `"${settingsRevision}"` };
    return (await harness.call('PUT', `/pages/${page}`, { params: params(), body, headers })) as Shown;
  }

  async function fieldsSync(): Promise<void> {
    await harness.call('POST', '/{id}/sync', { params: params(), body: { kind: 'fields' } });
    await harness.until(async () => {
      const { items } = (await harness.call('GET', '/{id}/sync', { params: params() })) as { items: { state: string }[] };
      expect(items.map(({ state }) => state)).not.toContain('running');
    });
  }

  async function category(name: string): Promise<string> {
    return (await harness.records.forTenant(TENANT).create('category', { name }, { source: 'user', pushTo: [] }))._id;
  }

  async function materialCode(): Promise<string> {
    const code = (await show('billing-codes')).choices['billingCodes']?.find(
      ({ isActive, details }) => isActive && /material/i.test(String(details?.['useType'])),
    );
    return code?.key ?? '';
  }

  it('are the seven of the product in its order, and that of invoices', async () => {
    const { items } = (await harness.call('GET', '/{id}/pages', { params: params() })) as { items: { title: string }[] };

    expect(items.map(({ title }) => title)).toEqual([
      'Synchronize',
      'Billing Codes',
      'Data Import',
      'Inventories',
      'Opportunity',
      'Purchase Order',
      'Webhooks',
      'Invoices',
    ]);
  });

  it('take a billing code as default and by category, and show both sides to choose from (AT-10, AT-11)', async () => {
    const servers = await category('Servers');
    const code = await materialCode();

    const saved = await save('billing-codes', { defaultBillingCode: code, categoryBillingCodes: { [servers]: code } });

    expect(saved.settings).toEqual({ defaultBillingCode: code, categoryBillingCodes: { [servers]: code } });
    expect(saved.choices['categories']).toContainEqual({ key: servers, label: 'Servers', isActive: true });
    expect(saved.problems).toEqual([]);
  });

  it('refuse a billing code that does not exist, is for something else, or a category that is none, naming each field (AT-14, AT-17)', async () => {
    const nowhere = newId();
    const general = (await show('billing-codes')).choices['billingCodes']?.find(({ details }) =>
      /general/i.test(String(details?.['useType'])),
    );

    const saving = save('billing-codes', {
      defaultBillingCode: '987654',
      categoryBillingCodes: { [nowhere]: general?.key },
    });

    await expect(saving).rejects.toMatchObject({
      code: 'invalid_settings',
      details: {
        problems: [
          { field: 'body.defaultBillingCode', message: expect.stringContaining('987654 does not exist in Autotask') },
          { field: `body.categoryBillingCodes.${nowhere}`, message: expect.stringContaining('There is no category') },
          { field: `body.categoryBillingCodes.${nowhere}`, message: expect.stringContaining('Choose a material code') },
        ],
      },
    });
  });

  it('say by a check what Autotask thinks now, before any sync has told it, and write nothing (AT-15)', async () => {
    const code = await materialCode();
    autotask.simulator.control.deactivate({ entity: 'BillingCodes', id: Number(code) });
    const before = autotask.simulator.control.counters({}).writes;

    const asShown = await show('billing-codes');
    const live = await check('billing-codes', { defaultBillingCode: code });

    expect(asShown.problems).toEqual([]);
    expect(live.problems).toEqual([
      { field: 'defaultBillingCode', isStale: true, message: expect.stringContaining('is inactive in Autotask') },
    ]);
    expect(autotask.simulator.control.counters({}).writes).toEqual(before);
    autotask.simulator.control.patch({ entity: 'BillingCodes', id: Number(code), values: { isActive: true } });
  });

  it('keep what was right once while other entries are saved, and mark it', async () => {
    const [servers, laptops] = [await category('Servers 2'), await category('Laptops')];
    const code = await materialCode();
    const other = (await show('billing-codes')).choices['billingCodes']?.find(
      ({ key, isActive, details }) => key !== code && isActive && /material/i.test(String(details?.['useType'])),
    );
    await save('billing-codes', { categoryBillingCodes: { [servers]: code } });
    autotask.simulator.control.deactivate({ entity: 'BillingCodes', id: Number(code) });
    await fieldsSync();

    const saved = await save('billing-codes', {
      categoryBillingCodes: { [servers]: code, [laptops]: other?.key },
    });

    expect(saved.problems).toMatchObject([{ field: `categoryBillingCodes.${servers}`, isStale: true }]);
    autotask.simulator.control.patch({ entity: 'BillingCodes', id: Number(code), values: { isActive: true } });
    await fieldsSync();
  });

  it('AT-53: stages, categories, sources and loss reasons of opportunities come over from Autotask', async () => {
    const fields = {
      ...{ pipeline_stage: 'stage', opportunity_category: 'opportunityCategoryID' },
      ...{ lead_source: 'leadSource', loss_reason: 'lossReason' },
    };
    for (const field of Object.values(fields))
      autotask.simulator.control.setPicklistValue({ entity: 'Opportunities', field, value: '987', label: `Added to ${field}` });

    await fieldsSync();

    for (const [kind, field] of Object.entries(fields)) {
      const request = { from: 0, size: 10, filters: { kind, key: '987', integrationId: integration._id } };
      const { items } = await harness.records.forTenant(TENANT).search('field_value', request);
      expect(items).toMatchObject([{ data: { label: `Added to ${field}`, isActive: true } }]);
    }
  });

  it('refuse a multi-select user-defined field by name and with the reason (AT-23, AT-52)', async () => {
    const message = '"Solution Areas" is a multi-select field, which the Autotask API does not support. Choose another field.';

    await expect(save('opportunity', { opportunityUdfs: { areas: 'Solution Areas' } })).rejects.toMatchObject({
      details: { problems: [{ field: 'body.opportunityUdfs.areas', message }] },
    });
    const type = (await show('data-import')).choices['companyTypes']?.[0]?.key ?? '';
    await expect(save('data-import', { companyUdfs: { [type]: { interests: 'Interests' } } })).rejects.toMatchObject({
      details: { problems: [{ field: `body.companyUdfs.${type}.interests`, message: expect.stringContaining('multi-select') }] },
    });
  });

  it('refuse a second mapping of one field, naming the first (AT-50)', async () => {
    const saving = save('opportunity', { opportunityUdfs: { reference: 'Quote Reference', other: 'Quote Reference' } });

    await expect(saving).rejects.toMatchObject({
      details: {
        problems: [
          {
            field: 'body.opportunityUdfs.other',
            message: '"Quote Reference" is mapped to "reference" already. Each field can be mapped once.',
          },
        ],
      },
    });
  });

  it('are saved against what was seen: who comes second reads again first', async () => {
    const headers = { 'if-match': '"1"' };

    await expect(harness.call('PUT', '/pages/inventories', { params: params(), body: {}, headers })).rejects.toMatchObject({
      code: 'settings_conflict',
      kind: 'conflict',
    });
    await expect(harness.call('PUT', '/pages/inventories', { params: params(), body: {} })).rejects.toMatchObject({
      code: 'if_match_required',
    });
  });
});
