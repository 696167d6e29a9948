/** @type {import('jest').Config} */
export default {
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['/dist/'],
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } }],
  },
};
