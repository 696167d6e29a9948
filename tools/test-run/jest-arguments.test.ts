import { describe, expect, it } from '@jest/globals';
import { jestArguments } from './jest-arguments.ts';

describe('the arguments of a Jest run', () => {
  it('leave the tests that need installed tools out of the plain run', () => {
    const args = jestArguments({ isFull: false, forwarded: [], processors: 2 });

    expect(args).toContain('--testPathIgnorePatterns=\\.full\\.test\\.ts');
  });

  it('choose exactly those tests in the full run', () => {
    const args = jestArguments({ isFull: true, forwarded: [], processors: 2 });

    expect(args).toContain('--testMatch=**/*.full.test.ts');
    expect(args.some((argument) => argument.startsWith('--testPathIgnorePatterns'))).toBe(false);
  });

  it('leave out of it what cannot run on this machine', () => {
    const args = jestArguments({ isFull: true, forwarded: [], processors: 2, leftOut: ['tools/a.full.test.ts'] });

    expect(args).toContain('--testPathIgnorePatterns=tools/a\\.full\\.test\\.ts$');
  });

  it('pass on what the user asked for, last', () => {
    const args = jestArguments({ isFull: false, forwarded: ['libs/core', '-t', 'backoff'], processors: 2 });

    expect(args.slice(-3)).toEqual(['libs/core', '-t', 'backoff']);
  });

  it.each([
    [2, '--maxWorkers=3'],
    [8, '--maxWorkers=7'],
  ])('take a worker count that suits %i processors', (processors, expected) => {
    expect(jestArguments({ isFull: false, forwarded: [], processors })).toContain(expected);
  });

  it.each(['--maxWorkers=1', '-w', '--runInBand', '-i'])('leave the worker count to the user who says %s', (flag) => {
    const args = jestArguments({ isFull: false, forwarded: [flag], processors: 2 });

    expect(args.filter((argument) => argument.startsWith('--maxWorkers='))).toEqual(
      flag.startsWith('--maxWorkers') ? [flag] : [],
    );
  });
});
