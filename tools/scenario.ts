// npm run scenario -- NAME: an end-to-end scenario on a clean real backend, and then each of its further parts, which are called
// NAME-PART, on one of its own. Progress goes to standard error; standard output has one JSON object of figures for each, on a line;
// the exit code is 0 when every assertion held. --list names the scenarios.
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { withRealBackend } from './dev-stack/index.ts';
import { outcomeOf, type Scenario } from './scenario-run/scenario.ts';

const FOLDER = path.join(import.meta.dirname, 'scenarios');

const NOTHING = { kind: 'env', kafkaBrokers: 'none:0', mongodbUri: 'none:', restartKafka: () => Promise.resolve() } as const;

const names = (await Array.fromAsync(glob('*.ts', { cwd: FOLDER }))).map((file) => path.basename(file, '.ts')).sort();
const [asked = ''] = process.argv.slice(2);

if (asked === '--list') {
  for (const name of names) console.log(`${name.padEnd(20)} ${(await load(name)).description}`);
} else if (names.includes(asked)) {
  await playAll(names.filter((name) => name === asked || name.startsWith(`${asked}-`)));
} else {
  console.error(
    `Say which scenario: npm run scenario -- NAME. ${names.length === 0 ? 'There are none yet.' : `There are: ${names.join(', ')}`}`,
  );
  process.exitCode = 2;
}

async function load(name: string): Promise<Scenario> {
  return (await import(pathToFileURL(path.join(FOLDER, `${name}.ts`)).href)) as Scenario;
}

async function playAll(parts: readonly string[]): Promise<void> {
  let isPassed = true;
  for (const name of parts) isPassed = (await play(name)) && isPassed;
  // A client that a failed scenario left open must not keep the process.
  process.stdout.write('', () => process.exit(isPassed ? 0 : 1));
}

/** @returns whether every assertion held */
async function play(name: string): Promise<boolean> {
  const scenario = await load(name);
  const startedAt = performance.now();
  const seconds = (): number => Math.round((performance.now() - startedAt) / 100) / 10;
  const progress = (line: string): void => console.error(`[${seconds().toFixed(1).padStart(6)} s] ${line}`);
  const outcome =
    scenario.needsBackend === false
      ? await outcomeOf(scenario, { ...NOTHING, progress })
      : await withRealBackend({ purpose: 'scenario', fresh: true }, ({ stop: _stop, ...backend }) =>
          outcomeOf(scenario, { ...backend, progress }),
        );
  if (outcome === undefined) return false;
  const { figures, failures } = outcome;
  for (const failure of failures) console.error(`FAILED: ${failure}`);
  console.log(JSON.stringify({ scenario: name, passed: failures.length === 0, seconds: seconds(), ...figures, failures }));
  return failures.length === 0;
}
