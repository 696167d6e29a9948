/** One value of a metric, as it stands. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  /** Of a histogram: how many were at most as long as the label `le` says, their sum in seconds, or how many there were. */
  readonly part?: 'bucket' | 'sum' | 'count';
}

/** The metrics of one process. Only names and labels of the declared list are accepted. */
export interface Metrics {
  count(name: string, labels?: Readonly<Record<string, string>>, by?: number): void;
  gauge(name: string, value: number, labels?: Readonly<Record<string, string>>): void;
  /** Sets a gauge for exactly these labels and forgets all others: what is gone must not go on being told. */
  gaugeAll(name: string, samples: readonly Pick<Sample, 'labels' | 'value'>[]): void;
  /** Seconds; `traceId` is the exemplar, by default the trace of the current work where that is sampled. */
  observe(name: string, value: number, labels?: Readonly<Record<string, string>>, traceId?: string): void;
  /** What was measured under a name since the process began. */
  read(name: string): Promise<readonly Sample[]>;
  /** The OpenMetrics text exposition, with exemplars. */
  expose(): Promise<string>;
  /** Of the exposition. */
  readonly contentType: string;
}
