import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDataFolder } from './data-folder.ts';

describe('the data folder of a stack', () => {
  let root = '';

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'data-folder-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  it('is kept under .data for the next run', async () => {
    const first = await openDataFolder({ purpose: 'start', fresh: false }, root);
    await writeFile(path.join(first.path, 'note'), 'kept');
    await first.release();

    const second = await openDataFolder({ purpose: 'start', fresh: false }, root);

    expect(second.path).toBe(path.join(root, '.data', 'start'));
    expect(await readFile(path.join(second.path, 'note'), 'utf8')).toBe('kept');
  });

  it('is refused while another process uses it', async () => {
    await openDataFolder({ purpose: 'start', fresh: false }, root);

    await expect(openDataFolder({ purpose: 'start', fresh: false }, root)).rejects.toThrow(`in use by process ${process.pid}`);
  });

  it('is taken over from a process that died without giving it free', async () => {
    const gone = 2 ** 22 + 1;
    await mkdir(path.join(root, '.data/start'), { recursive: true });
    await writeFile(path.join(root, '.data/start/owner.pid'), String(gone));

    const folder = await openDataFolder({ purpose: 'start', fresh: false }, root);

    expect(await readFile(path.join(folder.path, 'owner.pid'), 'utf8')).toBe(String(process.pid));
  });

  it('is a new one for each fresh stack, and gone afterwards', async () => {
    const [one, two] = await Promise.all([
      openDataFolder({ purpose: 'test', fresh: true }),
      openDataFolder({ purpose: 'test', fresh: true }),
    ]);

    await Promise.all([one.release(), two.release()]);

    expect(one.path).not.toBe(two.path);
    await expect(access(one.path)).rejects.toThrow('ENOENT');
  });
});
