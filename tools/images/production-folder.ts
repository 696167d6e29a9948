import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { buildConsole } from '../../apps/console/build/build-console.ts';
import { readWorkspacePackages, runsOn, type WorkspacePackage } from './workspace-packages.ts';

/** How a process of a service is started in its production folder, after `node`. */
export const START = ['--conditions=psa-dist', '--import', '@psa-bridge/observability/register', 'start.js'] as const;

/** The console goes with the service that serves it, where its configuration looks for it. */
const CONSOLE = { service: 'gateway', folder: 'console' };

export const BILL_OF_MATERIALS = 'sbom.cdx.json';

/** What a running process never reads: half of the files of the dependencies. */
const UNREAD = /(\.d\.[cm]?ts|\.map|\.md|\.markdown|\.ts|\.flow|\.tsbuildinfo)$/i;

export interface ProductionFolder {
  root: string;
  /** `gateway`, for one. */
  service: string;
  /** Made anew; must not lie within the repository. */
  into: string;
}

/**
 * Makes the folder that a service's image holds: compiled JavaScript, the dependencies of production alone, and the list of
 * all that is in it. Needs an installed checkout; what it makes needs Node and nothing else.
 */
export async function makeProductionFolder({ root, service, into }: ProductionFolder): Promise<void> {
  const packages = await readWorkspacePackages(root);
  const name = `@psa-bridge/${service}`;
  const needed = runsOn(name, packages);
  await run(root, process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-b', `services/${service}`]);

  await rm(into, { recursive: true, force: true });
  await copyManifests(root, into, packages);
  // Workspace links stay links: Node takes each package from its own folder.
  await npm(into, 'ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', `--workspace=${name}`);
  await removeUnneeded(into, packages, needed);
  await trimManifests(into, needed);
  await writeFile(path.join(into, BILL_OF_MATERIALS), await npm(into, 'sbom', '--sbom-format=cyclonedx'));
  for (const { folder } of needed) await copyCompiled(path.join(root, folder), path.join(into, folder));
  if (service === CONSOLE.service) await cp(await buildConsole(), path.join(into, CONSOLE.folder), { recursive: true });
  await writeFile(path.join(into, 'start.js'), `import './services/${service}/dist/main.js';\n`);
}

async function copyManifests(root: string, into: string, packages: ReadonlyMap<string, WorkspacePackage>): Promise<void> {
  for (const folder of ['', ...[...packages.values()].map((each) => each.folder)]) {
    await mkdir(path.join(into, folder), { recursive: true });
    await cp(path.join(root, folder, 'package.json'), path.join(into, folder, 'package.json'));
  }
  await cp(path.join(root, 'package-lock.json'), path.join(into, 'package-lock.json'));
}

/** What is not installed is not asked for any more: npm lists the folder as it is, and finds nothing missing. */
async function trimManifests(into: string, needed: readonly WorkspacePackage[]): Promise<void> {
  for (const folder of ['', ...needed.map((each) => each.folder)]) {
    const file = path.join(into, folder, 'package.json');
    const { devDependencies, scripts, overrides, allowScripts, ...manifest } = JSON.parse(
      await readFile(file, 'utf8'),
    ) as Manifest;
    const workspaces = folder === '' ? { workspaces: needed.map((each) => each.folder) } : {};
    await writeFile(file, `${JSON.stringify({ ...manifest, ...workspaces }, null, 2)}\n`);
  }
}

type Manifest = Partial<Record<'devDependencies' | 'scripts' | 'overrides' | 'allowScripts', unknown>>;

async function removeUnneeded(
  into: string,
  packages: ReadonlyMap<string, WorkspacePackage>,
  needed: readonly WorkspacePackage[],
): Promise<void> {
  const strays = [...packages.values()].filter((each) => !needed.includes(each));
  for (const { name, folder } of strays) {
    await rm(path.join(into, folder), { recursive: true, force: true });
    await rm(path.join(into, 'node_modules', name), { force: true });
  }
  const modules = path.join(into, 'node_modules');
  for await (const file of glob('**', { cwd: modules, withFileTypes: true }))
    if (file.isFile() && UNREAD.test(file.name)) await rm(path.join(file.parentPath, file.name));
  for (const file of ['package-lock.json', 'node_modules/.package-lock.json', 'node_modules/.bin'])
    await rm(path.join(into, file), { recursive: true, force: true });
}

async function copyCompiled(from: string, to: string): Promise<void> {
  await cp(path.join(from, 'dist'), path.join(to, 'dist'), { recursive: true, filter: (file) => !UNREAD.test(file) });
}

function npm(cwd: string, ...args: readonly string[]): Promise<string> {
  const given = process.env['npm_execpath'];
  return given !== undefined && /\.[cm]?js$/.test(given) ? run(cwd, process.execPath, [given, ...args]) : run(cwd, 'npm', args);
}

/** Settings of an `npm run` around this one would make npm install something else. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_config_|NODE_ENV$)/i.test(name)));
}

async function run(cwd: string, command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { cwd, env: ownEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'close') as Promise<[number | null]>;
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}
