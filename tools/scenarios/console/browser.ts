import { existsSync } from 'node:fs';
import { chromium, type Browser, type ConsoleMessage, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];
const PATIENCE_MS = 30_000;

/** A real Chromium: that of `CHROMIUM_PATH`, or the system's. @throws Error where there is none */
export async function openBrowser(): Promise<Browser> {
  const places = process.env['CHROMIUM_PATH'] === undefined ? PLACES : [process.env['CHROMIUM_PATH']];
  const executablePath = places.find((place) => existsSync(place));
  if (executablePath === undefined) {
    throw new Error(
      `This scenario needs Chromium, and there is none at ${places.join(', ')}. Install it (Debian: apt-get install chromium), or say in CHROMIUM_PATH where it is.`,
    );
  }
  return chromium.launch({ executablePath, args: QUIET });
}

/** What a page did that no page should: broke its policy, threw, or was refused a file. */
export interface WatchedPage {
  page: Page;
  faults: readonly string[];
}

export interface Look {
  name: string;
  width: number;
  height: number;
  scheme: 'light' | 'dark';
}

/** Not being signed in, being refused a sign-in, and having asked for no digest are answers that browsers call errors. */
function isExpected(message: ConsoleMessage): boolean {
  const isNone = /status of 404/.test(message.text()) && message.location().url.endsWith('/v1/issues/digest');
  return isNone || /status of 401/.test(message.text());
}

export async function openPage(browser: Browser, { width, height, scheme }: Omit<Look, 'name'>): Promise<WatchedPage> {
  const page = await browser.newPage({ colorScheme: scheme, viewport: { width, height }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(PATIENCE_MS);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`the page threw ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message)) faults.push(`the browser says ${message.text()}`);
  });
  return { page, faults };
}
