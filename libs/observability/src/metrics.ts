/** The metrics of one process. Only names and labels of the declared list are accepted. */
export interface Metrics {
  count(name: string, labels?: Readonly<Record<string, string>>, by?: number): void;
  gauge(name: string, value: number, labels?: Readonly<Record<string, string>>): void;
  /** Seconds. */
  observe(name: string, value: number, labels?: Readonly<Record<string, string>>): void;
  /** The Prometheus text exposition. */
  expose(): Promise<string>;
}
