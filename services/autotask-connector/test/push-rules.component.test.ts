import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '@psa-bridge/core';
import { configSchema } from '../src/config.ts';
import { autotaskConnector } from '../src/provider.ts';
import { connectedForOneTest, type ConnectedAutotask } from './connected-autotask.ts';
import { billingCode, line, setDefaultCode, setSettings } from './sales.ts';

const connect = connectedForOneTest();

const creationsOf = ({ simulator }: ConnectedAutotask, entity: string): number =>
  simulator.control.counters({}).calls[entity]?.['create'] ?? 0;

describe('a push to Autotask', () => {
  it('SY-10: of something whose company has no external id takes the company there first', async () => {
    const connected = await connect();
    const { records, simulator } = connected;
    const company = await records.create('company', { name: 'First', telephone: '555-0100' }, { source: 'user', pushTo: [] });

    const contact = { companyId: company._id, firstName: 'Sal', lastName: 'Demo', email: 'sal@example.com' };
    const contactId = await connected.save('contact', contact);

    const externalId = await connected.arrived('contact', contactId);
    const companyId = await connected.arrived('company', company._id);
    expect(simulator.control.get({ entity: 'Contacts', id: externalId })?.values['companyID']).toBe(companyId);
    await connected.noIssues();
  });

  it('SY-30, SY-31: asked for while one runs is refused to the letter, opens no issue and leaves the running one alone', async () => {
    const connected = await connect();
    const { harness, integration, simulator } = connected;
    const held = simulator.control.addFault({ match: { entity: 'Companies', operation: 'create' }, action: { kind: 'held' } });
    const id = await connected.save('company', { name: 'Slow', telephone: '555-0100' });
    await harness.until(() => expect(creationsOf(connected, 'Companies')).toBe(1));

    const params = { id: integration._id, type: 'company', entityId: id };
    await expect(harness.call('POST', '/{id}/records/{type}/{entityId}/sync', { params })).rejects.toMatchObject({
      message: 'Already synchronizing',
      kind: 'conflict',
    });

    simulator.control.removeFault({ id: held });
    expect(await connected.arrived('company', id)).toBeGreaterThan(0);
    expect(creationsOf(connected, 'Companies')).toBe(1);
    expect(await harness.openIssues()).toEqual([]);
  });

  it.each([
    [2, 'arrives'],
    [3, 'fails'],
  ])('SY-32: whose connection is reset %i times %s: two retries and no more', async (times, outcome) => {
    const connected = await connect();
    const { control } = connected.simulator;
    const fault = { match: { entity: 'Companies', operation: 'create' }, action: { kind: 'resetBeforeCommit' } } as const;
    control.addFault({ ...fault, times });
    control.resetCounters({});

    const id = await connected.save('company', { name: 'Reset', telephone: '555-0100' });

    if (outcome === 'arrives') await connected.arrived('company', id);
    else expect((await connected.issueOf(id)).failure).toMatchObject({ kind: 'unavailable' });
    expect(creationsOf(connected, 'Companies')).toBe(3);
    const made = control.count({ entity: 'Companies', filter: [{ op: 'eq', field: 'companyName', value: 'Reset' }] });
    expect(made).toBe(outcome === 'arrives' ? 1 : 0);
  });

  it('SY-35: goes out while bulk work is held back, because others have used three quarters of the allowance', async () => {
    const connected = await connect({ before: ({ simulator }) => void simulator.control.setUsage({ external: 7_600 }) });
    const { harness, integration } = connected;
    const params = { id: integration._id };
    // The first call makes the connector ask what others used.
    await connected.arrived('company', await connected.save('company', { name: 'Earlier', telephone: '555-0100' }));
    await harness.until(async () =>
      expect(await harness.call('GET', '/{id}/budget', { params })).toMatchObject({ openTo: { bulk: 0 } }),
    );
    const runId = await connected.startSync('full');

    const id = await connected.save('company', { name: 'Urgent', telephone: '555-0100' });
    await connected.arrived('company', id);

    const { items } = (await harness.call('GET', '/{id}/sync', { params })) as {
      items: { id: string; state: string; done: number }[];
    };
    expect(items.find((run) => run.id === runId)).toMatchObject({ state: 'running', done: 0 });
  });
});

it('AT-06: 10,000 calls in a rolling hour are what may be spent', () => {
  const config = loadConfig(configSchema.pick({ AUTOTASK_ALLOWANCE_MS: true }), {});
  const windows = {
    discoveryUrl: '',
    quarantineMs: 1,
    deltaEveryMs: 0,
    chargeWindowMs: 1,
    allowanceMs: config.AUTOTASK_ALLOWANCE_MS,
  };
  const webhooks = { checkEveryMs: 1, redeliveryMs: 1, reportEveryMs: 1 };
  const rhythm = { everyMs: 1, rereadEveryMs: 1 };
  const reading = { opportunities: rhythm, invoices: rhythm, agreementsEveryMs: 1 };

  const { window } = autotaskConnector({ ...windows, ...reading, webhooks }).limits;

  expect(window).toEqual({ calls: 10_000, ms: 60 * 60 * 1000 });
});

