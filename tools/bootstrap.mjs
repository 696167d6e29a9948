// Makes a bare clone ready to run: installs the dependencies when they do not match package-lock.json, and checks that
// Node 24 (itself a dependency) runs. It runs before the npm scripts, on whatever Node the machine has, so it uses
// nothing but Node 18's own modules.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const LOCK = path.join(ROOT, '.data', 'bootstrap.lock');
const NODE_24 = path.join(ROOT, 'node_modules', '.bin', 'node');
const WAIT_LIMIT_MS = 10 * 60_000;

/** npm settings of an outer `npm run` that would make `npm ci` install only a part of what is needed. */
const NARROWING =
  /^(npm_config_(workspaces?|include_workspace_root|omit|include|only|production|ignore_scripts|dry_run|global)|NODE_ENV)$/i;

/** @returns {Record<string, { version?: string, optional?: boolean, link?: boolean }>} */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/** npm writes node_modules/.package-lock.json last, so an interrupted install never looks complete. */
function isInstalled() {
  const installedLock = path.join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installedLock)) return false;
  const installed = packagesOf(installedLock);
  return Object.entries(packagesOf(path.join(ROOT, 'package-lock.json'))).every(([name, wanted]) => {
    if (!name.startsWith('node_modules/') && !name.includes('/node_modules/')) return true;
    if (installed[name] === undefined) return wanted.optional === true;
    return installed[name].version === wanted.version;
  });
}

function runsNode24() {
  const { stdout } = spawnSync(NODE_24, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' });
  return typeof stdout === 'string' && stdout.startsWith('v24.');
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function tryLock() {
  mkdirSync(path.dirname(LOCK), { recursive: true });
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** Removes the lock of a process that died without removing it. */
function dropStaleLock() {
  const holder = existsSync(LOCK) ? readFileSync(LOCK, 'utf8') : '';
  if (holder !== '' && !isAlive(Number(holder))) rmSync(LOCK, { force: true });
}

async function takeLock() {
  const giveUpAt = Date.now() + WAIT_LIMIT_MS;
  let told = false;
  while (!tryLock()) {
    dropStaleLock();
    if (Date.now() > giveUpAt)
      throw new Error(`Another install holds ${LOCK} for more than ten minutes. Delete that file if none is running.`);
    if (!told) console.error('Waiting for another install of this folder to finish ...');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function install() {
  console.error('Installing what the project needs (npm ci). This happens once, and again when package-lock.json changes.');
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NARROWING.test(name)));
  const npm = process.env.npm_execpath;
  const [command, first] = npm !== undefined && /\.[cm]?js$/.test(npm) ? [process.execPath, [npm]] : ['npm', []];
  const options = { cwd: ROOT, env, stdio: ['ignore', 2, 2], shell: command === 'npm' && process.platform === 'win32' };
  const { status, error } = spawnSync(
    command,
    [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    options,
  );
  if (error !== undefined) throw new Error(`npm could not be started: ${error.message}`);
  if (status !== 0) throw new Error('npm ci failed; its messages are above. The project needs access to an npm registry.');
}

async function bootstrap() {
  if (Number(process.versions.node.split('.')[0]) < 18)
    throw new Error(`Node 18 or newer is needed to install; this is ${process.version}.`);
  if (isInstalled() && runsNode24()) return;
  await takeLock();
  try {
    if (isInstalled() && runsNode24()) return;
    install();
    if (!runsNode24()) {
      throw new Error(
        'Node 24 was installed by npm but does not run. If your .npmrc says ignore-scripts=true, run: npm rebuild node --ignore-scripts=false',
      );
    }
  } finally {
    rmSync(LOCK, { force: true });
  }
}

try {
  await bootstrap();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
