import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StackOptions } from './backend.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

export interface DataFolder {
  path: string;
  /** Removes a fresh folder; gives a kept one free for the next run. */
  release(): Promise<void>;
}

/** Where a stack keeps its data. A kept folder belongs to one process at a time; a second one is refused with the first one's id. */
export async function openDataFolder({ purpose, fresh }: StackOptions, root = ROOT): Promise<DataFolder> {
  if (fresh) {
    const folder = await mkdtemp(path.join(tmpdir(), `psa-bridge-${purpose}-${process.pid}-`));
    return { path: folder, release: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
  }
  const folder = path.join(root, '.data', purpose);
  const ownerFile = path.join(folder, 'owner.pid');
  await mkdir(folder, { recursive: true });
  const owner = Number(await readFile(ownerFile, 'utf8').catch(() => '0'));
  if (owner > 0 && isAlive(owner)) throw new Error(`${folder} is in use by process ${owner}: stop that one first.`);
  await writeFile(ownerFile, String(process.pid));
  return { path: folder, release: () => rm(ownerFile, { force: true }) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
