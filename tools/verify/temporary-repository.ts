import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './step.ts';

export interface TemporaryRepository {
  root: string;
  /** Writes files by path. */
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** Commits everything that was written. */
  commit(title: string): Promise<void>;
  remove(): Promise<void>;
}

/** An empty git repository on a branch named main: for the tests of checks that look at files and history. */
export async function createTemporaryRepository(): Promise<TemporaryRepository> {
  const root = await mkdtemp(path.join(tmpdir(), 'psa-bridge-repository-'));
  const git = async (...args: readonly string[]): Promise<void> => {
    const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
    const { isOk, stderr } = await run('git', [...who, ...args], root);
    if (!isOk) throw new Error(stderr);
  };
  await git('init', '--quiet', '--initial-branch', 'main');
  return {
    root,
    async write(files) {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(path.dirname(path.join(root, name)), { recursive: true });
        await writeFile(path.join(root, name), text);
      }
    },
    async commit(title) {
      await git('add', '--all');
      await git('commit', '--quiet', '--message', title);
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
