import { eventually } from '@psa-bridge/testing';
import type { Browser, Page } from 'playwright-core';
import { buildConsole } from '../../apps/console/build/build-console.ts';
import type { BenchmarkEnv, BenchmarkResult } from '../bench-run/benchmark.ts';
import { startWithoutPsa } from '../platform/platform.ts';
import { DEMO_ADMIN } from '../platform/service-plan.ts';
import { openBrowser, openPage } from '../scenarios/console/browser.ts';
import { MANY, reportMany } from '../scenarios/console/many-issues.ts';
import { comeIn } from '../scenarios/console/mending.ts';
import { median } from './measuring.ts';

const FEW = 10;
const LOOKS = 15;
const WARM_UP = 3;
const LIMIT = { timeoutMs: 60_000, everyMs: 50 };
const WIDE = { width: 1280, height: 900, scheme: 'light' } as const;

/** Notes when the first row is there and about to be painted, in milliseconds since somebody went to the page. */
const NOTE_FIRST_ROW = `
  new MutationObserver(() => {
    if (window.firstRowAt !== undefined || document.querySelector('[role=listitem]') === null) return;
    window.firstRowAt = null;
    requestAnimationFrame(() => { window.firstRowAt = performance.now(); });
  }).observe(document, { childList: true, subtree: true });`;

/** The list of issues in a real Chromium: a long one is there as soon as a short one. */
export async function run({ kafkaBrokers, mongodbUri }: BenchmarkEnv): Promise<BenchmarkResult[]> {
  const browser = await openBrowser();
  const env = { gateway: { CONSOLE_FOLDER: await buildConsole() } };
  const platform = await startWithoutPsa({ kafkaBrokers, mongodbUri, database: 'bench_console_list_test', env });
  try {
    const { api } = platform;
    const page = await signedIn(browser, api.baseUrl);
    await reportMany({ api, kafkaBrokers, count: FEW });
    const few = await firstPaints(page, api.baseUrl);
    await reportMany({ api, kafkaBrokers, count: MANY });
    const many = await firstPaints(page, api.baseUrl);
    return [
      {
        ...{ name: 'console list', ratio: median(many) / median(few), target: 1.5, atMost: true },
        how:
          `the flat list of issues in Chromium, from going there until its first row is painted, with ${MANY} issues against ${FEW}: ` +
          `the medians of ${LOOKS} looks each, after ${WARM_UP} to warm up`,
        details: { manyMs: median(many), fewMs: median(few), looks: { many, few } },
      },
    ];
  } finally {
    await browser.close();
    await platform.stop();
  }
}

async function signedIn(browser: Browser, url: string): Promise<Page> {
  const { page } = await openPage(browser, WIDE);
  await page.addInitScript({ content: NOTE_FIRST_ROW });
  await comeIn({ page, url, login: DEMO_ADMIN });
  return page;
}

async function firstRowAt(page: Page): Promise<number> {
  const at = await page.evaluate<number | null | undefined>('window.firstRowAt');
  if (typeof at !== 'number') throw new Error('no row is painted yet');
  return at;
}

async function firstPaints(page: Page, url: string): Promise<number[]> {
  const took: number[] = [];
  for (let look = 0; look < WARM_UP + LOOKS; look += 1) {
    await page.goto(`${url}/issues?view=flat`);
    took.push(Math.round(await eventually(() => firstRowAt(page), LIMIT)));
  }
  return took.slice(WARM_UP);
}
