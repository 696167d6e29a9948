import { FULL_TEST_SUFFIX } from './full-tests.ts';

export interface JestRun {
  /** Only the tests that need installed tools, or only the others. */
  isFull: boolean;
  /** What follows `--` on the command line: paths, `-t`, `--json` … */
  forwarded: readonly string[];
  processors: number;
}

/** The arguments of Jest for one run. The backend takes a part of the machine, so two workers are enough on a small one. */
export function jestArguments({ isFull, forwarded, processors }: JestRun): string[] {
  const selection = isFull
    ? [`--testMatch=**/*${FULL_TEST_SUFFIX}`]
    : ['/node_modules/', '/dist/', FULL_TEST_SUFFIX.replaceAll('.', '\\.')].map(
        (pattern) => `--testPathIgnorePatterns=${pattern}`,
      );
  const saysWorkers = forwarded.some((argument) => /^(--maxWorkers|--runInBand|-w|-i)\b/.test(argument));
  const workers = saysWorkers ? [] : [`--maxWorkers=${Math.max(2, processors - 1)}`];
  return [...selection, ...workers, ...forwarded];
}
