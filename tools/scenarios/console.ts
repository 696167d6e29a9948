import type { Browser, Page } from 'playwright-core';
import { startReceiver, type WebhookReceiver } from '../../services/gateway/test/webhook-receiver.ts';
import { buildConsole } from '../../apps/console/build/build-console.ts';
import { startXeroPlatform } from '../platform/platform.ts';
import { DEMO_ADMIN } from '../platform/service-plan.ts';
import { createChecks, type Checks } from '../scenario-run/checks.ts';
import type { ScenarioOutcome, ScenarioStack } from '../scenario-run/scenario.ts';
import { administer, makeAdministered, placesOfAdmins } from './console/administering.ts';
import { openBrowser, openPage } from './console/browser.ts';
import { DUPLICATE_PLACES, makeDuplicates, mergeTwo } from './console/duplicates.ts';
import { keepPicture, lookAround, type Place } from './console/looks.ts';
import { listOfMany } from './console/many-issues.ts';
import { comeIn, mendTheMapping } from './console/mending.ts';
import { visitInvoicesAndRecords } from './console/invoices-and-records.ts';
import { newcomer } from './console/newcomer.ts';
import { makeTrouble, type Trouble } from './console/trouble.ts';
import { streamSurvives, workOnIssues } from './console/working.ts';

export const description =
  'The admin console in a real Chromium: a warning, the billing code mended, all retried, cleared; every page looked at';

const SEED = { companies: 3, contacts: 3, products: 3, services: 1, opportunities: 2, quotes: 2 };
const WIDE = { width: 1280, height: 900, scheme: 'light' } as const;

export async function run(stack: ScenarioStack): Promise<ScenarioOutcome> {
  const checks = createChecks();
  const figures: Record<string, unknown> = {};
  const { kafkaBrokers, mongodbUri } = stack;
  const browser = await openBrowser();
  const partner = await startReceiver();
  const consoleFolder = await buildConsole();
  const platform = await startXeroPlatform({
    ...{ kafkaBrokers, mongodbUri, database: 'scenario_console_test', seed: SEED },
    ...{ timeScale: 60, deltaEveryMs: 0, simulation: {} },
    env: { gateway: { CONSOLE_FOLDER: consoleFolder }, 'xero-invoice-sync': { XERO_SYNC_EVERY_MS: '1000' } },
  });
  try {
    Object.assign(
      figures,
      await visit({
        ...platform,
        kafkaBrokers,
        browser,
        partner,
        consoleFolder,
        checks,
        progress: (line) => stack.progress(line),
      }),
    );
  } catch (error) {
    // What was found before is told as well.
    checks.that(false, error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await browser.close();
    await platform.stop();
    await partner.stop();
  }
  return { figures, failures: checks.failures };
}

interface Visit
  extends
    Pick<ScenarioStack, 'kafkaBrokers'>,
    Pick<Awaited<ReturnType<typeof startXeroPlatform>>, 'api' | 'autotask' | 'xero' | 'services' | 'plan'> {
  browser: Browser;
  partner: WebhookReceiver;
  consoleFolder: string;
  checks: Checks;
  progress(line: string): void;
}

async function visit(visited: Visit): Promise<Record<string, unknown>> {
  const { api, autotask, xero, browser, partner, consoleFolder, checks, progress } = visited;
  const url = api.baseUrl;
  progress('the services run; making trouble');
  const trouble = await makeTrouble(api, autotask);
  const weights = new Map<string, number>();
  const looking = {
    browser,
    url,
    consoleFolder,
    weights,
    checks,
    signIn: (page: Page) => comeIn({ page, url, login: DEMO_ADMIN }),
  };
  const looks = await lookAround(looking, placesOf(trouble));
  progress(`${looks} looks at pages; their pictures are in .data/console`);
  const arrived = await newcomer({ ...visited, weights });
  await work({ ...visited, trouble });
  const { page, faults } = await openPage(browser, WIDE);
  const mended = await mendTheMapping({ page, url, login: DEMO_ADMIN, trouble, checks, progress }).catch(
    async (error: unknown) => {
      await keepPicture(page, 'where-it-failed');
      throw error;
    },
  );
  const further = await visitInvoicesAndRecords({ ...{ api, autotask, xero, looking, page, checks }, ...trouble });
  progress(`${further.length} places of invoices and records were looked at`);
  const administered = await makeAdministered(api, partner);
  await makeDuplicates(api, autotask, trouble.integrationId);
  const ofAdmins = [...placesOfAdmins(administered), ...DUPLICATE_PLACES];
  progress(`${await lookAround(looking, ofAdmins)} looks at what admins see to`);
  await administer({ page, url, administered, checks });
  await mergeTwo({ page, url, checks });
  progress('a key made, an endpoint mended, a user kept out, two users made one and two again');
  const rows = await listOfMany({ ...visited, page });
  for (const fault of faults) checks.that(false, fault);
  const [largestPage, scriptBytes] = [...weights].reduce((one, other) => (other[1] > one[1] ? other : one));
  return { ...mended, ...arrived, ...rows, largestPage, scriptBytes };
}

/** While the gateway is away the browser calls its absence an error, so that the faults of these pages are not looked at. */
async function work(visited: Visit & { trouble: Trouble }): Promise<void> {
  const { api, browser } = visited;
  const { page } = await openPage(browser, WIDE);
  const journey = { ...visited, page, url: api.baseUrl, login: DEMO_ADMIN };
  try {
    await comeIn(journey);
    await streamSurvives(journey);
    await workOnIssues(journey);
  } catch (error) {
    await keepPicture(page, 'where-it-failed');
    throw error;
  }
  await page.close();
}

function placesOf({ integrationId }: Trouble): readonly Place[] {
  const heading = (name: string) => (page: Page) => page.getByRole('heading', { name }).first().waitFor();
  const failure = heading('BillingCode does not exist or is invalid');
  return [
    { name: 'sign-in', path: '/sign-in', ready: heading('Sign in'), isPublic: true },
    { name: 'overview', path: '/overview', ready: heading('What was done last') },
    { name: 'causes', path: '/issues', ready: failure },
    { name: 'issues', path: '/issues?view=flat', ready: (page) => page.getByRole('listitem').first().waitFor() },
    { name: 'issue', path: '/issues?view=flat', ready: openFirst },
    { name: 'nothing-found', path: '/issues?view=flat&search=nobody', ready: heading('Nothing matches') },
    {
      name: 'billing-codes',
      path: `/integrations/autotask/${integrationId}/billing-codes`,
      ready: (page) => page.getByText('One entry no longer holds').waitFor(),
    },
    { name: 'issue-mails', path: '/issues/digest', ready: (page) => page.getByText('You are not mailed').waitFor() },
    { name: 'not-found', path: '/nowhere', ready: heading('There is no such page') },
  ];
}

async function openFirst(page: Page): Promise<void> {
  await page.getByRole('listitem').first().getByRole('button').click();
  await page.getByRole('heading', { name: 'What to do' }).or(page.getByText('What to do')).first().waitFor();
}
