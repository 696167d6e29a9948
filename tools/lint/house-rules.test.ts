import { beforeAll, describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import { globSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

const PLANTED = [
  "import { readFile } from 'node:fs/promises';",
  'export const untyped = (): any => readFile;',
  "export const setting = (): string | undefined => process.env['SETTING'];",
  'export const wallClock = (): Date => new Date();',
  'export const sure = (text?: string): string => text!;',
  'Promise.resolve();',
  "export * from './elsewhere.ts';",
  'export default sure;',
].join('\n');

/** On CI the parser takes the text from the disk instead, for speed. */
const TEXT_AS_GIVEN = { languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } } };

describe('the house rules', () => {
  let complaints: string[] = [];

  /** Rules with types work only for files of the project, so the text stands in for one that exists. */
  beforeAll(async () => {
    const [file = ''] = globSync('services/*/src/domain/*.ts', { cwd: ROOT, exclude: ['**/*.test.ts'] });
    const [result] = await new ESLint({ cwd: ROOT, overrideConfig: TEXT_AS_GIVEN }).lintText(PLANTED, {
      filePath: path.join(ROOT, file),
    });
    complaints = (result?.messages ?? []).map(({ line, ruleId }) => `${line} ${ruleId}`);
  }, 300_000);

  it.each([
    [1, 'no-restricted-imports', 'a rule or use case that reaches outside by itself'],
    [2, '@typescript-eslint/no-explicit-any', 'any'],
    [3, 'no-restricted-syntax', 'a rule or use case that reads the environment'],
    [4, 'no-restricted-syntax', 'time that is not read through a Clock'],
    [5, '@typescript-eslint/no-non-null-assertion', 'a promise to the compiler that nothing keeps'],
    [6, '@typescript-eslint/no-floating-promises', 'a promise that nobody waits for'],
    [7, 'no-restricted-syntax', 'exports that are not named'],
    [8, 'no-restricted-exports', 'a default export'],
  ])('see in line %i with %s: %s', (line, rule) => {
    expect(complaints).toContain(`${line} ${rule}`);
  });
});
