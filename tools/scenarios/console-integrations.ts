import type { AutotaskSimulator } from '@psa-bridge/simulators';
import type { Page } from 'playwright-core';
import { buildConsole } from '../../apps/console/build/build-console.ts';
import { startEveryPsa } from '../platform/platform.ts';
import { DEMO_ADMIN } from '../platform/service-plan.ts';
import { startSimulatedAutotask } from '../platform/simulated-autotask.ts';
import { createChecks } from '../scenario-run/checks.ts';
import type { ScenarioOutcome, ScenarioStack } from '../scenario-run/scenario.ts';
import { openBrowser, openPage } from './console/browser.ts';
import { decideDeletions, holdDeletions } from './console/deletions.ts';
import { handOver, handoverPlaces } from './console/handing-over.ts';
import {
  connectAutotaskByWizard,
  connectTheOthers,
  installWebhooks,
  integrationPlaces,
  saveOverSomebodyElse,
  watchASync,
  type IntegrationsJourney,
} from './console/integrations.ts';
import { keepPicture, lookAround, type Looking } from './console/looks.ts';
import { comeIn } from './console/mending.ts';
import { carryOutMove, prepareMove } from './console/moving.ts';

export const description =
  'The admin console in a real Chromium: each PSA is connected by its wizard, one is synchronized, set up by two people at once, its mappings handed over to another PSA, asked about deletions and moved to another database; every page looked at';

const AUTOTASK = { companies: 12, contacts: 24, products: 12, services: 2, opportunities: 0, quotes: 0 };
const SEEDS = {
  autotask: AUTOTASK,
  connectWise: { companies: 5, contactsPerCompany: 1, products: 5 },
  halo: { companies: 5, contactsPerCompany: 1, products: 5 },
};
const TIME_SCALE = 60;
const WIDE = { width: 1280, height: 900, scheme: 'light' } as const;
/** There is no preview yet, it is another database, and somebody saved meanwhile: answers that a browser calls errors. */
const EXPECTED = /status of (404|409|412)/;

export async function run(stack: ScenarioStack): Promise<ScenarioOutcome> {
  const { kafkaBrokers, mongodbUri } = stack;
  const checks = createChecks();
  const browser = await openBrowser();
  const consoleFolder = await buildConsole();
  const env = { gateway: { CONSOLE_FOLDER: consoleFolder } };
  const other = await startSimulatedAutotask({ seed: AUTOTASK, database: 2, timeScale: TIME_SCALE });
  const platform = await startEveryPsa({
    ...{ kafkaBrokers, mongodbUri, database: 'scenario_console_integrations_test', seeds: SEEDS },
    ...{ timeScale: TIME_SCALE, deltaEveryMs: 0, env },
  });
  const { page, faults } = await openPage(browser, WIDE);
  try {
    const journey = { ...platform, page, url: platform.api.baseUrl, other, checks };
    const figures = await visit({ ...journey, browser, consoleFolder, progress: (line) => stack.progress(line) });
    for (const fault of faults) checks.that(EXPECTED.test(fault), fault);
    return { figures, failures: checks.failures };
  } catch (error) {
    await keepPicture(page, 'where-it-failed');
    checks.that(false, error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { figures: {}, failures: checks.failures };
  } finally {
    await browser.close();
    await platform.stop();
    await other.stop();
  }
}

interface Visit extends IntegrationsJourney, Pick<Looking, 'browser' | 'consoleFolder'> {
  /** The database that Autotask lives in later. */
  other: AutotaskSimulator;
  progress(line: string): void;
}

async function visit(journey: Visit): Promise<Record<string, unknown>> {
  const { browser, url, consoleFolder, checks, page, progress } = journey;
  const signIn = (visited: Page) => comeIn({ page: visited, url, login: DEMO_ADMIN });
  await signIn(page);
  const autotask = await connectAutotaskByWizard(journey);
  await watchASync(journey);
  const others = await connectTheOthers(journey);
  progress('all PSAs are connected by their wizards');
  await saveOverSomebodyElse(journey, autotask);
  await installWebhooks(journey, autotask);
  progress('saved beside somebody else, webhooks installed');
  const all = { autotask, ...others };
  await handOver(journey, all);
  progress('mappings handed over to another PSA');
  const moving = { ...journey, integrationId: autotask };
  await holdDeletions(journey, autotask);
  await prepareMove(moving);
  const weights = new Map<string, number>();
  const looking = { browser, url, consoleFolder, weights, checks, signIn };
  const looks = await lookAround(looking, [...integrationPlaces(all), ...handoverPlaces(all)]);
  progress(`${looks} looks at pages; their pictures are in .data/console`);
  await decideDeletions(journey, autotask);
  await carryOutMove(moving);
  return { looks, scriptBytes: Math.max(...weights.values()) };
}
