import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A test that needs an installed tool, and which: the file says so in a line `// Needs: <tool>` at its top. */
export interface FullTest {
  file: string;
  /** Undefined when the file does not say. */
  needs: string | undefined;
}

export const FULL_TEST_SUFFIX = '.full.test.ts';

/** What a machine that builds in containers of its own often lacks, and nobody can install there. */
export const DOCKER_ENGINE = 'docker-engine';

/** Every test that `npm test` leaves out, sorted by file, relative to `root`. */
export async function findFullTests(root: string): Promise<FullTest[]> {
  const files = await Array.fromAsync(
    glob(`**/*${FULL_TEST_SUFFIX}`, { cwd: root, exclude: ['**/node_modules', '**/dist', '**/.data', '**/.git', '**/.nx'] }),
  );
  return Promise.all(files.sort().map(async (file) => ({ file, needs: needsOf(await readFile(path.join(root, file), 'utf8')) })));
}

function needsOf(source: string): string | undefined {
  return /^\/\/ Needs: (.+)$/m.exec(source)?.[1]?.trim();
}

/** The tests that a run leaves out: a plain one all of these, a full one those whose engine is nowhere. */
export function leftOut(
  tests: readonly FullTest[],
  { isFull, hasEngine }: { isFull: boolean; hasEngine: boolean },
): readonly FullTest[] {
  return tests.filter(({ needs }) => !isFull || (needs === DOCKER_ENGINE && !hasEngine));
}

/** What a run says last about the tests it left out. */
export function leftOutReport(tests: readonly FullTest[]): string {
  if (tests.length === 0) return 'Nothing was left out.';
  const lines = tests.map(({ file, needs }) => `  ${file}: needs ${needs ?? 'a tool that it does not name'}`);
  return ['Left out, because each needs what is installed (npm run test:full runs them, where it is):', ...lines].join('\n');
}
