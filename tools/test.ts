// npm test: every test that needs nothing but Node and a backend. npm run test:full: exactly those that need installed tools.
// Arguments after `--` go to Jest: npm test -- libs/core
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { withBackend, type Backend } from './dev-stack/index.ts';
import { findFullTests, leftOutReport } from './test-run/full-tests.ts';
import { jestArguments } from './test-run/jest-arguments.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
// kafkajs asks for a timer in the past now and then; Node 24 warns of that.
const NODE_FLAGS = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=TimeoutNegativeWarning',
];

const isFull = process.argv[2] === '--full';
const forwarded = process.argv.slice(isFull ? 3 : 2);
const fullTests = await findFullTests(ROOT);

if (isFull && fullTests.length === 0) {
  console.error('No test needs an installed tool yet.');
} else {
  process.exitCode = (await withBackend({ purpose: 'test', fresh: true }, runJest)) ?? 1;
  if (!isFull) console.error(`\n${leftOutReport(fullTests)}`);
}

/** Resolves with Jest's exit code. */
async function runJest(backend: Backend): Promise<number> {
  const addresses = backend.kind === 'memory' ? {} : { KAFKA_BROKERS: backend.kafkaBrokers, MONGODB_URI: backend.mongodbUri };
  const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const args = jestArguments({ isFull, forwarded, processors: availableParallelism() });
  const child = spawn(process.execPath, [...NODE_FLAGS, jest, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...addresses, NODE_ENV: 'test' },
  });
  process.once('exit', () => child.kill());
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
