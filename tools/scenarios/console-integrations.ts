import type { Page } from 'playwright-core';
import { buildConsole } from '../../apps/console/build/build-console.ts';
import { startPlatform } from '../platform/platform.ts';
import { DEMO_ADMIN } from '../platform/service-plan.ts';
import { createChecks } from '../scenario-run/checks.ts';
import type { ScenarioOutcome, ScenarioStack } from '../scenario-run/scenario.ts';
import { openBrowser, openPage } from './console/browser.ts';
import {
  connectByTheWizard,
  installWebhooks,
  integrationPlaces,
  saveOverSomebodyElse,
  watchASync,
} from './console/integrations.ts';
import { keepPicture, lookAround } from './console/looks.ts';
import { comeIn } from './console/mending.ts';

export const description =
  'The admin console in a real Chromium: a PSA is connected by the wizard, synchronized, set up by two people at once, and every page looked at';

const SEED = { companies: 12, contacts: 24, products: 12, services: 2, opportunities: 0, quotes: 0 };
const WIDE = { width: 1280, height: 900, scheme: 'light' } as const;
/** There is no preview yet, and somebody saved meanwhile: answers that a browser calls errors. */
const EXPECTED = /status of (404|412)/;

export async function run({ kafkaBrokers, mongodbUri, progress }: ScenarioStack): Promise<ScenarioOutcome> {
  const checks = createChecks();
  const browser = await openBrowser();
  const consoleFolder = await buildConsole();
  const env = { gateway: { CONSOLE_FOLDER: consoleFolder } };
  const platform = await startPlatform({
    ...{ kafkaBrokers, mongodbUri, database: 'scenario_console_integrations_test', seed: SEED },
    ...{ timeScale: 60, deltaEveryMs: 0, env },
  });
  const { page, faults } = await openPage(browser, WIDE);
  try {
    const url = platform.api.baseUrl;
    const signIn = (other: Page) => comeIn({ page: other, url, login: DEMO_ADMIN });
    const journey = { page, url, api: platform.api, autotask: platform.autotask, checks };
    await signIn(page);
    const autotask = await connectByTheWizard(journey);
    progress('connected by the wizard');
    await watchASync(journey);
    await saveOverSomebodyElse(journey, autotask);
    await installWebhooks(journey, autotask);
    progress('synchronized, saved beside somebody else, webhooks installed');
    const weights = new Map<string, number>();
    const looking = { browser, url, consoleFolder, weights, checks, signIn };
    const looks = await lookAround(looking, integrationPlaces({ autotask }));
    for (const fault of faults) checks.that(EXPECTED.test(fault), fault);
    return { figures: { looks, scriptBytes: Math.max(...weights.values()) }, failures: checks.failures };
  } catch (error) {
    await keepPicture(page, 'where-it-failed');
    checks.that(false, error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { figures: {}, failures: checks.failures };
  } finally {
    await browser.close();
    await platform.stop();
  }
}
