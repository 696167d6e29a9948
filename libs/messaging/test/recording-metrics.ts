import { createMetrics, type Metrics } from '@psa-bridge/observability';

type Labels = Readonly<Record<string, string>>;

export interface RecordingMetrics extends Metrics {
  /** The sum counted under a name, over all labels that include these. */
  counted(name: string, labels?: Labels): number;
  /** The last value of a gauge. */
  gauged(name: string, labels?: Labels): number | undefined;
  observed(name: string): number[];
}

interface Entry {
  name: string;
  value: number;
  labels: Labels;
}

/** Keeps what it is told; names and labels have to be declared, as in production. */
export function recordingMetrics(): RecordingMetrics {
  const declared = createMetrics({ processMetrics: false });
  const entries: Entry[] = [];
  const keep = (name: string, value: number, labels: Labels = {}): void => void entries.push({ name, value, labels });
  const found = (name: string, labels: Labels = {}): Entry[] =>
    entries.filter((entry) => entry.name === name && Object.entries(labels).every(([key, value]) => entry.labels[key] === value));

  return {
    count(name, labels, by = 1) {
      declared.count(name, labels, by);
      keep(name, by, labels);
    },
    gauge(name, value, labels) {
      declared.gauge(name, value, labels);
      keep(name, value, labels);
    },
    gaugeAll(name, samples) {
      declared.gaugeAll(name, samples);
      for (const { value, labels } of samples) keep(name, value, labels);
    },
    observe(name, value, labels) {
      declared.observe(name, value, labels);
      keep(name, value, labels);
    },
    read: declared.read,
    expose: declared.expose,
    contentType: declared.contentType,
    counted: (name, labels) => found(name, labels).reduce((sum, { value }) => sum + value, 0),
    gauged: (name, labels) => found(name, labels).at(-1)?.value,
    observed: (name) => found(name).map(({ value }) => value),
  };
}
