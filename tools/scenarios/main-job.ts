import { startPlatform } from '../platform/platform.ts';
import { createChecks } from '../scenario-run/checks.ts';
import type { ScenarioOutcome, ScenarioStack } from '../scenario-run/scenario.ts';
import { playMainJob, SEED } from './main-job/story.ts';

export const description =
  'Autotask connected and kept in step: full sync, delta, webhook, quote push, failures that clear themselves';

export async function run(stack: ScenarioStack): Promise<ScenarioOutcome> {
  const checks = createChecks();
  const figures: Record<string, unknown> = {};
  const platform = await startPlatform({
    kafkaBrokers: stack.kafkaBrokers,
    mongodbUri: stack.mongodbUri,
    database: 'scenario_main_job_test',
    seed: SEED,
    timeScale: 60,
    deltaEveryMs: 0,
  });
  try {
    const { api, autotask } = platform;
    stack.progress('the services run; connecting');
    const progress = (line: string): void => stack.progress(line);
    await playMainJob({ api, autotask, checks, figures, progress, mostCalls: (undisturbed) => undisturbed });
    checks.equal(autotask.bugs(), [], 'bugs of the simulator');
  } finally {
    await platform.stop();
  }
  return { figures, failures: checks.failures };
}
