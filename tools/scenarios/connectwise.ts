import { connectConnectWise } from '../platform/journeys.ts';
import { startConnectWisePlatform } from '../platform/platform.ts';
import { createChecks } from '../scenario-run/checks.ts';
import type { ScenarioOutcome, ScenarioStack } from '../scenario-run/scenario.ts';
import { inactiveCategoryTrap } from './connectwise/categories.ts';
import { delivered } from './connectwise/fulfilment.ts';
import { credentialsMended, limitGivenUp, limitWaitedOut, nothingTwice } from './connectwise/pushing.ts';
import { callbackArrives, everythingRead, limitedAllTheTime, quietDelta } from './connectwise/reading.ts';
import { soldBothWays } from './connectwise/selling.ts';
import type { ConnectWiseStory } from './connectwise/story.ts';

export const description =
  'ConnectWise connected and kept in step: full sync, delta, callback, the inactive category, quotes with tickets and agreements, pushes, the rate limit, failures that clear themselves';

const SEED = {
  ...{ companies: 5_000, contacts: 10_000, products: 3_000 },
  ...{ opportunities: 0, tickets: 0, agreements: 0, purchaseOrders: 0 },
};
const CHAPTERS = [
  ...[
    everythingRead,
    quietDelta,
    limitedAllTheTime,
    callbackArrives,
    inactiveCategoryTrap,
    soldBothWays,
    delivered,
    nothingTwice,
  ],
  ...[limitGivenUp, limitWaitedOut, credentialsMended],
];

export async function run(stack: ScenarioStack): Promise<ScenarioOutcome> {
  const checks = createChecks();
  const figures: Record<string, unknown> = {};
  const platform = await startConnectWisePlatform({
    ...{ kafkaBrokers: stack.kafkaBrokers, mongodbUri: stack.mongodbUri, database: 'scenario_connectwise_test' },
    ...{ seed: SEED, timeScale: 60, deltaEveryMs: 0 },
  });
  try {
    const { api, connectWise } = platform;
    stack.progress('the services run; connecting');
    const integrationId = await connectConnectWise(api, connectWise);
    const integration = { provider: 'connectwise', integrationId } as const;
    const story: ConnectWiseStory = { api, connectWise, integration, checks, progress: (line) => stack.progress(line) };
    for (const chapter of CHAPTERS) Object.assign(figures, await chapter(story));
    checks.equal(connectWise.bugs(), [], 'bugs of the simulator');
  } finally {
    await platform.stop();
  }
  return { figures, failures: checks.failures };
}
