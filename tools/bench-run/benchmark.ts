/** Where the real Kafka and MongoDB of the run are. */
export interface BenchmarkEnv {
  kafkaBrokers: string;
  mongodbUri: string;
}

/** One figure: ours against the bare way of doing the same, measured side by side in this run. */
export interface BenchmarkResult {
  name: string;
  ratio: number;
  /** What the ratio should be: at least this, or with `atMost` at most. */
  target: number;
  atMost?: boolean;
  /** How it was measured, in one line. */
  how: string;
  /** The numbers behind the ratio. */
  details: Readonly<Record<string, unknown>>;
}

/** What a `bench/*.bench.ts` file exports. */
export interface BenchmarkFile {
  run(env: BenchmarkEnv): Promise<BenchmarkResult[]>;
}

export function isMet({ ratio, target, atMost = false }: BenchmarkResult): boolean {
  return atMost ? ratio <= target : ratio >= target;
}

/** A table for people: one line a figure, then how each was measured. */
export function benchmarkReport(results: readonly BenchmarkResult[]): string {
  const rows = results.map((result) => [
    result.name,
    result.ratio.toFixed(2),
    `${result.atMost ? 'at most' : 'at least'} ${result.target}`,
    isMet(result) ? 'ok' : 'MISSED',
  ]);
  const head = ['figure', 'ratio', 'target', ''];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const notes = results.map(({ name, how, details }) => `${name}: ${how}\n    ${JSON.stringify(details)}`);
  return [line(head), ...rows.map(line), '', 'How each was measured:', ...notes].join('\n');
}
