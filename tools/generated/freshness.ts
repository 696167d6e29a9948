import { cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Generator } from './generators.ts';

/** Runs each generator into an empty folder and hands that over; the folder is removed afterwards. */
async function generated<Result>(generator: Generator, use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'psa-bridge-generate-'));
  try {
    await generator.generate(folder);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Puts the generators' files into the working tree at `root`. */
export async function writeGenerated(root: string, generators: readonly Generator[]): Promise<void> {
  for (const generator of generators) {
    await generated(generator, async (folder) => {
      for (const output of generator.outputs) {
        await rm(path.join(root, output), { recursive: true, force: true });
        await cp(path.join(folder, output), path.join(root, output), { recursive: true });
      }
    });
  }
}

/** The committed files that are not what their generator makes, one line each. */
export async function staleFiles(root: string, generators: readonly Generator[]): Promise<string[]> {
  const stale: string[] = [];
  for (const generator of generators) {
    const differing = await generated(generator, async (folder) => {
      const lists = await Promise.all(
        generator.outputs.map((output) => compare(path.join(folder, output), path.join(root, output), output)),
      );
      return lists.flat();
    });
    stale.push(...differing.map((fault) => `${fault} (${generator.name})`));
  }
  return stale;
}

async function compare(fresh: string, present: string, name: string): Promise<string[]> {
  const [wanted, found] = await Promise.all([filesOf(fresh), filesOf(present)]);
  const missing = [...wanted.keys()].filter((file) => !found.has(file)).map((file) => `${path.join(name, file)} is missing`);
  const extra = [...found.keys()]
    .filter((file) => !wanted.has(file))
    .map((file) => `${path.join(name, file)} is no longer generated`);
  const changed = [...wanted]
    .filter(([file, text]) => found.has(file) && found.get(file) !== text)
    .map(([file]) => `${path.join(name, file)} is out of date`);
  return [...missing, ...extra, ...changed];
}

/** Content by path below `place`; for a single file the path is empty. */
async function filesOf(place: string): Promise<Map<string, string>> {
  const info = await stat(place).catch(() => undefined);
  if (info === undefined) return new Map();
  if (info.isFile()) return new Map([['', await readFile(place, 'utf8')]]);
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(files.map(async (file) => [path.relative(place, file), await readFile(file, 'utf8')] as const)),
  );
}
