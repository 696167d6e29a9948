import { connectAutotask, synchronize } from '../platform/journeys.ts';
import { startPlatform } from '../platform/platform.ts';
import { createChecks } from '../scenario-run/checks.ts';
import type { ScenarioOutcome, ScenarioStack } from '../scenario-run/scenario.ts';
import { agreementsKeptInStep } from './autotask/agreements.ts';
import { budgetShared } from './autotask/budget.ts';
import { deletionsDetected } from './autotask/deletions.ts';
import { databaseMoved } from './autotask/move.ts';
import { opportunityChangesReadBack } from './autotask/opportunities.ts';
import type { AutotaskStory } from './autotask/story.ts';
import { webhooksKeptHonest } from './autotask/webhooks.ts';

export const description =
  'Autotask in depth: webhooks kept honest, the shared allowance, opportunities and agreements, deletions, the move to another database';

const SEED = { companies: 120, contacts: 240, products: 60, services: 10, opportunities: 0, quotes: 0 };
const CHAPTERS = [
  webhooksKeptHonest,
  budgetShared,
  opportunityChangesReadBack,
  agreementsKeptInStep,
  deletionsDetected,
  databaseMoved,
];

export async function run(stack: ScenarioStack): Promise<ScenarioOutcome> {
  const checks = createChecks();
  const figures: Record<string, unknown> = {};
  const platform = await startPlatform({
    ...{ kafkaBrokers: stack.kafkaBrokers, mongodbUri: stack.mongodbUri, database: 'scenario_autotask_test' },
    ...{ seed: SEED, timeScale: 60, deltaEveryMs: 0 },
  });
  try {
    const { api, autotask } = platform;
    const integrationId = await connectAutotask(api, autotask);
    await synchronize(api, integrationId, 'full');
    const story: AutotaskStory = { api, autotask, integrationId, checks, progress: (line) => stack.progress(line) };
    for (const chapter of CHAPTERS) Object.assign(figures, await chapter(story));
    checks.equal(autotask.bugs(), [], 'bugs of the simulator');
  } finally {
    await platform.stop();
  }
  return { figures, failures: checks.failures };
}
