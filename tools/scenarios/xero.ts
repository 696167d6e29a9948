import { connectAutotask } from '../platform/journeys.ts';
import { startXeroPlatform } from '../platform/platform.ts';
import { connectXero, readInvoices } from '../platform/xero-journey.ts';
import { createChecks } from '../scenario-run/checks.ts';
import type { ScenarioOutcome, ScenarioStack } from '../scenario-run/scenario.ts';
import { backFill } from './xero/back-fill.ts';
import { bothSides } from './xero/both-sides.ts';
import { killings } from './xero/killings.ts';
import { everyMessage } from './xero/messages.ts';
import { orderKillings } from './xero/order-killings.ts';
import { notings } from './xero/notings.ts';
import { askedAgain } from './xero/resyncs.ts';
import { customersOf, type XeroStory } from './xero/story.ts';

export const description =
  '3,000 posted Autotask invoices into Xero with kills at every boundary and the day’s limit in between: each once, to the cent, or told why not';

const SEED = { companies: 120, contactsPerCompany: 1, products: 1, services: 0, opportunities: 0, quotes: 0 };
const TIME_SCALE = 120;
/** Of Xero a day is 43 seconds, and holds fewer calls than the story needs. */
const XERO_TIME_SCALE = 2_000;
const CALLS_A_DAY = 40;
const CHAPTERS = [everyMessage, killings, notings, orderKillings, backFill, bothSides, askedAgain, bothSides];

export async function run(stack: ScenarioStack): Promise<ScenarioOutcome> {
  const checks = createChecks();
  const figures: Record<string, unknown> = {};
  const platform = await startXeroPlatform({
    ...{ kafkaBrokers: stack.kafkaBrokers, mongodbUri: stack.mongodbUri, database: 'scenario_xero_test' },
    ...{ seed: SEED, timeScale: TIME_SCALE, deltaEveryMs: 0 },
    simulation: { timeScale: XERO_TIME_SCALE, limits: { day: CALLS_A_DAY } },
    env: { 'xero-invoice-sync': { WORK_LEASE_MS: '1000', XERO_SYNC_EVERY_MS: '1000' } },
  });
  try {
    const { api, autotask, xero, services } = platform;
    stack.progress('the services run; connecting');
    const integrationId = await connectAutotask(api, autotask);
    const options = { importAs: 'approved', numbering: 'autotask-number', numberPrefix: 'AT-' };
    const connectionId = await connectXero(api, { integrationId, xero, options, writesBack: true });
    await readInvoices(api, integrationId);
    const story: XeroStory = {
      ...{ api, autotask, xero, services, integrationId, connectionId, checks, customers: customersOf(autotask) },
      ...{ posted: new Map(), progress: (line) => stack.progress(line) },
    };
    for (const chapter of CHAPTERS) Object.assign(figures, await chapter(story));
    checks.equal([...autotask.bugs(), ...xero.bugs()], [], 'bugs of the simulators');
  } finally {
    await platform.stop();
  }
  return { figures, failures: checks.failures };
}
