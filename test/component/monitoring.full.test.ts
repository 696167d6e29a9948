// Needs: prometheus
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { METRICS } from '@psa-bridge/observability';
import { eventually } from '@psa-bridge/testing';
import { BOARDS } from '../../tools/monitoring/boards/boards.ts';
import { startPrometheus, type Prometheus } from '../../tools/monitoring/prometheus.ts';
import { createApiClient, type ApiClient } from '../../tools/platform/api-client.ts';
import { connectAutotask, inStep, issueCleared, issueOf, synchronize, type RecordView } from '../../tools/platform/journeys.ts';
import { DEMO_ADMIN } from '../../tools/platform/service-plan.ts';
import { startWholePlatform, type WholePlatform } from './whole-platform.ts';

interface RuleView {
  name: string;
  health: string;
  lastError?: string;
}

const WAIT = { timeoutMs: 120_000, everyMs: 250 };
const LIMIT_MS = 300_000;

describe('a Prometheus that scrapes every service', () => {
  let platform: WholePlatform;
  let prometheus: Prometheus;

  beforeAll(async () => {
    platform = await startWholePlatform();
    prometheus = await startPrometheus(platform.adminAddresses);
    const api = createApiClient(platform.gatewayUrl, DEMO_ADMIN);
    await story(api, platform);
  }, LIMIT_MS);
  afterAll(async () => {
    await prometheus?.stop();
    await platform?.stop();
  }, LIMIT_MS);

  it(
    'hears of exactly the metrics that are declared',
    async () => {
      const declared = METRICS.map(({ name }) => name.replace(/_total$/, '')).sort();

      await eventually(async () => {
        const told = await prometheus.get<{ metric: string }[]>('/api/v1/targets/metadata');
        const names = new Set(told.map(({ metric }) => metric).filter((metric) => metric.startsWith('psa_bridge_')));
        expect([...names].sort()).toEqual(declared);
      }, WAIT);
    },
    LIMIT_MS,
  );

  it(
    'evaluates every rule, and none of our services is told to be missing',
    async () => {
      const rules = await eventually(async () => {
        const { groups } = await prometheus.get<{ groups: { rules: RuleView[] }[] }>('/api/v1/rules');
        const all = groups.flatMap((group) => group.rules);
        expect(all.filter(({ health }) => health === 'unknown')).toEqual([]);
        return all;
      }, WAIT);

      expect(rules.length).toBeGreaterThan(50);
      expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);
      // Before the first scrape all of them were missing.
      await eventually(
        async () => expect(await prometheus.query('ALERTS{alertname="PsaBridgeComponentMissing"}')).toEqual([]),
        WAIT,
      );
    },
    LIMIT_MS,
  );

  it.each(
    BOARDS.flatMap(({ id, rows }) =>
      rows.flatMap(({ panels }) => panels.flatMap(({ title, queries }) => queries.map(({ expr }) => ({ id, title, expr })))),
    ),
  )(
    'has data for the panel $title of the board $id: $expr',
    async ({ expr }) => {
      const asked = expr.replaceAll('$__rate_interval', '1m').replaceAll(/\$(provider|group|integration)\b/g, '.+');

      await eventually(async () => expect(await prometheus.query(asked)).not.toEqual([]), WAIT);
    },
    LIMIT_MS,
  );
});

/** A little of everything that the boards show: a sync, a push, a webhook, a refusal that becomes an issue and clears. */
async function story(api: ApiClient, { autotask }: WholePlatform): Promise<void> {
  const integrationId = await connectAutotask(api, autotask);
  const integration = { provider: 'autotask', integrationId } as const;
  await synchronize(api, integration, 'full');
  await api.post(`/v1/integrations/autotask/${integrationId}/webhooks`);
  const made = await api.post<RecordView>('/v1/companies', { name: 'Watched', telephone: '555-0100' });
  const { sync } = await inStep(api, `/v1/companies/${made.id}`, integrationId);
  const externalId = Number(sync[integrationId]?.externalId);
  autotask.control.patch({ entity: 'Companies', id: externalId, values: { phone: '555-0101' } });
  autotask.control.setSecurity({ denied: [{ entity: 'Companies', actions: ['create'] }] });
  const refused = await api.post<RecordView>('/v1/companies', { name: 'Refused', telephone: '555-0102' });
  await issueOf(api, refused.id);
  autotask.control.setSecurity({ denied: [] });
  await api.post('/v1/issues/retry-all', { filter: {} });
  await issueCleared(api, refused.id);
}
