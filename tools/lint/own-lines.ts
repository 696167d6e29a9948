import type { AST, Rule } from 'eslint';

/**
 * Limits the lines of code of a function, without blank lines, comments and the insides of functions nested in it: a
 * factory that returns an object of small functions is as readable as a class of small methods.
 */
export const ownLines: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    schema: [
      { type: 'object', properties: { max: { type: 'integer', minimum: 1 } }, required: ['max'], additionalProperties: false },
    ],
    messages: { tooLong: 'This function has {{lines}} lines of its own; at most {{max}} are allowed.' },
  },
  create(context) {
    const [{ max }] = context.options as [{ max: number }];
    const open: Set<number>[] = [];

    function enter(): void {
      open.push(new Set());
    }

    function leave(node: Rule.Node): void {
      const nested = open.pop() ?? new Set<number>();
      const lines = linesOf(context.sourceCode.getTokens(node)).difference(nested);
      if (lines.size > max) context.report({ node, messageId: 'tooLong', data: { lines: lines.size, max } });
      const { start, end } = node.loc as AST.SourceLocation;
      for (let line = start.line + 1; line <= end.line; line += 1) open.at(-1)?.add(line);
    }

    const functions = 'FunctionDeclaration, FunctionExpression, ArrowFunctionExpression';
    return { [functions]: enter, [`:matches(${functions}):exit`]: leave };
  },
};

function linesOf(tokens: readonly AST.Token[]): Set<number> {
  const lines = new Set<number>();
  for (const { loc } of tokens) for (let line = loc.start.line; line <= loc.end.line; line += 1) lines.add(line);
  return lines;
}
