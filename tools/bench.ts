// npm run bench [-- NAME …]: runs the benchmarks (those whose path contains a NAME) one after the other on a fresh real backend.
// The exit code tells whether they ran; a missed target is shown, not punished.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { benchmarkReport, type BenchmarkEnv, type BenchmarkResult } from './bench-run/benchmark.ts';
import { withRealBackend } from './dev-stack/index.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const PLACES = ['libs/*/bench/*.bench.ts', 'services/*/bench/*.bench.ts', 'tools/bench/*.bench.ts'];
const NODE_FLAGS = ['--expose-gc', '--disable-warning=ExperimentalWarning', '--disable-warning=TimeoutNegativeWarning'];

const names = process.argv.slice(2);
const files = (await Array.fromAsync(glob(PLACES, { cwd: ROOT })))
  .filter((file) => names.length === 0 || names.some((name) => file.includes(name)))
  .sort();
if (files.length === 0) {
  console.error(names.length === 0 ? 'There are no benchmarks yet.' : `No benchmark is named like ${names.join(' or ')}.`);
  process.exitCode = names.length === 0 ? 0 : 2;
} else {
  await withRealBackend({ purpose: 'bench', fresh: true }, async (backend) => {
    const { results, failed } = await runAll({ kafkaBrokers: backend.kafkaBrokers, mongodbUri: backend.mongodbUri });
    if (results.length > 0) console.log(`\n${benchmarkReport(results)}`);
    if (failed.length > 0) console.error(`\nFailed to run: ${failed.join(', ')}`);
    process.exitCode = failed.length === 0 ? 0 : 1;
  });
}

async function runAll(env: BenchmarkEnv): Promise<{ results: BenchmarkResult[]; failed: string[] }> {
  const results: BenchmarkResult[] = [];
  const failed: string[] = [];
  for (const file of files) {
    console.error(`Running ${file} ...`);
    const measured = await runFile(file, env);
    if (measured === undefined) failed.push(file);
    else results.push(...measured);
  }
  return { results, failed };
}

/** Undefined when it threw; its error is on the terminal then. */
async function runFile(file: string, env: BenchmarkEnv): Promise<BenchmarkResult[] | undefined> {
  const runner = path.join(import.meta.dirname, 'bench-run', 'run-file.ts');
  const child = fork(runner, [path.join(ROOT, file), JSON.stringify(env)], { cwd: ROOT, execArgv: NODE_FLAGS });
  const end = (): boolean => child.kill();
  process.once('exit', end);
  let results: BenchmarkResult[] | undefined;
  child.once('message', (message) => (results = message as BenchmarkResult[]));
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('exit', end);
  return code === 0 ? results : undefined;
}
