import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest, type ConnectedAutotask } from './connected-autotask.ts';

const connect = connectedForOneTest();

async function counts({ records }: ConnectedAutotask): Promise<Record<string, number>> {
  const types = ['company', 'contact', 'product', 'service'] as const;
  const totals = types.map(async (type) => [type, (await records.search(type, { from: 0, size: 1 })).total] as const);
  return Object.fromEntries(await Promise.all(totals));
}

async function revisions({ records }: ConnectedAutotask): Promise<unknown> {
  const types = ['company', 'contact', 'product'] as const;
  const pages = await Promise.all(types.map((type) => records.search(type, { from: 0, size: 100 })));
  return pages.flatMap(({ items }) => items.map(({ _id, dataRevision, updatedAt }) => [_id, dataRevision, updatedAt]));
}

/** The labels of a drop-down, and whether each can be chosen. */
async function choices({ records }: ConnectedAutotask, kind: string): Promise<Record<string, boolean>> {
  const { items } = await records.search('field_value', { from: 0, size: 500, filters: { kind } });
  return Object.fromEntries(items.map(({ data }) => [data.label, data.isActive]));
}

const COMPANY_ROW = { companyName: 'Brand new', companyType: 1, phone: '555-0100', ownerResourceID: 1, isActive: true };

describe('a sync of Autotask', () => {
  it('SY-02: in full brings companies, contacts, products and field values', async () => {
    const connected = await connect();
    const { control } = connected.simulator;

    await connected.sync('full');

    expect(await counts(connected)).toEqual({
      company: control.count({ entity: 'Companies' }),
      contact: control.count({ entity: 'Contacts' }),
      product: control.count({ entity: 'Products' }),
      service: control.count({ entity: 'Services' }),
    });
    expect(await choices(connected, 'pipeline_stage')).not.toEqual({});
    expect(await choices(connected, 'payment_term')).not.toEqual({});
  });

  it('SY-03, AT-15: of fields only refreshes drop-downs and billing codes, and touches no company, contact or product', async () => {
    const connected = await connect();
    const { control } = connected.simulator;
    await connected.sync('full');
    const before = await revisions(connected);
    const [company] = control.list({ entity: 'Companies', afterId: 0, limit: 1 });
    control.patch({ entity: 'Companies', id: company?.id ?? 0, values: { companyName: 'Changed there' } });
    control.setPicklistValue({ entity: 'Opportunities', field: 'stage', value: '77', label: 'New stage' });
    control.create({ entity: 'BillingCodes', values: { name: 'New code', useType: 4, isActive: true } });
    control.resetCounters({});

    await connected.sync('fields');

    expect(await choices(connected, 'pipeline_stage')).toMatchObject({ 'New stage': true });
    expect(await choices(connected, 'billing_code')).toMatchObject({ 'New code': true });
    expect(await revisions(connected)).toEqual(before);
    const { calls } = control.counters({});
    expect(['Companies', 'Contacts', 'Products'].map((entity) => calls[entity]?.['query'] ?? 0)).toEqual([0, 0, 0]);
  });

  it('SY-24: keeps a stage that is gone in Autotask as inactive, and leaves local values alone', async () => {
    const connected = await connect();
    const { control } = connected.simulator;
    const local = { kind: 'pipeline_stage', key: 'ours', label: 'Ours' };
    control.setPicklistValue({ entity: 'Opportunities', field: 'stage', value: '77', label: 'Short-lived' });
    await connected.records.create('field_value', local, { source: 'user', pushTo: [] });
    await connected.sync('fields');
    control.removePicklistValue({ entity: 'Opportunities', field: 'stage', value: '77' });

    await connected.sync('fields');

    expect(await choices(connected, 'pipeline_stage')).toMatchObject({ 'Short-lived': false, Ours: true });
  });

  it('SY-01, SY-30: is started by hand and refused while another one runs, to the letter', async () => {
    const connected = await connect();
    connected.simulator.control.setLatency({ callMs: 50 });
    const runId = await connected.startSync('full');

    await expect(connected.startSync('fields')).rejects.toMatchObject({ message: 'Already synchronizing', kind: 'conflict' });

    await connected.syncCompleted(runId);
    expect(await connected.harness.openIssues()).toEqual([]);
  });

  it('SY-08: run once more brings in what was refused before and mended since, and clears its issue', async () => {
    const connected = await connect();
    const { control } = connected.simulator;
    const id = control.list({ entity: 'Contacts', limit: 1 })[0]?.id ?? 0;
    control.patch({ entity: 'Contacts', id, values: { emailAddress: 'not an address' } });
    await connected.sync('full');
    const issue = await connected.issueOf(String(id));
    control.patch({ entity: 'Contacts', id, values: { emailAddress: 'mended@example.com' } });

    await connected.sync('full');

    expect(issue.failure?.message).toContain('emailAddress');
    expect((await connected.recordOf('contact', id)).data.email).toBe('mended@example.com');
    await connected.noIssues();
  });

  it('SY-09: in the background brings new and changed companies and contacts', async () => {
    const connected = await connect();
    const { control } = connected.simulator;
    await connected.sync('full');
    const contactId = control.list({ entity: 'Contacts', limit: 1 })[0]?.id ?? 0;
    control.patch({ entity: 'Contacts', id: contactId, values: { title: 'Promoted' } });
    const made = control.create({ entity: 'Companies', values: COMPANY_ROW });

    await connected.sync('delta');

    expect((await connected.recordOf('contact', contactId)).data.jobTitle).toBe('Promoted');
    expect((await connected.recordOf('company', made.id)).data.name).toBe('Brand new');
  });

  it('AT-80, SY-23: never reads an opportunity back, whatever changed there', async () => {
    const connected = await connect();
    const { control } = connected.simulator;
    await connected.sync('full');
    const company = await connected.recordOf('company', 0);
    const id = await connected.save('opportunity', { name: 'Deal', companyId: company._id });
    const externalId = await connected.arrived('opportunity', id);
    control.patch({ entity: 'Opportunities', id: externalId, values: { title: 'Renamed there' } });
    control.resetCounters({});

    await connected.sync('delta');
    await connected.sync('full');

    expect((await connected.records.get('opportunity', id))?.data.name).toBe('Deal');
    expect(Object.keys(control.counters({}).calls['Opportunities'] ?? {})).toEqual(['metadata']);
  });

  it('SY-34: that Autotask throttles waits, loses nothing and goes on when the count has fallen', async () => {
    const connected = await connect({ allowanceMs: 5_000, timeScale: 720 });
    const { control } = connected.simulator;
    control.setUsage({ external: 10_000 });
    const runId = await connected.startSync('full');
    const id = await connected.save('company', { name: 'Patient', telephone: '555-0100' });
    await connected.harness.until(() => expect(control.counters({}).answers['429'] ?? 0).toBeGreaterThan(0));

    control.setUsage({ external: 0 });

    await connected.arrived('company', id);
    await connected.syncCompleted(runId);
    expect((await counts(connected))['contact']).toBe(control.count({ entity: 'Contacts' }));
    expect(control.count({ entity: 'Companies', filter: [{ op: 'eq', field: 'companyName', value: 'Patient' }] })).toBe(1);
    await connected.noIssues();
  });
});

