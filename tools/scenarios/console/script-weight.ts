import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** Weighs the scripts that a page opened by its address loads. */
export interface Scales {
  /** Forgets what was loaded before. */
  clear(): void;
  /** Bytes of all scripts since then, as they are sent where compression is best. */
  weigh(): Promise<number>;
}

export function scalesFor(page: Page, consoleFolder: string): Scales {
  const files = new Set<string>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.js')) files.add(pathname);
  });
  return {
    clear: () => files.clear(),
    async weigh() {
      const sizes = await Promise.all([...files].map((file) => compressedSize(path.join(consoleFolder, file))));
      return sizes.reduce((all, size) => all + size, 0);
    },
  };
}

async function compressedSize(file: string): Promise<number> {
  const { size } = await stat(`${file}.br`).catch(() => stat(file));
  return size;
}
