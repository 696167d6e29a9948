/** @type {import('jest').Config} */
export default {
  extensionsToTreatAsEsm: ['.ts'],
  // The template of a connector is tested under another name, by tools/new-connector/scaffold.test.ts.
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/.data/', '<rootDir>/tools/new-connector/template/'],
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  // A bound against hanging, not a measure: the real backend and every worker share the machine.
  testTimeout: 120_000,
  testSequencer: '<rootDir>/tools/test-run/slowest-first.mjs',
  // What the modules of a test file hold is never let go whole: a worker that has run many files begins afresh.
  workerIdleMemoryLimit: '1GB',
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } }],
  },
};
