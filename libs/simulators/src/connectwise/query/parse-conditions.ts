import { refuse } from '../refusal.ts';

/** Conditions as text say: connectwise.md 5. */
export type Expression = Group | Negation | Comparison;

export interface Group {
  op: 'and' | 'or';
  parts: readonly Expression[];
}

export interface Negation {
  op: 'not';
  part: Expression;
}

export interface Comparison {
  op: Operator;
  field: string;
  /** One; any number with `in`. */
  literals: readonly Literal[];
}

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'contains' | 'like' | 'in';

export interface Literal {
  type: 'string' | 'numeric' | 'boolean' | 'datetime' | 'null';
  value: string | number | boolean | null;
}

interface Token {
  kind: 'symbol' | 'word' | 'literal';
  text: string;
  literal?: Literal;
}

const TOKEN =
  /\s*(?:(?<string>"[^"]*"|'[^']*')|\[(?<date>[^\]]*)\]|(?<number>[+-]?\d+(?:\.\d+)?)(?![\w/])|(?<word>[A-Za-z_][\w/]*)|(?<symbol>!=|<=|>=|[=<>(),]))/y;
const DEEPEST = 50;
const WORD_OPERATORS: readonly string[] = ['contains', 'like', 'in'];
const SYMBOL_OPERATORS: readonly string[] = ['=', '!=', '<', '<=', '>', '>='];

/** @throws AppError a 400 with `code` for text that is no condition */
export function parseConditions(text: string, code: string): Expression {
  const tokens = tokenize(text, code);
  let at = 0;

  function fail(): never {
    const rest = tokens[at]?.text ?? 'the end';
    throw refuse(400, code, `Conditions are not valid at '${rest}'.`);
  }
  const isWord = (word: string): boolean => tokens[at]?.kind === 'word' && tokens[at]?.text.toLowerCase() === word;
  const isSymbol = (symbol: string): boolean => tokens[at]?.kind === 'symbol' && tokens[at]?.text === symbol;
  function take(isNext: boolean): boolean {
    if (isNext) at += 1;
    return isNext;
  }

  function chain(op: Group['op'], next: (depth: number) => Expression, depth: number): Expression {
    const parts = [next(depth)];
    while (take(isWord(op))) parts.push(next(depth));
    const [only] = parts;
    return parts.length === 1 && only ? only : { op, parts };
  }
  const disjunction = (depth: number): Expression => chain('or', conjunction, depth);
  const conjunction = (depth: number): Expression => chain('and', term, depth);

  function term(depth: number): Expression {
    if (depth > DEEPEST) fail();
    if (take(isWord('not'))) return { op: 'not', part: term(depth + 1) };
    if (!take(isSymbol('('))) return comparison();
    const inner = disjunction(depth + 1);
    if (!take(isSymbol(')'))) fail();
    return inner;
  }

  function comparison(): Expression {
    const field = tokens[at];
    if (field?.kind !== 'word') fail();
    at += 1;
    const isNegated = take(isWord('not'));
    const op = tokens[at]?.text.toLowerCase() ?? '';
    const known = tokens[at]?.kind === 'word' ? WORD_OPERATORS : isNegated ? [] : SYMBOL_OPERATORS;
    if (!known.includes(op)) fail();
    at += 1;
    const found: Comparison = { op: op as Operator, field: field.text, literals: op === 'in' ? list() : [literal()] };
    return isNegated ? { op: 'not', part: found } : found;
  }

  function list(): Literal[] {
    if (!take(isSymbol('('))) fail();
    const literals = [literal()];
    while (take(isSymbol(','))) literals.push(literal());
    if (!take(isSymbol(')'))) fail();
    return literals;
  }

  function literal(): Literal {
    const found = tokens[at]?.literal;
    if (!found) fail();
    at += 1;
    return found;
  }

  const expression = disjunction(0);
  if (at < tokens.length) fail();
  return expression;
}

function tokenize(text: string, code: string): Token[] {
  const tokens: Token[] = [];
  const matcher = new RegExp(TOKEN);
  const end = text.trimEnd().length;
  while (matcher.lastIndex < end) {
    const at = matcher.lastIndex;
    const groups = matcher.exec(text)?.groups;
    if (!groups) throw refuse(400, code, `Conditions are not valid at '${text.slice(at, at + 20).trim()}'.`);
    tokens.push(toToken(groups));
  }
  return tokens;
}

const KEYWORDS: Readonly<Record<string, Literal>> = {
  true: { type: 'boolean', value: true },
  false: { type: 'boolean', value: false },
  null: { type: 'null', value: null },
};

function toToken({ string, date, number, word, symbol }: Readonly<Record<string, string | undefined>>): Token {
  if (string !== undefined) return { kind: 'literal', text: string, literal: { type: 'string', value: string.slice(1, -1) } };
  if (date !== undefined) return { kind: 'literal', text: `[${date}]`, literal: { type: 'datetime', value: date.trim() } };
  if (number !== undefined) return { kind: 'literal', text: number, literal: { type: 'numeric', value: Number(number) } };
  if (symbol !== undefined) return { kind: 'symbol', text: symbol };
  const text = word ?? '';
  const key = text.toLowerCase();
  const literal = Object.hasOwn(KEYWORDS, key) ? KEYWORDS[key] : undefined;
  return literal ? { kind: 'literal', text, literal } : { kind: 'word', text };
}
