import { systemClock } from '@psa-bridge/core';
import { createKafkaBus } from '@psa-bridge/messaging';
import { eventually } from '@psa-bridge/testing';
import type { Page } from 'playwright-core';
import { silent } from '../../bench/measuring.ts';
import type { ApiClient } from '../../platform/api-client.ts';
import type { Checks } from '../../scenario-run/checks.ts';
import { mixedFailures } from '../desk/failures.ts';
import { openCount, report } from '../desk/story.ts';

export const MANY = 10_000;

const INTAKE_LIMIT = { timeoutMs: 240_000, everyMs: 1_000 };
const SCROLL_LIMIT = { timeoutMs: 60_000, everyMs: 100 };
/** So many rows may be in the document, however long the list is. */
const MOST_ROWS = 200;
/** As many as one answer of the list holds. */
const PAGE = 100;
const PAGES = 6;

/** Failures as connectors report them, until each is an open issue. */
export async function reportMany({ api, kafkaBrokers, count }: { api: ApiClient; kafkaBrokers: string; count: number }) {
  const bus = createKafkaBus({ brokers: kafkaBrokers.split(','), clientId: 'many-issues', clock: systemClock, logger: silent });
  try {
    await bus.start();
    const { id: tenantId } = (await api.get<{ tenant: { id: string } }>('/v1/auth/me')).tenant;
    await report({ bus, tenantId }, mixedFailures(count).results);
  } finally {
    await bus.close();
  }
  await eventually(async () => {
    const open = await openCount({ api });
    if (open < count) throw new Error(`${open} of ${count} issues are open`);
  }, INTAKE_LIMIT);
}

interface LongList {
  api: ApiClient;
  kafkaBrokers: string;
  page: Page;
  checks: Checks;
}

/** However far somebody scrolls through a long list, the document holds the rows in sight and no more. */
export async function listOfMany({ api, kafkaBrokers, page, checks }: LongList): Promise<Record<string, unknown>> {
  // A reader who falls behind so many events is cut off and comes back, which a browser calls an error: nobody reads meanwhile.
  await page.goto('about:blank');
  await reportMany({ api, kafkaBrokers, count: MANY });
  await page.goto(`${api.baseUrl}/issues?view=flat`);
  const counted: number[] = [];
  for (let read = PAGE; read <= PAGE * PAGES; read += PAGE) {
    await scrollTo(page, read);
    counted.push(await page.getByRole('listitem').count());
  }
  const mostRows = Math.max(...counted);
  checks.that(mostRows <= MOST_ROWS, `the document of a list of ${MANY} holds ${mostRows} rows`);
  return { mostRows };
}

/** To the end of what is loaded, which grows by a page whenever somebody comes there, until a row is in sight. */
async function scrollTo(page: Page, row: number): Promise<void> {
  await eventually(async () => {
    await page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)');
    if ((await page.locator(`[aria-posinset="${row}"]`).count()) === 0) throw new Error(`row ${row} is not in the document`);
  }, SCROLL_LIMIT);
}
