import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { staleFiles, writeGenerated } from './freshness.ts';
import type { Generator } from './generators.ts';

const sample: Generator = {
  name: 'sample',
  outputs: ['gen', 'docs/page.md'],
  async generate(into) {
    await mkdir(path.join(into, 'gen/deep'), { recursive: true });
    await mkdir(path.join(into, 'docs'), { recursive: true });
    await writeFile(path.join(into, 'gen/deep/a.ts'), 'a');
    await writeFile(path.join(into, 'gen/b.ts'), 'b');
    await writeFile(path.join(into, 'docs/page.md'), 'page');
  },
};

describe('generated files', () => {
  let root = '';

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'psa-bridge-freshness-'));
    await writeGenerated(root, [sample]);
  });
  afterEach(() => rm(root, { recursive: true }));

  it('are fresh right after they were written', async () => {
    await expect(staleFiles(root, [sample])).resolves.toEqual([]);
  });

  it('are reported when they are missing, out of date or no longer made', async () => {
    await writeFile(path.join(root, 'gen/b.ts'), 'edited by hand');
    await writeFile(path.join(root, 'gen/old.ts'), 'old');
    await rm(path.join(root, 'docs/page.md'));

    const stale = await staleFiles(root, [sample]);

    expect(stale).toEqual([
      'gen/old.ts is no longer generated (sample)',
      'gen/b.ts is out of date (sample)',
      'docs/page.md is missing (sample)',
    ]);
  });

  it('replace what stood there, also what is no longer made', async () => {
    await writeFile(path.join(root, 'gen/b.ts'), 'edited by hand');
    await writeFile(path.join(root, 'gen/old.ts'), 'old');

    await writeGenerated(root, [sample]);

    expect(await readFile(path.join(root, 'gen/b.ts'), 'utf8')).toBe('b');
    expect((await readdir(path.join(root, 'gen'))).sort()).toEqual(['b.ts', 'deep']);
  });
});
