import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { readOptions } from '../../src/connectwise/main-config.ts';
import { ENTITIES } from '../../src/connectwise/metadata/registry.ts';
import { DEMO, NEW_COMPANY, startSimulator, type Started } from './harness.ts';

describe('the control API of the simulated ConnectWise PSA', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator();
  });
  beforeEach(() => started.simulator.control.reset());
  afterAll(() => started.simulator.stop());

  const control = async (operation: string, input: unknown) => {
    const response = await fetch(`${started.simulator.controlUrl()}/${operation}`, {
      method: 'POST',
      body: JSON.stringify(input),
    });
    return [response.status, await response.json()];
  };

  it('reads and edits as a person at the keyboard, without validation', async () => {
    const made = await control('create', {
      entity: 'Company',
      values: { identifier: 'X', name: 'x'.repeat(60) },
      memberId: 'alexd',
    });
    const found = await control('list', { entity: 'Company', conditions: 'identifier = "X"' });

    expect(made).toMatchObject([200, { result: { id: 260, deletedFlag: false, _info: { enteredBy: 'alexd' } } }]);
    expect(found).toMatchObject([200, { result: [{ id: 260 }] }]);
    started.simulator.control.remove({ entity: 'Contact', id: DEMO.contact });
    expect(await control('get', { entity: 'Contact', id: DEMO.contact })).toEqual([200, { result: null }]);
  });

  it('says what is wrong with its input', async () => {
    expect(await control('get', { entity: 'Companies', id: 1 })).toEqual([400, { error: "There is no entity 'Companies'." }]);
    expect((await control('setSwitches', { clientIdStatus: 402 }))[0]).toBe(400);
    expect((await control('addFault', {}))[0]).toBe(400);
  });

  it('changes only the switches that are given', () => {
    const { control: operations } = started.simulator;
    operations.setSwitches({ retryAfter: false });

    expect(operations.setSwitches({ isCloud: false })).toMatchObject({ retryAfter: false, isCloud: false, clampPageSize: true });
  });

  it('goes back to the start, or to another amount of data', async () => {
    const { control: operations } = started.simulator;
    await started.api.post('company/companies', NEW_COMPANY);
    operations.setSecurity({ denied: [{ module: 'Sales' }] });
    operations.upgrade();

    operations.reset();
    const back = [operations.count({ entity: 'Company' }), operations.state().denied, operations.state().codebase];
    operations.reset({ seed: { companies: 3, contacts: 0, products: 0 } });

    expect([back, operations.count({ entity: 'Company' }), operations.count({ entity: 'Contact' })]).toEqual([
      [10, [], 'v2025_1/'],
      3,
      0,
    ]);
  });

  it('counts calls and writes by entity', async () => {
    await started.api.get('company/companies');
    await started.api.post('company/companies', NEW_COMPANY);

    expect(started.simulator.control.counters()).toMatchObject({
      calls: { Company: { query: 1, create: 1 } },
      writes: { Company: { create: 1 } },
      answers: { 200: 1, 201: 1 },
      maxConcurrentSeen: { Company: 1 },
    });
  });
});

describe('seeding', () => {
  const rowsOf = async (seed: Record<string, number>) => {
    const { simulator } = await startSimulator({ clock: createManualClock('2026-03-01T00:00:00Z'), seed });
    const rows = ['Company', 'Contact', 'Catalog Item', 'Product Item', 'Purchase Order'].map((entity) =>
      simulator.control.list({ entity, limit: 10_000 }).map((row) => JSON.stringify(row).replaceAll(simulator.siteUrl(), 'site')),
    );
    await simulator.stop();
    return rows;
  };

  it('gives the same data for the same options', async () => {
    const first = await rowsOf({ companies: 50, randomSeed: 3 });

    expect(await rowsOf({ companies: 50, randomSeed: 3 })).toEqual(first);
    expect(await rowsOf({ companies: 50, randomSeed: 4 })).not.toEqual(first);
  });

  it('holds 100,000 companies with 200,000 contacts, and pages through their ids', async () => {
    const { simulator, api } = await startSimulator({ seed: { companies: 100_000 } });
    const headers = { 'pagination-type': 'forward-only' };
    const last = await api.call('GET', 'company/companies?fields=id&pageSize=1000&pageId=99249', { headers });
    await simulator.stop();

    expect([last.json.length, last.json.at(-1), simulator.control.count({ entity: 'Contact' })]).toEqual([
      1_000,
      { id: 100_249 },
      200_000,
    ]);
  });

  it('shows every object of every collection without failing, and every reference by its name', async () => {
    const { simulator, api } = await startSimulator();
    for (const { path, name } of ENTITIES) {
      if (path === undefined) continue;
      const { status, json } = await api.get(`${path}?pageSize=1000`);
      expect([name, status, Array.isArray(json)]).toEqual([name, 200, true]);
    }
    await simulator.stop();
    expect(simulator.bugs()).toEqual([]);
  });

  it('seeds every object with all its required members', async () => {
    const { simulator } = await startSimulator();
    const missing = ENTITIES.flatMap(({ name, fields }) =>
      simulator.control
        .list({ entity: name })
        .flatMap((row) =>
          fields.filter((field) => field.required === 'create' && !(field.name in row)).map((field) => [name, field.name]),
        ),
    );
    await simulator.stop();

    expect(missing).toEqual([]);
  });
});

describe('the process of the simulated ConnectWise PSA', () => {
  it('reads flags before variables, and has the vendor’s latency by default', () => {
    const options = readOptions(['--companies=5', '--calls-per-minute=60'], { SIM_COMPANIES: '9', SIM_COMPANY_ID: 'other' });

    expect(options).toMatchObject({
      seed: { companies: 5 },
      callsPerMinute: 60,
      credentials: { companyId: 'other' },
      latency: { callMs: 150, fullPageMs: 400 },
    });
  });

  it('names each variable that cannot be used', () => {
    expect(() => readOptions(['--companies=many'], {})).toThrow(/SIM_COMPANIES/);
  });
});
