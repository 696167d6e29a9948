import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createConnectorHarness, TENANT, type ConnectorHarness } from '../src/contract-suite/connector-harness.ts';
import { CREDENTIALS, paperConnector } from './paper-connector.ts';
import { createPaperPsa } from './paper-psa.ts';

const running: ConnectorHarness[] = [];

afterEach(async () => {
  for (const harness of running.splice(0)) await harness.stop();
});

async function setUp() {
  const clock = createManualClock();
  const psa = createPaperPsa({ clock });
  const harness = createConnectorHarness({ definition: paperConnector(), http: psa.http, clock });
  running.push(harness);
  await harness.start();
  const { _id: id } = await harness.connect(CREDENTIALS);
  const params = { id };
  const records = harness.records.forTenant(TENANT);
  return {
    ...{ psa, harness, records, integrationId: id },
    async preview() {
      await harness.call('POST', '/first-connect', { params });
      return harness.until(async () => {
        const plan = (await harness.call('GET', '/first-connect', { params })) as { state: string; types: object[] };
        expect(plan.state).toBe('ready');
        return plan;
      });
    },
    confirm: () => harness.call('POST', '/first-connect/confirm', { params, body: { decisions: [] } }),
  };
}

describe('the preview of a first connect', () => {
  it('matches contacts and brings in nothing that they refer to (architecture rule 9)', async () => {
    const { psa, records, preview, confirm, integrationId } = await setUp();
    const ours = await records.create('company', { name: 'Acme' }, { source: 'user', pushTo: [] });
    const ann = { firstName: 'Ann', lastName: 'Paper', email: 'ann@acme.example', companyId: ours._id };
    await records.create('contact', ann, { source: 'user', pushTo: [] });
    const acme = psa.put('companies', { name: 'Acme' });
    const other = psa.put('companies', { name: 'Other' });
    psa.put('contacts', { name: 'Ann', email: 'ann@acme.example', company: String(acme.id) });
    psa.put('contacts', { name: 'Bob', email: 'bob@other.example', company: String(other.id) });

    const plan = await preview();
    const companiesBefore = (await records.search('company', { from: 0, size: 10 })).total;
    await confirm();

    expect(plan.types).toEqual([
      expect.objectContaining({ type: 'company', matches: 1, createHere: 1, createThere: 0 }),
      expect.objectContaining({ type: 'contact', matches: 1, createHere: 1, createThere: 0 }),
    ]);
    expect(companiesBefore).toBe(1);
    expect((await records.get('company', ours._id))?.external[integrationId]?.id).toBe(String(acme.id));
  });
});
