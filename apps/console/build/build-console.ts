import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build } from 'vite';

const APP = path.resolve(import.meta.dirname, '..');
const DIST = path.join(APP, 'dist');
const STAMP = path.join(DIST, '.made-from');
const SOURCES = ['src/**/*', 'build/*', '*.{html,ts,json}', '../../package-lock.json'];
/** What is small is sent as it is. */
const WORTH_BYTES = 1_000;

/** Builds the console, unless it was built from the very same sources, and answers the folder. */
export async function buildConsole(): Promise<string> {
  const madeFrom = await digestOfSources();
  if (existsSync(STAMP) && (await readFile(STAMP, 'utf8')) === madeFrom) return DIST;
  await build({ configFile: path.join(APP, 'vite.config.ts'), logLevel: 'warn' });
  await compress();
  await writeFile(STAMP, madeFrom);
  return DIST;
}

async function digestOfSources(): Promise<string> {
  const digest = createHash('sha256');
  const files = await Array.fromAsync(glob(SOURCES, { cwd: APP, withFileTypes: true }));
  const names = files.filter((file) => file.isFile()).map((file) => path.join(file.parentPath, file.name));
  for (const name of names.sort()) digest.update(path.relative(APP, name)).update(await readFile(name));
  return digest.digest('hex');
}

/** Once here instead of with each answer. */
async function compress(): Promise<void> {
  for await (const name of glob('assets/*.{js,css,svg}', { cwd: DIST })) {
    const file = path.join(DIST, name);
    const bytes = await readFile(file);
    if (bytes.length < WORTH_BYTES) continue;
    await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes));
    await writeFile(`${file}.gz`, await promisify(gzip)(bytes));
  }
}
