import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMetrics } from './create-metrics.ts';
import { METRICS } from './metric-list.ts';

const ROOT = join(import.meta.dirname, '../../..');

describe('metrics', () => {
  it('are refused where the name, the type or a label is not declared', () => {
    const metrics = createMetrics({ processMetrics: false });

    expect(() => metrics.count('psa_bridge_unheard_of_total')).toThrow(/not declared/);
    expect(() => metrics.gauge('psa_bridge_published_total', 1)).toThrow(/not declared/);
    expect(() => metrics.count('psa_bridge_published_total', { entity: '7' })).toThrow(/label entity/);
  });

  it('are exposed in the text format, with those of the process', async () => {
    const metrics = createMetrics();

    metrics.count('psa_bridge_published_total', { topic: 'a' }, 3);
    metrics.observe('psa_bridge_http_request_seconds', 0.2, { route: '/v1/things/{id}', method: 'GET' });

    const text = await metrics.expose();
    expect(text).toContain('psa_bridge_published_total{topic="a"} 3');
    expect(text).toContain('psa_bridge_http_request_seconds_bucket{le="0.25",route="/v1/things/{id}",method="GET"} 1');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('are read by name, with the parts of a histogram told apart', async () => {
    const metrics = createMetrics({ processMetrics: false });

    metrics.count('psa_bridge_published_total', { topic: 'a' }, 3);
    metrics.observe('psa_bridge_http_request_seconds', 0.2, { route: '/v1/things', method: 'GET' });

    const [counted, observed] = await Promise.all(
      ['psa_bridge_published_total', 'psa_bridge_http_request_seconds'].map((name) => metrics.read(name)),
    );
    expect(counted).toEqual([{ labels: { topic: 'a' }, value: 3 }]);
    expect(observed).toContainEqual({ labels: { route: '/v1/things', method: 'GET' }, value: 0.2, part: 'sum' });
    expect(observed).toContainEqual({ labels: { le: '0.1', route: '/v1/things', method: 'GET' }, value: 0, part: 'bucket' });
    await expect(metrics.read('psa_bridge_unheard_of_total')).rejects.toThrow(/not declared/);
  });

  it('count integrations beyond a thousand as other, over all metrics', async () => {
    const metrics = createMetrics({ processMetrics: false });

    for (let i = 0; i < 1_000; i += 1) metrics.gauge('psa_bridge_budget_remaining', 1, { integration: `i${i}` });
    metrics.count('psa_bridge_budget_spent_total', { integration: 'late', lane: 'bulk' });
    metrics.count('psa_bridge_budget_spent_total', { integration: 'i999', lane: 'bulk' });

    const text = await metrics.expose();
    expect(text).toContain('integration="other",lane="bulk"');
    expect(text).toContain('integration="i999",lane="bulk"');
    expect(text).not.toContain('late');
  });

  it('never carry an id or an address of an entity, nor an unbounded number of values', async () => {
    const metrics = createMetrics({ processMetrics: false });

    metrics.count('psa_bridge_published_total', { topic: 'partner.0197a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b.records.v1' });
    metrics.count('psa_bridge_published_total', { topic: 'https://example.com/7' });
    for (let i = 0; i < 400; i += 1) metrics.count('psa_bridge_published_total', { topic: `t${i}` });

    const text = await metrics.expose();
    expect(text).toContain('topic="other"} 102');
    expect(text).not.toMatch(/0197a1b2|example\.com|"t300"/);
  });

  it('forget what a gauge is told no more', async () => {
    const metrics = createMetrics({ processMetrics: false });
    const gauge = (integration: string) => ({ labels: { provider: 'halo', integration }, value: 7 });

    metrics.gaugeAll('psa_bridge_synced_at_seconds', [gauge('here'), gauge('gone')]);
    metrics.gaugeAll('psa_bridge_synced_at_seconds', [gauge('here')]);

    expect(await metrics.read('psa_bridge_synced_at_seconds')).toEqual([gauge('here')]);
  });

  it('say which service tells them, point to a trace that was sampled, and end as OpenMetrics wants', async () => {
    const metrics = createMetrics({ processMetrics: false, component: 'gateway' });
    const labels = { route: '/v1/things', method: 'GET' };

    metrics.observe('psa_bridge_http_request_seconds', 0.2, labels, '0af7651916cd43dd8448eb211c80319c');
    metrics.observe('psa_bridge_http_request_seconds', 2, labels);

    const buckets = (await metrics.expose()).split('\n').filter((line) => line.includes('_bucket'));
    const exemplified = buckets.filter((line) => line.includes(' # {trace_id="0af7651916cd43dd8448eb211c80319c"} 0.2 '));
    expect(exemplified).toHaveLength(1);
    expect(exemplified[0]).toContain('le="0.25"');
    expect(buckets.every((line) => line.includes('component="gateway"'))).toBe(true);
    expect(await metrics.expose()).toMatch(/# EOF\n$/);
    expect(metrics.contentType).toContain('application/openmetrics-text');
  });

  it('are declared once each, with a name, a unit and bounded labels', () => {
    const names = METRICS.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    for (const { name, type, labels } of METRICS) {
      expect(name).toMatch(type === 'counter' ? /^psa_bridge_[a-z_]+_total$/ : /^psa_bridge_[a-z_]+(?<!_total)$/);
      expect(labels.filter((label) => /id$|url|path|entity|tenant|user/i.test(label))).toEqual([]);
    }
  });

  it('are the same in the declared list and in what the tree writes', () => {
    const declared = new Set(METRICS.map(({ name }) => name));
    const used = new Set(
      sources().flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/'(psa_bridge_[a-z_]+)'/g)].map((match) => match[1] ?? ''),
      ),
    );

    expect(used).toEqual(declared);
  });
});

function sources(): string[] {
  return ['libs', 'services'].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).flatMap((name) =>
      readdirSync(join(ROOT, folder, name, 'src'), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && path !== 'metric-list.ts')
        .map((path) => join(ROOT, folder, name, 'src', path)),
    ),
  );
}
