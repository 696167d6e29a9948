import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DEMO, startSimulator, type Started } from './harness.ts';

describe('the control API', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator();
  });
  beforeEach(() => started.simulator.control.reset());
  afterAll(() => started.simulator.stop());

  async function control(operation: string, input?: unknown) {
    const url = `${started.simulator.controlUrl()}/${operation}`;
    const response = await fetch(url, { method: 'POST', ...(input === undefined ? {} : { body: JSON.stringify(input) }) });
    return { status: response.status, json: (await response.json()) as any }; // eslint-disable-line @typescript-eslint/no-explicit-any -- answers of every shape
  }

  it('lists its operations with their input', async () => {
    const response = await fetch(started.simulator.controlUrl());
    const operations = (await response.json()) as { name: string; about: string; input: unknown }[];

    expect(operations.map(({ name }) => name).sort()).toEqual(Object.keys(started.simulator.control).sort());
    expect(operations.find(({ name }) => name === 'addFault')?.input).toMatchObject({ type: 'object', required: ['action'] });
  });

  it('does over HTTP what it does in process', async () => {
    const created = await control('create', { entity: 'Companies', values: { companyName: 'Demo Direct' } });
    const { id } = created.json.result;

    await control('patch', { entity: 'Companies', id, values: { phone: '1' } });
    const got = await control('get', { entity: 'Companies', id });
    const counted = await control('count', { entity: 'Companies' });

    expect(got.json.result).toMatchObject({ id, values: { companyName: 'Demo Direct', phone: '1', isActive: true } });
    expect(got.json.result).toEqual(started.simulator.control.get({ entity: 'Companies', id }));
    expect(counted.json.result).toBe(12);
  });

  it.each<[string, string, unknown, number]>([
    ['an unknown operation', 'nonsense', {}, 404],
    ['a name of every object', 'constructor', {}, 404],
    ['input that does not fit', 'addFault', { action: { kind: 'explode' } }, 400],
    ['a member too many', 'reset', { seeds: {} }, 400],
    ['an unknown entity', 'list', { entity: 'Nonsense' }, 400],
    ['an unknown field', 'create', { entity: 'Companies', values: { nonsense: 1 } }, 400],
    ['a value of another type', 'create', { entity: 'Companies', values: { phone: true } }, 400],
    ['a missing row', 'patch', { entity: 'Companies', id: 5 }, 400],
    ['an entity without isActive', 'deactivate', { entity: 'Quotes', id: 5 }, 400],
    ['an unknown picklist', 'setPicklistValue', { entity: 'Companies', field: 'phone', value: '1' }, 400],
  ])('refuses %s and says why', async (_name, operation, input, status) => {
    const answer = await control(operation, input);

    expect([answer.status, typeof answer.json.error]).toEqual([status, 'string']);
  });

  it('refuses other methods and text that is no JSON', async () => {
    const url = `${started.simulator.controlUrl()}/state`;

    expect((await fetch(url)).status).toBe(405);
    expect((await fetch(url, { method: 'POST', body: '{' })).status).toBe(400);
  });

  it('resets to the same data again and again, or to another size', async () => {
    const { control: direct } = started.simulator;
    const read = () =>
      ['Companies', 'Contacts', 'Products', 'QuoteItems'].map((entity) =>
        direct
          .list({ entity, limit: 1_000 })
          .map(({ id, values }) => [id, values['name'] ?? values['companyName'], values['unitCost']]),
      );
    const before = read();
    direct.remove({ entity: 'Companies', id: DEMO.company });
    direct.setSwitches({ lockoutAfter: 1 });

    await control('reset');
    const again = read();
    await control('reset', { seed: { companies: 40, contacts: 7, randomSeed: 2 } });

    expect(again).toEqual(before);
    expect(direct.state().switches.lockoutAfter).toBe(5);
    expect([direct.count({ entity: 'Companies' }), direct.count({ entity: 'Contacts' })]).toEqual([41, 7]);
    expect(read()[2]).not.toEqual(before[2]);
  });

  it('lists by the query language, from an id on', () => {
    const { control: direct } = started.simulator;

    const vendors = direct.list({ entity: 'Companies', filter: [{ op: 'eq', field: 'companyType', value: 7 }] });
    const rest = direct.list({ entity: 'Companies', afterId: DEMO.company + 5, limit: 2 });

    expect(vendors.map(({ id }) => id)).toEqual([DEMO.vendor]);
    expect(rest.map(({ id }) => id)).toEqual([DEMO.company + 6, DEMO.company + 7]);
    expect(() => direct.list({ entity: 'Companies', filter: [{ op: 'ne', field: 'id', value: 1 }] })).toThrow(
      "'ne' is not an operator",
    );
  });

  it('edits as a person would: read-only fields too, watermarks move, children go with their parent', () => {
    const { control: direct } = started.simulator;
    const before = direct.get({ entity: 'Companies', id: DEMO.company })?.values['lastTrackedModifiedDateTime'];

    const patched = direct.patch({ entity: 'Companies', id: DEMO.company, values: { apiVendorID: 7 } });
    direct.deactivate({ entity: 'BillingCodes', id: DEMO.materialCode });
    direct.deactivate({ entity: 'Contacts', id: DEMO.contact });
    direct.deactivate({ entity: 'BillingCodes', id: DEMO.inactiveCode, active: true });
    direct.remove({ entity: 'Companies', id: DEMO.otherCompany });

    expect(String(patched.values['lastTrackedModifiedDateTime']) > String(before)).toBe(true);
    expect(direct.get({ entity: 'BillingCodes', id: DEMO.materialCode })?.values['isActive']).toBe(false);
    expect(direct.get({ entity: 'BillingCodes', id: DEMO.inactiveCode })?.values['isActive']).toBe(true);
    expect(direct.get({ entity: 'Contacts', id: DEMO.contact })?.values['isActive']).toBe(0);
    expect(direct.count({ entity: 'Contacts', filter: [{ op: 'eq', field: 'companyID', value: DEMO.otherCompany }] })).toBe(0);
    expect(direct.counters().writes).toEqual({});
  });

  it('retires, renames, adds and removes picklist values', async () => {
    const { api, simulator } = started;
    const stages = async () => {
      const { json } = await api.get('Opportunities/entityInformation/fields');
      return json.fields.find(({ name }: { name: string }) => name === 'stage').picklistValues;
    };

    simulator.control.setPicklistValue({ entity: 'Opportunities', field: 'stage', value: '29683451', isActive: false });
    simulator.control.setPicklistValue({ entity: 'Opportunities', field: 'stage', value: '7', label: 'New stage' });
    simulator.control.removePicklistValue({ entity: 'Opportunities', field: 'stage', value: '29683452' });
    const refused = await api.patch('Opportunities', { id: DEMO.opportunity + 1, stage: 29_683_451 });
    const values = await stages();

    expect(values).toContainEqual(expect.objectContaining({ value: '29683451', isActive: false }));
    expect(values).toContainEqual(expect.objectContaining({ value: '7', label: 'New stage', isActive: true }));
    expect(values.map(({ value }: { value: string }) => value)).not.toContain('29683452');
    expect(refused.json.errors[0]).toBe('Picklist value [29683451] does not exist for stage');
    expect(() => simulator.control.removePicklistValue({ entity: 'Opportunities', field: 'stage', value: '1' })).toThrow(
      'has no value 1',
    );
  });

  it('counts calls and writes, and keeps the last calls with their bodies', async () => {
    const { api, simulator } = started;
    await api.get('Companies/0');
    await api.patch('Companies', { id: DEMO.company, phone: '2' });
    await api.patch('Companies', { id: DEMO.company, companyType: 99 });

    const counters = simulator.control.counters();
    const updates = simulator.control.calls({ entity: 'Companies', method: 'patch', limit: 1 });
    simulator.control.resetCounters();

    expect(counters).toMatchObject({
      calls: { Companies: { get: 1, update: 2 } },
      writes: { Companies: { update: 1 } },
      answers: { 200: 2, 500: 1 },
    });
    expect(updates).toMatchObject([{ status: 500, operation: 'update', body: expect.stringContaining('99') }]);
    expect([simulator.control.counters().calls, simulator.control.calls()]).toEqual([{}, []]);
  });

  it('changes latency and shows the state', () => {
    const { control: direct } = started.simulator;
    direct.setLatency({ callMs: 0, fullPageMs: 0 });

    expect(direct.state()).toMatchObject({
      isLocked: false,
      lateCommits: 0,
      usage: { current: 0, external: 0, threshold: 10_000 },
    });
  });
});

describe('a large tenant', () => {
  it('is seeded with 100,000 companies, whose last page of an id walk looks at its own rows only', async () => {
    const { api, simulator } = await startSimulator({
      seed: { companies: 100_000, contactsPerCompany: 0, locationsPerCompany: 0 },
    });

    const last = await api.query('Companies', [{ op: 'gt', field: 'id', value: DEMO.company + 99_500 }]);
    const count = await api.post('Companies/query/count', { Filter: [{ op: 'gte', field: 'id', value: 0 }] });
    await simulator.stop();

    expect([last.json.items.length, count.json.queryCount]).toEqual([499, 100_001]);
  });
});
