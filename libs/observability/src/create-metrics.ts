import promClient from 'prom-client';
import { MAX_LABEL_VALUES, METRICS, type MetricSpec } from './metric-list.ts';
import type { Metrics, Sample } from './metrics.ts';
import { sampledTraceId } from './tracing.ts';

const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = promClient;
const BUCKETS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const PARTS = ['bucket', 'sum', 'count'] as const;
const OTHER = 'other';
/** What an entity's id or an address looks like: never a label's value, except for integrations, which are capped. */
const UNBOUNDED = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-|:\/\/|^.{101}/i;

type Labels = Readonly<Record<string, string>>;
type Instrument = promClient.Counter | promClient.Gauge | promClient.Histogram;

export interface MetricsOptions {
  /** Memory, event loop and processor time of the process as well; by default they are told. */
  processMetrics?: boolean;
  /** Which service tells it: the label `component` of everything, so that rules need not know how the scraper names its targets. */
  component?: string;
}

/** Metrics of this process on a registry of their own (prom-client); undeclared names and labels throw everywhere. */
export function createMetrics(options: MetricsOptions = {}): Metrics {
  const registry = new Registry<promClient.OpenMetricsContentType>();
  registry.setContentType(promClient.openMetricsContentType);
  if (options.component !== undefined) registry.setDefaultLabels({ component: options.component });
  const instruments = new Map(METRICS.map((spec) => [spec.name, { spec, instrument: makeInstrument(spec, registry) }]));
  const bounded = labelBounds();
  if (options.processMetrics !== false) collectDefaultMetrics({ register: registry });

  function find(name: string, type: MetricSpec['type'], labels: Labels): Instrument {
    const entry = instruments.get(name);
    if (entry?.spec.type !== type) throw new Error(`The ${type} ${name} is not declared in metric-list.ts.`);
    for (const label in labels) {
      if (!entry.spec.labels.includes(label)) throw new Error(`The label ${label} of ${name} is not declared in metric-list.ts.`);
    }
    return entry.instrument;
  }

  return {
    count(name, labels = {}, by = 1) {
      (find(name, 'counter', labels) as promClient.Counter).inc(bounded(labels), by);
    },
    gauge(name, value, labels = {}) {
      (find(name, 'gauge', labels) as promClient.Gauge).set(bounded(labels), value);
    },
    gaugeAll(name, samples) {
      const gauge = find(name, 'gauge', {}) as promClient.Gauge;
      gauge.reset();
      for (const { labels, value } of samples) (find(name, 'gauge', labels) as promClient.Gauge).set(bounded(labels), value);
    },
    observe(name, value, labels = {}, traceId = sampledTraceId()) {
      const exemplar = traceId === undefined ? {} : { exemplarLabels: { trace_id: traceId } };
      (find(name, 'histogram', labels) as promClient.Histogram).observe({ labels: bounded(labels), value, ...exemplar });
    },
    async read(name) {
      const entry = instruments.get(name);
      if (!entry) throw new Error(`${name} is not declared in metric-list.ts.`);
      const { values } = await entry.instrument.get();
      return values.map((value) => toSample(name, value));
    },
    expose: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

interface Value {
  labels: Partial<Record<string, string | number>>;
  value: number;
  metricName?: string;
}

function toSample(name: string, { labels, value, metricName = name }: Value): Sample {
  const texts = Object.fromEntries(Object.entries(labels).map(([label, given]) => [label, String(given)]));
  const part = PARTS.find((ending) => metricName === `${name}_${ending}`);
  return { labels: texts, value, ...(part === undefined ? {} : { part }) };
}

/** Keeps the number of distinct values per label within its declared cap: further ones count as `other`. */
function labelBounds(): (labels: Labels) => Labels {
  const seen = new Map<string, Set<string>>();

  function bound(label: string, value: string): string {
    if (seen.get(label)?.has(value) === true) return value;
    if (label !== 'integration' && UNBOUNDED.test(value)) return OTHER;
    const values = seen.get(label) ?? new Set();
    seen.set(label, values);
    if (values.size >= (MAX_LABEL_VALUES[label] ?? MAX_LABEL_VALUES.default)) return OTHER;
    values.add(value);
    return value;
  }

  return (labels) => {
    const result: Record<string, string> = {};
    for (const label in labels) result[label] = bound(label, labels[label] ?? '');
    return result;
  };
}

type OpenMetricsRegistry = promClient.Registry<promClient.OpenMetricsContentType>;

function makeInstrument({ name, type, help, labels }: MetricSpec, registry: OpenMetricsRegistry): Instrument {
  const options = { name, help, labelNames: [...labels], registers: [registry] };
  if (type === 'counter') return new Counter(options);
  if (type === 'gauge') return new Gauge(options);
  return new Histogram({ ...options, buckets: BUCKETS, enableExemplars: true });
}
