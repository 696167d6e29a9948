// npm test: every test that needs nothing but Node and a backend. npm run test:full: exactly those that need installed tools.
// Arguments after `--` go to Jest: npm test -- libs/core. Where they choose no integration suite, no backend is started.
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { withBackend, type Backend } from './dev-stack/index.ts';
import { probeDocker } from './dev-stack/probe-machine.ts';
import { findFullTests, leftOut, leftOutReport } from './test-run/full-tests.ts';
import { jestArguments } from './test-run/jest-arguments.ts';
import { needsBackend, withoutReport } from './test-run/needs-backend.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
// kafkajs asks for a timer in the past now and then; Node 24 warns of that.
const NODE_FLAGS = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=TimeoutNegativeWarning',
];
// Tests kill and start services hundreds of times: what Node compiled of them is kept.
const NODE_COMPILE_CACHE = path.join(ROOT, '.data', 'compile-cache');

const isFull = process.argv[2] === '--full';
const forwarded = process.argv.slice(isFull ? 3 : 2);
const fullTests = await findFullTests(ROOT);
const notRun = leftOut(fullTests, { isFull, hasEngine: isFull && (await probeDocker([])).isUsable });

if (isFull && fullTests.length === 0) {
  console.error('No test needs an installed tool yet.');
} else {
  const isBackendNeeded = isFull || forwarded.length === 0 || needsBackend(await listedFiles());
  process.exitCode = isBackendNeeded ? ((await withBackend({ purpose: 'test', fresh: true }, runOn)) ?? 1) : await runJest({});
  console.error(`\n${leftOutReport(notRun)}`);
}

/** Resolves with Jest's exit code. */
function runOn(backend: Backend): Promise<number> {
  return runJest(backend.kind === 'memory' ? {} : { KAFKA_BROKERS: backend.kafkaBrokers, MONGODB_URI: backend.mongodbUri });
}

async function runJest(addresses: NodeJS.ProcessEnv): Promise<number> {
  const child = startJest([], { stdio: 'inherit', env: { ...process.env, ...addresses, NODE_ENV: 'test', NODE_COMPILE_CACHE } });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

/** The files that the forwarded arguments choose, as Jest itself says. */
async function listedFiles(): Promise<string> {
  const child = startJest(['--listTests'], { stdio: ['ignore', 'pipe', 'inherit'] }, withoutReport(forwarded));
  return child.stdout === null ? '' : text(child.stdout);
}

function startJest(first: readonly string[], options: SpawnOptions, chosen = forwarded): ChildProcess {
  const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const leftOutFiles = isFull ? notRun.map(({ file }) => file) : [];
  const args = jestArguments({ isFull, forwarded: chosen, processors: availableParallelism(), leftOut: leftOutFiles });
  const child = spawn(process.execPath, [...NODE_FLAGS, jest, ...first, ...args], { cwd: ROOT, ...options });
  process.once('exit', () => child.kill());
  return child;
}
