import promClient from 'prom-client';
import { METRICS, type MetricSpec } from './metric-list.ts';
import type { Metrics } from './metrics.ts';

const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = promClient;
/** Distinct values of the `integration` label; further ones count as `other`. */
const MAX_INTEGRATIONS = 1_000;
const BUCKETS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

type Labels = Readonly<Record<string, string>>;
type Instrument = promClient.Counter | promClient.Gauge | promClient.Histogram;

/** Metrics of this process on a registry of their own (prom-client); undeclared names and labels throw everywhere. */
export function createMetrics(options: { processMetrics?: boolean } = {}): Metrics {
  const registry = new Registry();
  const instruments = new Map(METRICS.map((spec) => [spec.name, { spec, instrument: makeInstrument(spec, registry) }]));
  const integrations = new Set<string>();
  if (options.processMetrics !== false) collectDefaultMetrics({ register: registry });

  function capped(labels: Labels): Labels {
    const { integration } = labels;
    if (integration === undefined || integrations.has(integration)) return labels;
    if (integrations.size >= MAX_INTEGRATIONS) return { ...labels, integration: 'other' };
    integrations.add(integration);
    return labels;
  }

  function find(name: string, type: MetricSpec['type'], labels: Labels): Instrument {
    const entry = instruments.get(name);
    if (entry?.spec.type !== type) throw new Error(`The ${type} ${name} is not declared in metric-list.ts.`);
    const undeclared = Object.keys(labels).find((label) => !entry.spec.labels.includes(label));
    if (undeclared !== undefined) throw new Error(`The label ${undeclared} of ${name} is not declared in metric-list.ts.`);
    return entry.instrument;
  }

  return {
    count(name, labels = {}, by = 1) {
      (find(name, 'counter', labels) as promClient.Counter).inc(capped(labels), by);
    },
    gauge(name, value, labels = {}) {
      (find(name, 'gauge', labels) as promClient.Gauge).set(capped(labels), value);
    },
    observe(name, value, labels = {}) {
      (find(name, 'histogram', labels) as promClient.Histogram).observe(capped(labels), value);
    },
    expose: () => registry.metrics(),
  };
}

function makeInstrument({ name, type, help, labels }: MetricSpec, registry: promClient.Registry): Instrument {
  const options = { name, help, labelNames: [...labels], registers: [registry] };
  if (type === 'counter') return new Counter(options);
  if (type === 'gauge') return new Gauge(options);
  return new Histogram({ ...options, buckets: BUCKETS });
}
