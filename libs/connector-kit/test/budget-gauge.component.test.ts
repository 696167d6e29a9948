import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { rowId } from '../src/work/row.ts';
import { createConnectorHarness, TENANT, type ConnectorHarness } from '../src/contract-suite/connector-harness.ts';
import { CREDENTIALS, paperConnector } from './paper-connector.ts';
import { createPaperPsa } from './paper-psa.ts';

const running: ConnectorHarness[] = [];

afterEach(async () => {
  for (const harness of running.splice(0)) await harness.stop();
});

/** Connected, with a save that the PSA answered with "limited", and five pushes in the bulk lane since. */
async function withWorkThatStands() {
  const clock = createManualClock();
  const psa = createPaperPsa({ clock });
  const harness = createConnectorHarness({ definition: paperConnector(), http: psa.http, clock });
  running.push(harness);
  await harness.start();
  const integration = await harness.connect(CREDENTIALS);
  const { _id: integrationId } = integration;
  const params = { id: integrationId };
  const records = harness.records.forTenant(TENANT);
  psa.fail({ on: ({ method }) => method === 'POST', times: 1, act: { status: 429, headers: { 'retry-after': '600' } } });
  await harness.save('company', { name: 'Limited' }, integration);
  await harness.until(async () =>
    expect(await harness.call('GET', '/{id}/budget', { params })).toMatchObject({ openTo: { interactive: 0 } }),
  );
  const companies = await Promise.all(
    Array.from({ length: 5 }, (_, index) => records.create('company', { name: `C${index}` }, { source: 'user', pushTo: [] })),
  );
  await harness.connector.table.upsertMany(
    companies.map(({ _id: entityId }) => ({
      ...{ tenantId: TENANT, integrationId, op: 'push' as const, entityType: 'company' as const, entityId },
      ...{ revision: 1, lane: 3 },
    })),
  );
  return { harness, psa, integrationId, params };
}

describe('the gauge of an integration', () => {
  it('says which work waits for the allowance and until when, and the work goes on then', async () => {
    const { harness, psa, params } = await withWorkThatStands();

    const gauge = await harness.until(async () => {
      const found = (await harness.call('GET', '/{id}/budget', { params })) as { blockedUntil?: string; standing: object[] };
      expect(found.standing).toContainEqual(expect.objectContaining({ lane: 'bulk', rows: 5, runs: 0 }));
      return found;
    });
    await harness.until(() => expect(psa.rows('companies')).toHaveLength(6), 700_000);

    expect(gauge.standing).toEqual(
      ['interactive', 'webhook', 'scheduled', 'bulk'].map((lane) => ({
        ...{ lane, rows: { bulk: 5, interactive: 1 }[lane] ?? 0, runs: 0, resumesAt: gauge.blockedUntil },
      })),
    );
  });

  it('is shown as metrics, beside what waits in each lane', async () => {
    const { harness, integrationId: integration } = await withWorkThatStands();

    const exposed = await harness.until(async () => {
      const text = await harness.metrics.expose();
      expect(text).toContain(`psa_bridge_budget_parked{integration="${integration}",lane="bulk",what="rows"} 5`);
      return text;
    }, 60_000);

    expect(exposed.match(/psa_bridge_work_waiting.* \d+/g)).toEqual([
      'psa_bridge_work_waiting{provider="paper",lane="interactive"} 1',
      'psa_bridge_work_waiting{provider="paper",lane="webhook"} 0',
      'psa_bridge_work_waiting{provider="paper",lane="scheduled"} 0',
      'psa_bridge_work_waiting{provider="paper",lane="bulk"} 5',
    ]);
    expect(exposed).toContain(`psa_bridge_budget_limit{integration="${integration}"} 10000`);
    expect(exposed).toContain(`psa_bridge_budget_used{integration="${integration}",by="others"} 0`);
    expect(exposed).toMatch(
      new RegExp(`psa_bridge_budget_resumes_in_seconds\\{integration="${integration}",lane="bulk"\\} 5\\d\\d`),
    );
  });

  it('tells of parked rows and of how far the PSA was read, and nothing of an integration that is paused', async () => {
    const clock = createManualClock();
    const harness = createConnectorHarness({ definition: paperConnector(), http: createPaperPsa({ clock }).http, clock });
    running.push(harness);
    await harness.start();
    const { _id: integration } = await harness.connect(CREDENTIALS);
    const exposes = (text: string): Promise<void> =>
      harness.until(async () => expect(await harness.metrics.expose()).toContain(text), 90_000);

    await harness.call('POST', '/{id}/sync', { params: { id: integration }, body: { kind: 'full' } });
    const startedAt = clock.now().getTime() / 1_000;
    const request = { tenantId: TENANT, integrationId: integration, op: 'push', entityType: 'company', entityId: 'c' } as const;
    await harness.connector.table.upsert({ ...request, revision: 0, lane: 3 });
    const rows = harness.connector.table.collection.forTenant(TENANT);
    await rows.mutate(rowId(request), (row) => row && { ...row, parked: { reason: 'internal_error', at: clock.now() } });

    await exposes(`psa_bridge_synced_at_seconds{provider="paper",integration="${integration}"} ${startedAt}`);
    await exposes('psa_bridge_work_parked{provider="paper"} 1');
    expect(await harness.metrics.expose()).toMatch(/psa_bridge_work_parked_oldest_age_seconds{provider="paper"} [1-9]/);
    await harness.connector.integrations.change(TENANT, integration, (current) => ({
      ...current,
      pushPaused: true,
      pullPaused: true,
    }));
    await harness.until(
      async () => expect(await harness.metrics.expose()).not.toContain('psa_bridge_synced_at_seconds{'),
      90_000,
    );
    await exposes('psa_bridge_integrations{provider="paper",state="connected"} 1');
  });
});
