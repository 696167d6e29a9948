import { access } from 'node:fs/promises';
import path from 'node:path';
import { run } from './step.ts';

/** The files of the working tree that git tracks or would track, relative to `root`. */
export async function gitFiles(root: string, ...patterns: readonly string[]): Promise<string[]> {
  const { isOk, stdout, stderr } = await run(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...patterns],
    root,
  );
  if (!isOk) throw new Error(`git ls-files failed: ${stderr}`);
  const names = stdout.split('\0').filter((name) => name !== '');
  const present = await Promise.all(names.map((name) => exists(path.join(root, name))));
  return names.filter((_, index) => present[index]);
}

export function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
