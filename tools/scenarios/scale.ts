import { createRandom } from '@psa-bridge/simulators';
import { createChecks } from '../scenario-run/checks.ts';
import type { ScenarioOutcome } from '../scenario-run/scenario.ts';
import { simulate, type Outcome, type Percentiles } from './scale/simulate.ts';

export const description = 'A thousand tenants for an hour on a driven clock, on one to eight replicas: how fair, and how fresh';

export const needsBackend = false;

const TENANTS = 1_000;
const REPLICAS = [1, 2, 4, 8];
const SEED = 11;
/** What has to hold with the replicas that docs/scaling.md advises. */
const ENOUGH = 4;

export async function run({ progress }: { progress(line: string): void }): Promise<ScenarioOutcome> {
  const checks = createChecks();
  const outcomes = REPLICAS.map((replicas) => {
    const outcome = simulate({ tenants: TENANTS, replicas, random: createRandom(SEED).next });
    progress(`${replicas} replicas are simulated`);
    return { replicas, ...outcome };
  });
  for (const line of tableOf(outcomes)) progress(line);
  const enough = outcomes.find(({ replicas }) => replicas === ENOUGH);
  checks.that((enough?.fairnessOfPushes ?? 0) >= 0.95, `pushes are as fair as ${enough?.fairnessOfPushes}`);
  checks.that((enough?.fairnessOfBulk ?? 0) >= 0.95, `bulk work is as fair as ${enough?.fairnessOfBulk}`);
  checks.equal(enough?.latePercent, 0, 'looks that found a tenant late');
  return Promise.resolve({ figures: { tenants: TENANTS, seed: SEED, outcomes }, failures: checks.failures });
}

function tableOf(outcomes: readonly (Outcome & { replicas: number })[]): readonly string[] {
  const head = [
    'replicas',
    'age s',
    'late %',
    'age s, limited',
    'push s',
    'push s, limited',
    'fair pushes',
    'fair bulk',
    'calls/s',
  ];
  const rows = outcomes.map((outcome) => [
    ...[String(outcome.replicas), three(outcome.ageSeconds), String(outcome.latePercent), three(outcome.limitedAgeSeconds)],
    ...[three(outcome.pushSeconds), three(outcome.limitedPushSeconds)],
    ...[outcome.fairnessOfPushes.toFixed(3), outcome.fairnessOfBulk.toFixed(3), String(outcome.callsPerSecond)],
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

function three({ p50, p95, p99 }: Percentiles): string {
  return `${p50} / ${p95} / ${p99}`;
}
