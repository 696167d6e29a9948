import { connectAutotask, synchronize } from '../platform/journeys.ts';
import { startPlatform, type RunningPlatform } from '../platform/platform.ts';
import { createChecks } from '../scenario-run/checks.ts';
import type { ScenarioOutcome, ScenarioStack } from '../scenario-run/scenario.ts';
import { agreementsKeptInStep } from './autotask/agreements.ts';
import { budgetShared } from './autotask/budget.ts';
import { catalogueImported, type StoryOfProcesses } from './autotask/catalogue.ts';
import { chargesImported } from './autotask/charges.ts';
import { deletionsDetected } from './autotask/deletions.ts';
import { fieldsMapped } from './autotask/fields.ts';
import { mappingsHandedOver } from './autotask/handover.ts';
import { databaseMoved } from './autotask/move.ts';
import { opportunityChangesReadBack, type StoryOfOpportunities } from './autotask/opportunities.ts';
import { pagesConfigured } from './autotask/pages.ts';
import { ticketsCreated } from './autotask/post-sale.ts';
import { goodsProcured } from './autotask/procurement.ts';
import { quotesPushed } from './autotask/quotes.ts';
import { referencesExplained } from './autotask/refusals.ts';
import { staleMappingsWarn } from './autotask/stale-mappings.ts';
import { webhooksKeptHonest } from './autotask/webhooks.ts';

export const description =
  'Autotask in depth: pages, import, fields, quotes, tickets, procurement, charges, webhooks, allowance, agreements, deletions, moves';

const DATABASE = 'scenario_autotask_test';
const SEED = { companies: 120, contacts: 240, products: 60, services: 10, opportunities: 0, quotes: 0 };
/** The first full sync is part of the third. */
const CHAPTERS = [
  pagesConfigured,
  catalogueImported,
  fieldsMapped,
  quotesPushed,
  referencesExplained,
  ticketsCreated,
  goodsProcured,
  chargesImported,
  staleMappingsWarn,
  webhooksKeptHonest,
  budgetShared,
  opportunityChangesReadBack,
  agreementsKeptInStep,
  deletionsDetected,
  mappingsHandedOver,
  databaseMoved,
];

export async function run(stack: ScenarioStack): Promise<ScenarioOutcome> {
  const checks = createChecks();
  const figures: Record<string, unknown> = {};
  const platform = await startPlatform({
    ...{ kafkaBrokers: stack.kafkaBrokers, mongodbUri: stack.mongodbUri, database: DATABASE },
    ...{ seed: SEED, timeScale: 60, deltaEveryMs: 0, later: ['connectwise'] },
  });
  try {
    const { api, autotask, services } = platform;
    const integrationId = await connectAutotask(api, autotask);
    await synchronize(api, { provider: 'autotask', integrationId }, 'fields');
    const story: StoryOfProcesses & StoryOfOpportunities = {
      ...{ api, autotask, services, integrationId, checks, progress: (line) => stack.progress(line) },
      ...{ database: { uri: stack.mongodbUri, name: DATABASE }, windows: windowsOf(platform) },
    };
    for (const chapter of CHAPTERS) Object.assign(figures, await chapter(story));
    checks.equal(autotask.bugs(), [], 'bugs of the simulator');
  } finally {
    await platform.stop();
  }
  return { figures, failures: checks.failures };
}

function windowsOf({ plan }: RunningPlatform): StoryOfOpportunities['windows'] {
  const env = plan.find(({ name }) => name === 'autotask-connector')?.env ?? {};
  return {
    hourMs: Number(env['AUTOTASK_ALLOWANCE_MS']),
    everyMs: Number(env['AUTOTASK_OPPORTUNITIES_EVERY_MS']),
    rereadEveryMs: Number(env['AUTOTASK_OPPORTUNITIES_REREAD_MS']),
  };
}