describe('SY-40: a full sync renews stored ids', () => {
  it('that are gone in Autotask, where the entity has another id by its natural key', async () => {
    const connected = await connect();
    const { control } = connected.simulator;
    await connected.sync('full');
    const recordId = await connected.save('company', { name: 'Phoenix', telephone: '555-0100' });
    const before = await connected.arrived('company', recordId);
    const row = control.get({ entity: 'Companies', id: before });
    control.remove({ entity: 'Companies', id: before });
    const { id: after } = control.create({ entity: 'Companies', values: { ...row?.values } });
    await connected.change('company', recordId, { telephone: '555-0111' });
    const issue = await connected.issueOf(recordId);

    await connected.sync('full');
    await connected.harness.retry(connected.integration, 'company', recordId);

    expect(after).not.toBe(before);
    expect(issue.failure?.message).toBe('No matching records found');
    expect(await connected.arrived('company', recordId)).toBe(after);
    expect(control.get({ entity: 'Companies', id: after })?.values['phone']).toBe('555-0111');
    expect((await connected.records.search('company', { from: 0, size: 10, filters: { name: 'Phoenix' } })).total).toBe(1);
    await connected.noIssues();
  });

  it('but leaves a record alone whose entity is still there: its namesake is another one', async () => {
    const connected = await connect();
    const { control } = connected.simulator;
    await connected.sync('full');
    const recordId = await connected.save('company', { name: 'Twin', telephone: '555-0100' });
    const first = await connected.arrived('company', recordId);
    const row = control.get({ entity: 'Companies', id: first });
    const { id: second } = control.create({ entity: 'Companies', values: { ...row?.values } });

    await connected.sync('full');

    expect(await connected.arrived('company', recordId)).toBe(first);
    expect((await connected.recordOf('company', second))._id).not.toBe(recordId);
  });

  it('but does not take a contact that cannot be used for one that is gone', async () => {
    const connected = await connect();
    const { control } = connected.simulator;
    await connected.sync('full');
    const contact = control.list({ entity: 'Contacts', limit: 1 })[0];
    const id = contact?.id ?? 0;
    const recordId = (await connected.recordOf('contact', id))._id;
    control.patch({ entity: 'Contacts', id, values: { emailAddress: 'nonsense' } });
    const { id: other } = control.create({ entity: 'Contacts', values: { ...contact?.values } });

    await connected.sync('full');

    expect((await connected.linkOf('contact', recordId))?.id).toBe(String(id));
    expect((await connected.recordOf('contact', other))._id).not.toBe(recordId);
  });
});

describe('what is shown', () => {
  it('SY-07: on each record by itself is where it stands: on its way, in step, failed', async () => {
    const connected = await connect();
    connected.simulator.control.setLatency({ callMs: 100 });

    const good = await connected.save('company', { name: 'Good', telephone: '555-0100' });
    const onItsWay = (await connected.linkOf('company', good))?.sync.status;
    const bad = await connected.save('company', { name: 'No telephone' });
    const issue = await connected.issueOf(bad);
    await connected.arrived('company', good);

    expect(onItsWay).toBe('pending');
    expect((await connected.linkOf('company', bad))?.sync).toMatchObject({ status: 'failed', message: issue.failure?.message });
  });

  it('to operators are the calls to Autotask by integration and endpoint', async () => {
    const connected = await connect();

    await connected.sync('full');

    const exposed = await connected.metrics.expose();
    const labels = `provider="autotask",integration="${connected.integration._id}",group="Companies",outcome="2xx"`;
    expect(exposed).toContain(`psa_bridge_psa_calls_total{${labels}}`);
    expect(exposed).toContain('psa_bridge_psa_call_seconds_count{provider="autotask",group="Companies"}');
  });
});
