import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import type { Checks } from '../../scenario-run/checks.ts';
import { openPage, type Look } from './browser.ts';
import { scalesFor, type Scales } from './script-weight.ts';

/** Where the pictures are kept; git ignores it. */
const PICTURES = path.resolve(import.meta.dirname, '../../../.data/console');
const SERIOUS: readonly unknown[] = ['serious', 'critical'];
const SETTLE_MS = 400;
/** Compressed, of scripts: the issue allows 250 kB for the largest page. */
const MOST_SCRIPT_BYTES = 250_000;

const LOOKS: readonly Look[] = (['light', 'dark'] as const).flatMap((scheme) => [
  { name: `wide-${scheme}`, width: 1280, height: 900, scheme },
  { name: `phone-${scheme}`, width: 390, height: 844, scheme },
]);

/** A page of the console, and what is on it once it is all there. */
export interface Place {
  name: string;
  path: string;
  ready: (page: Page) => Promise<unknown>;
  /** Without it somebody signs in first. */
  isPublic?: true;
}

export interface Looking {
  browser: Browser;
  consoleFolder: string;
  /** Bytes of script by place, filled in by looking. */
  weights: Map<string, number>;
  url: string;
  signIn: (page: Page) => Promise<void>;
  checks: Checks;
}

/** Each page at two widths, in light and dark: a picture to be looked at, and what axe finds against it. */
export async function lookAround(looking: Looking, places: readonly Place[]): Promise<number> {
  const { browser, consoleFolder, signIn, checks } = looking;
  for (const look of LOOKS) {
    const { page, faults } = await openPage(browser, look);
    const scales = scalesFor(page, consoleFolder);
    const [atFirst, later] = [places.filter(({ isPublic }) => isPublic), places.filter(({ isPublic }) => !isPublic)];
    for (const place of atFirst) await lookAt(page, { ...looking, place, look, scales });
    await signIn(page);
    for (const place of later) await lookAt(page, { ...looking, place, look, scales });
    for (const fault of faults) checks.that(false, `${look.name}: ${fault}`);
    await page.close();
  }
  return LOOKS.length * places.length;
}

export async function keepPicture(page: Page, name: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  await writeFile(path.join(PICTURES, `${name}.png`), await page.screenshot());
}

interface OneLook extends Pick<Looking, 'url' | 'checks' | 'weights'> {
  place: Place;
  look: Look;
  scales: Scales;
}

async function lookAt(page: Page, { url, place, look, scales, weights, checks }: OneLook): Promise<void> {
  scales.clear();
  await page.goto(`${url}${place.path}`);
  await place.ready(page);
  const bytes = await scales.weigh();
  weights.set(place.name, bytes);
  checks.that(bytes <= MOST_SCRIPT_BYTES, `${place.name} loads ${bytes} bytes of script`);
  // Colours move from one to the other, and what is measured half-way is no colour of ours.
  await page.waitForTimeout(SETTLE_MS);
  await keepPicture(page, `${place.name}-${look.name}`);
  for (const { id, impact, nodes } of await violationsOf(page)) {
    if (!SERIOUS.includes(impact)) continue;
    checks.that(false, `axe, ${place.name} ${look.name}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  }
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
  checks.that(overflow <= 0, `${place.name} ${look.name} is ${overflow} pixels wider than the screen`);
}

/** Evaluated from outside the page, whose policy lets no script in. */
async function violationsOf(page: Page): Promise<axe.AxeResults['violations']> {
  await page.evaluate(axe.source);
  const results = await page.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return results.violations;
}
