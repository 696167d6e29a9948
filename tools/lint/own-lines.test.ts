import { describe, expect, it } from '@jest/globals';
import { Linter } from 'eslint';
import { ownLines } from './own-lines.ts';

/** How many lines the rule counts in each function that is too long for `max`. */
function tooLong(code: string, max: number): string[] {
  const messages = new Linter().verify(code, {
    plugins: { budget: { rules: { lines: ownLines } } },
    rules: { 'budget/lines': ['error', { max }] },
  });
  return messages.map(({ message }) => message);
}

describe('the line budget of a function', () => {
  it('is over when its own code has too many lines', () => {
    expect(tooLong('function f() {\n  a();\n  b();\n}\n', 3)).toEqual([
      expect.stringContaining('has 4 lines of its own; at most 3'),
    ]);
  });

  it('does not count blank lines and comments', () => {
    expect(tooLong('function f() {\n  // why\n\n  /* and\n  how */\n  a();\n}\n', 3)).toEqual([]);
  });

  it('counts of a nested function only the line where it begins', () => {
    const factory = 'function create() {\n  return {\n    one() {\n      a();\n      b();\n    },\n  };\n}\n';

    expect(tooLong(factory, 5)).toEqual([]);
    expect(tooLong(factory, 4)).toEqual([expect.stringContaining('has 5 lines')]);
  });

  it('holds for the nested function by itself', () => {
    const factory = 'const create = () => ({\n  one: () => {\n    a();\n    b();\n    c();\n  },\n});\n';

    expect(tooLong(factory, 4)).toEqual([expect.stringContaining('has 5 lines')]);
  });
});
