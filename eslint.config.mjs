import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { boundaries, TEST_FILES } from './tools/lint/boundaries.ts';
import { ownLines } from './tools/lint/own-lines.ts';

const PURE = ['services/*/src/domain/**/*.ts', 'services/*/src/usecases/**/*.ts', 'libs/*/src/domain/**/*.ts'];
/** What talks to the outside: a rule or a use case reaches it through a port. */
const OUTSIDE =
  /^(express|kafkajs|mongoose|mongodb|prom-client|pino|opossum|undici|node:(fs|http|https|net|child_process|process)|fs|http|https|net)(\/|$)/;

const NO_EXPORT_ALL = { selector: 'ExportAllDeclaration', message: 'Name what you export.' };
const NO_ENVIRONMENT = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Configuration comes in as an argument.',
};
const NO_WALL_CLOCK = [
  { selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]', message: 'Time is read through a Clock.' },
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time is read through a Clock.' },
];

export default tseslint.config(
  { ignores: ['**/node_modules', '**/dist', '.nx', '.data', 'libs/contracts/src/gen', '**/*.gen.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { '@nx': nx, budget: { rules: { 'function-goal': ownLines, 'function-limit': ownLines } } },
    languageOptions: { parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      // Ports are asynchronous; their memory twins need not wait for anything.
      '@typescript-eslint/require-await': 'off',
      // Objects are made by factories whose methods do not use `this`.
      '@typescript-eslint/unbound-method': 'off',
      // `Value | { $eq: Value }` says more to a reader than the `unknown` that it may amount to.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/max-params': ['error', { max: 4 }],
      'budget/function-goal': ['warn', { max: 40 }],
      'budget/function-limit': ['error', { max: 70 }],
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      'max-depth': ['error', 3],
      complexity: ['error', { max: 12, variant: 'modified' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true } },
      ],
      'no-restricted-syntax': ['error', NO_EXPORT_ALL],
    },
  },
  {
    files: ['libs/*/src/**/*.ts', 'services/*/src/**/*.ts'],
    ignores: ['libs/core/src/clock.ts', 'libs/testing/**', ...TEST_FILES],
    rules: { 'no-console': 'error', 'no-restricted-syntax': ['error', NO_EXPORT_ALL, ...NO_WALL_CLOCK] },
  },
  {
    files: ['apps/*/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    languageOptions: { parserOptions: { project: './apps/console/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Event handlers of a page await what they begin in a mutation, which says how it went.
      // A redirect of the router is thrown, and is no error.
      '@typescript-eslint/only-throw-error': [
        'error',
        { allow: [{ from: 'package', package: '@tanstack/router-core', name: 'Redirect' }] },
      ],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: PURE,
    ignores: TEST_FILES,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: OUTSIDE.source, message: 'Rules and use cases reach the outside through a port.' }] },
      ],
      'no-restricted-syntax': ['error', NO_EXPORT_ALL, NO_ENVIRONMENT, ...NO_WALL_CLOCK],
    },
  },
  ...boundaries,
  {
    files: TEST_FILES,
    rules: {
      // What a test reads out of JSON and out of matchers is untyped by nature; a wrong guess fails the test.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      'budget/function-goal': 'off',
      'budget/function-limit': 'off',
      // A contract suite is one list of sentences.
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
    },
  },
  prettier,
);
