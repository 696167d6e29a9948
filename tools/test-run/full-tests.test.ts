import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFullTests, leftOut, leftOutReport } from './full-tests.ts';

describe('the tests that npm test leaves out', () => {
  let root = '';

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'full-tests-'));
    await mkdir(path.join(root, 'libs/a/src'), { recursive: true });
    await mkdir(path.join(root, 'node_modules/b'), { recursive: true });
    await writeFile(path.join(root, 'libs/a/src/rules.full.test.ts'), '// Needs: promtool\nimport x;\n');
    await writeFile(path.join(root, 'libs/a/src/console.full.test.ts'), 'import x;\n');
    await writeFile(path.join(root, 'libs/a/src/plain.test.ts'), '// Needs: nothing\n');
    await writeFile(path.join(root, 'node_modules/b/other.full.test.ts'), '// Needs: luck\n');
  });
  afterEach(() => rm(root, { recursive: true }));

  it('are found with what they need, and those of dependencies are not', async () => {
    const found = await findFullTests(root);

    expect(found).toEqual([
      { file: 'libs/a/src/console.full.test.ts', needs: undefined },
      { file: 'libs/a/src/rules.full.test.ts', needs: 'promtool' },
    ]);
  });

  it('are reported by name and reason', () => {
    const report = leftOutReport([{ file: 'charts/rules.full.test.ts', needs: 'promtool' }]);

    expect(report).toContain('charts/rules.full.test.ts: needs promtool');
  });

  it('are in a full run those alone that need a Docker engine where none answers', () => {
    const tests = [
      { file: 'a.full.test.ts', needs: 'docker-engine' },
      { file: 'b.full.test.ts', needs: 'promtool' },
    ];
    const files = (run: { isFull: boolean; hasEngine: boolean }): string[] => leftOut(tests, run).map(({ file }) => file);

    expect(files({ isFull: false, hasEngine: false })).toEqual(['a.full.test.ts', 'b.full.test.ts']);
    expect(files({ isFull: true, hasEngine: false })).toEqual(['a.full.test.ts']);
    expect(files({ isFull: true, hasEngine: true })).toEqual([]);
  });
});
