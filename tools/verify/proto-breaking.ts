import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run, type Outcome } from './step.ts';

/** Where the accepted contracts stand: the main branch as this clone knows it. */
const MAIN_NAMES = ['origin/main', 'main', 'HEAD'];

/**
 * No change to `proto/` breaks a reader: compares the working tree with the last commit on main whose `proto/` differs
 * from it. On main itself that is the state before the last change of the contracts.
 */
export async function checkProtoBreaking(root: string): Promise<Outcome> {
  const against = await lastOtherContracts(root);
  if (against === undefined) return { isOk: true, note: 'left out: no earlier commit of main has other contracts' };

  const folder = await mkdtemp(path.join(tmpdir(), 'psa-bridge-proto-'));
  try {
    const archive = path.join(folder, 'proto.tar');
    await git(root, 'archive', '--output', archive, against, 'proto');
    const { isOk, stdout, stderr } = await run(
      'buf',
      ['breaking', 'proto', '--against', `${archive}#format=tar,subdir=proto`],
      root,
    );
    return { isOk, note: `against ${against.slice(0, 10)}`, findings: `${stdout}${stderr}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function lastOtherContracts(root: string): Promise<string | undefined> {
  const main = await firstKnown(root, MAIN_NAMES);
  if (main === undefined) return undefined;
  const commits = (await git(root, 'rev-list', main, '--', 'proto')).split('\n').filter((commit) => commit !== '');
  for (const commit of commits) {
    const hasContracts = (await git(root, 'ls-tree', '--name-only', commit, 'proto')) !== '';
    if (hasContracts && (await differs(root, commit))) return commit;
  }
  return undefined;
}

async function firstKnown(root: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    const { isOk, stdout } = await run('git', ['rev-parse', '--verify', '--quiet', `${name}^{commit}`], root);
    if (isOk) return stdout.trim();
  }
  return undefined;
}

async function differs(root: string, commit: string): Promise<boolean> {
  const { isOk } = await run('git', ['diff', '--quiet', commit, '--', 'proto'], root);
  return !isOk;
}

async function git(root: string, ...args: readonly string[]): Promise<string> {
  const { isOk, stdout, stderr } = await run('git', args, root);
  if (!isOk) throw new Error(`git ${args.join(' ')} failed: ${stderr}`);
  return stdout.trim();
}
