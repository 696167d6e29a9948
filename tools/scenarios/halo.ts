import { connectHalo } from '../platform/journeys.ts';
import { startHaloPlatform } from '../platform/platform.ts';
import { createChecks } from '../scenario-run/checks.ts';
import type { ScenarioOutcome, ScenarioStack } from '../scenario-run/scenario.ts';
import { everythingRead, hourlyLook, readAgain } from './halo/reading.ts';
import type { HaloStory } from './halo/story.ts';
import { changeTold, forgedHint } from './halo/telling.ts';

export const description =
  'HaloPSA connected and kept in step within its limit: full syncs with the calls that each entity costs, hourly readings, webhook, forged hints';

const SEED = { companies: 3_000, contacts: 9_000, products: 3_000, opportunities: 0, quotes: 0, tickets: 0, agreements: 0 };
/** Five minutes are five seconds: 60 calls a second. */
const TIME_SCALE = 60;
const ALLOWANCE = { calls: 300, ms: (5 * 60_000) / TIME_SCALE };
const CHAPTERS = [everythingRead, hourlyLook, readAgain, changeTold, forgedHint];

export async function run(stack: ScenarioStack): Promise<ScenarioOutcome> {
  const checks = createChecks();
  const figures: Record<string, unknown> = {};
  const platform = await startHaloPlatform({
    ...{ kafkaBrokers: stack.kafkaBrokers, mongodbUri: stack.mongodbUri, database: 'scenario_halo_test' },
    ...{ seed: SEED, timeScale: TIME_SCALE, deltaEveryMs: 0 },
  });
  try {
    const { api, halo } = platform;
    stack.progress('the services run; connecting');
    const integration = { provider: 'halo', integrationId: await connectHalo(api, halo) } as const;
    const story: HaloStory = { api, halo, integration, allowance: ALLOWANCE, checks, progress: (line) => stack.progress(line) };
    for (const chapter of CHAPTERS) Object.assign(figures, await chapter(story));
    checks.equal(halo.bugs(), [], 'bugs of the simulator');
  } finally {
    await platform.stop();
  }
  return { figures, failures: checks.failures };
}
