import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const SOURCES = path.join(import.meta.dirname, 'java');
const POM = path.join(SOURCES, 'pom.xml');
const LAUNCHER = ['DevServer.java', 'WholeDocumentsBackend.java'].map((file) => path.join(SOURCES, file));
const MAVEN_LIMIT_MS = 10 * 60_000;

const execute = promisify(execFile);

/**
 * The class path of the development servers: jars from Maven Central and the compiled launcher, made once per content of
 * `java/` and kept in the user's cache folder (`XDG_CACHE_HOME` or `~/.cache`), outside the repository.
 */
export async function javaClassPath(say: (line: string) => void): Promise<string> {
  const sources = await Promise.all([POM, ...LAUNCHER].map((file) => readFile(file)));
  const hash = sources
    .reduce((sum, content) => sum.update(content), createHash('sha256'))
    .digest('hex')
    .slice(0, 16);
  const cache = path.join(process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'psa-bridge');
  const kit = path.join(cache, hash);
  if (!existsSync(kit)) {
    say(`Getting Kafka and the MongoDB-wire server from Maven Central, about 50 MB, once, into ${kit} ...`);
    await mkdir(cache, { recursive: true });
    await makeKit(await mkdtemp(path.join(cache, 'making-')), kit);
  }
  return [path.join(kit, 'classes'), path.join(kit, 'jars', '*')].join(path.delimiter);
}

/** Made beside its place and moved there at the end: a killed or a second run never leaves half a kit. */
async function makeKit(draft: string, kit: string): Promise<void> {
  try {
    const jars = path.join(draft, 'jars');
    await command('mvn', ['-B', '-q', '-f', POM, 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`]);
    await command('javac', ['-cp', path.join(jars, '*'), '-d', path.join(draft, 'classes'), ...LAUNCHER]);
    await rename(draft, kit);
  } catch (error) {
    if (!existsSync(kit)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function command(name: string, args: readonly string[]): Promise<void> {
  try {
    await execute(name, args, { timeout: MAVEN_LIMIT_MS });
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${name} failed, so the development backend cannot start: ${stdout}${stderr}`.trim() || message, {
      cause: error,
    });
  }
}
