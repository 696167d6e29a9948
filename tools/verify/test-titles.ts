import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { findFullTests } from '../test-run/full-tests.ts';
import { gitFiles } from './git-files.ts';
import { faults, type Outcome } from './step.ts';

/** `it.only`, `describe.skip.each`, `xit`, `fdescribe`, `it.todo` … at the start of a statement. */
const NARROWED = /^\s*(?:(?:it|test|describe)(?:\.concurrent)?\.(?:only|skip|todo|failing)|xit|xtest|xdescribe|fit|fdescribe)\b/;

/** The lines of a test file that leave a test out or run it alone. */
export function narrowedTests(source: string): { line: number; text: string }[] {
  return source.split('\n').flatMap((text, index) => (NARROWED.test(text) ? [{ line: index + 1, text: text.trim() }] : []));
}

/** No test is focused or skipped, and each test that needs an installed tool names it. */
export async function checkTests(root: string): Promise<Outcome> {
  const files = await gitFiles(root, '*.test.ts', '*/test/*.ts');
  const narrowed = await Promise.all(
    files.map(async (file) => {
      const found = narrowedTests(await readFile(path.join(root, file), 'utf8'));
      return found.map(({ line, text }) => `${file}:${line}: ${text}`);
    }),
  );
  const silent = (await findFullTests(root)).filter(({ needs }) => needs === undefined);
  return faults([...narrowed.flat(), ...silent.map(({ file }) => `${file}: say what it needs in a line "// Needs: <tool>"`)]);
}
