import { topics } from '@psa-bridge/contracts';
import { systemClock } from '@psa-bridge/core';
import { createKafkaBus } from '@psa-bridge/messaging';
import { createMongoStore } from '@psa-bridge/persistence';
import { silent } from '../bench/measuring.ts';
import { startWithoutPsa } from '../platform/platform.ts';
import { createChecks } from '../scenario-run/checks.ts';
import type { ScenarioOutcome, ScenarioStack } from '../scenario-run/scenario.ts';
import { causesGrouped } from './desk/grouping.ts';
import { groupMended } from './desk/mending.ts';
import { mailsCounted } from './desk/mails.ts';
import type { DeskStory } from './desk/story.ts';

export const description = 'The issue desk: 10,000 failures of 12 causes, one remedy that clears its group, mails counted';

const DATABASE = 'scenario_desk_test';
const CHAPTERS = [causesGrouped, mailsCounted, groupMended];

/** The results are reported as connectors report them, by the scenario: what is proved is what becomes of them. */
export async function run(stack: ScenarioStack): Promise<ScenarioOutcome> {
  const checks = createChecks();
  const figures: Record<string, unknown> = {};
  const { kafkaBrokers, mongodbUri } = stack;
  const platform = await startWithoutPsa({ kafkaBrokers, mongodbUri, database: DATABASE });
  const bus = createKafkaBus({ brokers: kafkaBrokers.split(','), clientId: 'desk', clock: systemClock, logger: silent });
  const store = createMongoStore({ uri: mongodbUri, databaseName: DATABASE, logger: silent });
  try {
    await bus.start();
    await bus.ensureTopics(['autotask', 'connectwise'].map(topics.commands));
    const { id: tenantId } = (await platform.api.get<{ tenant: { id: string } }>('/v1/auth/me')).tenant;
    const story: DeskStory = { api: platform.api, bus, store, tenantId, checks, progress: (line) => stack.progress(line) };
    for (const chapter of CHAPTERS) Object.assign(figures, await chapter(story));
  } finally {
    await bus.close();
    await store.close();
    await platform.stop();
  }
  return { figures, failures: checks.failures };
}
