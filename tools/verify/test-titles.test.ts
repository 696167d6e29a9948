import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTemporaryRepository, type TemporaryRepository } from './temporary-repository.ts';
import { checkTests, narrowedTests } from './test-titles.ts';

describe('a test that is left out or run alone', () => {
  it.each([
    "it.only('x', f)",
    "  describe.skip('x', f)",
    "test.skip.each([1])('x', f)",
    "it.concurrent.only('x', f)",
    "it.todo('x')",
    "xit('x', f)",
    "fdescribe('x', f)",
  ])('is seen in: %s', (line) => {
    expect(narrowedTests(`first\n${line}\n`)).toEqual([{ line: 2, text: line.trim() }]);
  });

  it.each(["it('skips the only one', f)", 'await page.skip(2)', "describe.each([1])('x', f)", 'profit = 3;'])(
    'is not seen in: %s',
    (line) => {
      expect(narrowedTests(line)).toEqual([]);
    },
  );
});

describe('the check of the tests', () => {
  let repository: TemporaryRepository;

  beforeEach(async () => {
    repository = await createTemporaryRepository();
  });
  afterEach(() => repository.remove());

  it('reports narrowed tests and full tests that do not say what they need', async () => {
    const narrowed = ['it', 'only'].join('.');
    await repository.write({
      'libs/a/src/a.test.ts': `${narrowed}('x', f);\n`,
      'libs/a/src/b.full.test.ts': 'nothing said\n',
      'libs/a/src/c.full.test.ts': '// Needs: promtool\n',
    });

    const outcome = await checkTests(repository.root);

    expect(outcome.findings?.split('\n')).toEqual([
      `libs/a/src/a.test.ts:1: ${narrowed}('x', f);`,
      expect.stringContaining('libs/a/src/b.full.test.ts'),
    ]);
  });
});