describe('billing codes', () => {
  const codeOf = async (connected: ConnectedAutotask, productId: string): Promise<unknown> => {
    const id = await connected.arrived('product', productId);
    return connected.simulator.control.get({ entity: 'Products', id })?.values['productBillingCodeID'];
  };

  it("AT-10, AT-11: a product carries its category's code, and the default one where the category has none", async () => {
    const connected = await connect();
    const [mapped, other] = await Promise.all(
      ['Mapped', 'Unmapped'].map((name) => connected.records.create('category', { name }, { source: 'user', pushTo: [] })),
    );
    await setSettings(connected, {
      defaultBillingCode: String(billingCode(connected, 'Hardware')),
      categoryBillingCodes: { [mapped?._id ?? '']: String(billingCode(connected, 'Accessories')) },
    });

    const one = await connected.save('product', { name: 'One', categoryId: mapped?._id });
    const two = await connected.save('product', { name: 'Two', categoryId: other?._id });
    const three = await connected.save('product', { name: 'Three' });

    expect(await codeOf(connected, one)).toBe(billingCode(connected, 'Accessories'));
    expect(await codeOf(connected, two)).toBe(billingCode(connected, 'Hardware'));
    expect(await codeOf(connected, three)).toBe(billingCode(connected, 'Hardware'));
  });

  it('AT-11: the default external product id is given to what is created', async () => {
    const connected = await connect();
    await setDefaultCode(connected);
    await setSettings(connected, {
      defaultBillingCode: String(billingCode(connected, 'Hardware')),
      defaultExternalProductId: 'OURS',
    });

    const id = await connected.arrived('product', await connected.save('product', { name: 'Marked' }));

    expect(connected.simulator.control.get({ entity: 'Products', id })?.values['externalProductID']).toBe('OURS');
  });

  it('AT-12: the code called "taxable products" serves until an admin chooses another', async () => {
    const connected = await connect();
    const values = { name: 'Taxable Products', useType: 4, isActive: true };
    const code = connected.simulator.control.create({ entity: 'BillingCodes', values });
    await connected.sync('fields');

    const id = await connected.save('product', { name: 'Out of the box' });

    expect(await codeOf(connected, id)).toBe(code.id);
  });

  it('AT-13: services are never created there, so a category of services needs no code', async () => {
    const connected = await connect();
    const category = await connected.records.create('category', { name: 'Services' }, { source: 'user', pushTo: [] });
    connected.simulator.control.resetCounters({});

    await connected.save('service', { name: 'Managed', categoryId: category._id });
    const neighbour = await connected.save('company', { name: 'Sent after it', telephone: '555-0100' });
    await connected.arrived('company', neighbour);

    expect(connected.simulator.control.counters({}).writes['Services']).toBeUndefined();
    expect(await connected.harness.openIssues()).toEqual([]);
  });

  it.each([
    ['is not set at all', undefined],
    ['was deleted', 'gone'],
    ['is inactive', 'inactive'],
    ['has the use type of something else', 'Travel'],
  ])('AT-14: a product whose code %s fails to the letter, and goes out once that is mended', async (_title, state) => {
    const connected = await connect();
    const { control } = connected.simulator;
    const code = billingCode(connected, state === 'Travel' ? 'Travel' : 'Hardware');
    if (state !== undefined) await setSettings(connected, { defaultBillingCode: String(code) });
    if (state === 'inactive') control.deactivate({ entity: 'BillingCodes', id: code });
    if (state === 'gone') control.remove({ entity: 'BillingCodes', id: code });

    const id = await connected.save('product', { name: 'Codeless' });
    const issue = await connected.issueOf(id);
    await setSettings(connected, { defaultBillingCode: String(billingCode(connected, 'Products')) });
    await connected.harness.retry(connected.integration, 'product', id);

    expect(issue.failure?.message).toBe('BillingCode does not exist or is invalid');
    expect(await codeOf(connected, id)).toBe(billingCode(connected, 'Products'));
    await connected.noIssues();
  });

  it('IS-09: a line whose code is inactive leaves the quote synchronized with a warning that names the line', async () => {
    const connected = await connect();
    const code = billingCode(connected, 'Hardware');
    await setDefaultCode(connected);
    const { control } = connected.simulator;
    const companyId = await connected.save('company', { name: 'Buyer', telephone: '555-0100' });
    const productId = await connected.save('product', { name: 'Thing' });
    await connected.arrived('product', productId);
    const opportunityId = await connected.save('opportunity', { name: 'Deal', companyId });
    await connected.arrived('opportunity', opportunityId);
    control.deactivate({ entity: 'BillingCodes', id: code });

    const id = await connected.save('quote', {
      ...{ title: 'Offer', companyId, opportunityId, status: 'sent' },
      items: [line('Thing', { kind: 'product' as const, productId }), line('Set-up', { kind: 'charge' as const })],
    });
    const issue = await connected.issueOf(id);

    expect(issue.failure?.message).toBe('Some line items not synchronized');
    expect(issue.failedItems).toMatchObject([{ itemName: 'Set-up', message: 'BillingCode does not exist or is invalid' }]);
    expect((await connected.linkOf('quote', id))?.sync.status).toBe('warning');
    expect(control.list({ entity: 'QuoteItems' }).map(({ values }) => values['name'])).toContain('Thing');
  });
});
