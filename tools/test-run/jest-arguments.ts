import { FULL_TEST_SUFFIX } from './full-tests.ts';

export interface JestRun {
  /** Only the tests that need installed tools, or only the others. */
  isFull: boolean;
  /** What follows `--` on the command line: paths, `-t`, `--json` … */
  forwarded: readonly string[];
  processors: number;
  /** Files of the full run that cannot run on this machine. */
  leftOut?: readonly string[];
}

/**
 * The arguments of Jest for one run. Of a large machine the backend takes a part; on a small one three workers fill the times in which
 * suites wait, for a broker to give up a killed member above all.
 */
export function jestArguments({ isFull, forwarded, processors, leftOut = [] }: JestRun): string[] {
  const selection = isFull
    ? [
        `--testMatch=**/*${FULL_TEST_SUFFIX}`,
        ...leftOut.map((file) => `--testPathIgnorePatterns=${file.replaceAll('.', '\\.')}$`),
      ]
    : ['/node_modules/', '/dist/', FULL_TEST_SUFFIX.replaceAll('.', '\\.')].map(
        (pattern) => `--testPathIgnorePatterns=${pattern}`,
      );
  const saysWorkers = forwarded.some((argument) => /^(--maxWorkers|--runInBand|-w|-i)\b/.test(argument));
  const workers = saysWorkers ? [] : [`--maxWorkers=${Math.max(3, processors - 1)}`];
  return [...selection, ...workers, ...forwarded];
}
