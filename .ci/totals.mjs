// Sums Jest's result files into one line: "N passed, N failed". A suite or a whole run that could not run is one failure.
import { existsSync, readFileSync } from 'node:fs';

const files = process.argv.slice(2);
const results = files.filter((file) => existsSync(file)).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const passed = results.reduce((sum, { numPassedTests }) => sum + numPassedTests, 0);
const failed = results.reduce(
  (sum, result) => sum + result.numFailedTests + result.numRuntimeErrorTestSuites,
  files.length - results.length,
);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
