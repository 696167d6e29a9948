// Runs one benchmark file in a process of its own, so that no figure depends on what ran before, and hands its results to the parent.
import { pathToFileURL } from 'node:url';
import type { BenchmarkEnv, BenchmarkFile } from './benchmark.ts';

const [file = '', env = '{}'] = process.argv.slice(2);
const { run } = (await import(pathToFileURL(file).href)) as BenchmarkFile;
const results = await run(JSON.parse(env) as BenchmarkEnv);
process.send?.(results, () => process.exit(0));
